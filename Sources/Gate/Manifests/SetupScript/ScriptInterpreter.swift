import SourceText

/// Goes through the statements of a build script in their order and keeps what names stand for,
/// without running anything.
///
/// All branches count, and every loop runs once with any of its items: what a name stands for is
/// all that it may stand for.
struct ScriptInterpreter {
  let code: ScriptCode
  let statements: PythonStatements
  var bindings = ScriptBindings()
  /// The arguments of the calls of `setup`, and those of the methods of sessions.
  var calls: [ScriptCall] = []
  /// How much may still be followed.
  private(set) var budget = 2_000_000
  /// How deeply what runs lies within other things that run.
  private var nesting = 0
  /// The functions that were run, by the positions of their `def`.
  var visited: Set<Int> = []
  private let children: [Int: [Int]]
  /// What the functions that run return so far.
  var results: [ScriptValue?] = []
  var running: [Int] = []
  /// Whether the statement that runs may as well not run.
  var conditions = 0

  static let maximumCalls = 16
  /// Small, since the stack of a thread may be.
  private static let maximumNesting = 96
  /// What running a function costs besides its statements.
  static let costOfCall = 200
  private static let root = -1

  init(_ text: MappedText) {
    code = ScriptCode(text)
    statements = PythonStatements(code.text)
    var children: [Int: [Int]] = [:]
    for (position, statement) in statements.statements.enumerated() {
      children[statement.parent ?? Self.root, default: []].append(position)
    }
    self.children = children
  }

  var isExhausted: Bool { budget < 0 }

  mutating func spend(_ steps: Int = 1) { budget -= steps }

  /// Goes one level deeper; false where that is too deep.
  mutating func descend() -> Bool {
    nesting += 1
    return nesting <= Self.maximumNesting
  }

  mutating func ascend() { nesting -= 1 }

  /// Runs the statements outside of functions.
  mutating func run() { runBlock(Self.root) }

  /// The positions of all functions.
  var functions: [(position: Int, header: PythonHeader)] {
    statements.statements.enumerated().compactMap { position, statement in
      guard case .header(let header) = statement.content, header.keyword == .def else {
        return nil
      }
      return (position, header)
    }
  }

  /// The decorators right before a function.
  func decorators(of position: Int) -> [PythonExpression] {
    var decorators: [PythonExpression] = []
    var index = position - 1
    while index >= 0, case .decorator(let expression) = statements.statements[index].content {
      decorators.append(expression)
      index -= 1
    }
    return decorators
  }

  // MARK: Statements

  mutating func runBlock(_ parent: Int) {
    // What is not run has to be said.
    if !descend() { budget = -1 }
    defer { ascend() }
    for position in children[parent] ?? [] {
      spend()
      if isExhausted { return }
      run(statements.statements[position], at: position)
    }
  }

  private mutating func run(_ statement: PythonStatement, at position: Int) {
    switch statement.content {
    case .imports(let statement): bind(statement)
    case .assignment(let targets, let value):
      let value = evaluate(value)
      for target in targets { assign(value, to: target) }
    case .addition(let target, let value):
      let value = evaluate(value)
      modify(target) { old in Self.add(value, to: &old) }
    case .expression(let expression):
      if case .other = expression.content, runYield(statement) { return }
      _ = evaluate(expression)
    case .returned(let value):
      if let value { give(evaluate(value)) }
    case .decorator, .other: return
    case .header(let header): run(header, at: position, statement.range)
    }
  }

  private mutating func run(_ header: PythonHeader, at position: Int, _ range: Range<Int>) {
    switch header.keyword {
    case .def:
      if let name = header.name {
        bindings.bind(name, to: ScriptValue(.function(position), at: range))
      }
      return
    case .class: return
    case .with:
      for binding in header.bindings {
        let value = evaluate(binding.value)
        if let target = binding.target { assign(value, to: target) }
      }
      return runBlock(position)
    case .try, .finally: return runBlock(position)
    case .for:
      conditions += 1
      for binding in header.bindings {
        let source = evaluate(binding.value)
        spend(source.width)
        let value = source.element
        if let target = binding.target { assign(value, to: target) }
      }
    case .if, .elif, .else, .except, .while, .match, .case: conditions += 1
    }
    if let condition = header.condition { _ = evaluate(condition) }
    runBlock(position)
    conditions -= 1
  }

  /// A `yield` adds to what the function gives; false when the statement is none.
  private mutating func runYield(_ statement: PythonStatement) -> Bool {
    let range = statement.range
    guard code.tokens(range).first?.token.is("yield", in: code.text.bytes) == true else {
      return false
    }
    var start = range.lowerBound + 5
    if let from = code.tokens(start..<range.upperBound).first?.token, code.word(from) == "from" {
      start = from.range.upperBound
    }
    let value = code.expression(start..<range.upperBound).map { evaluate($0) } ?? .unknown(range)
    give(ScriptValue(.items([value]), at: range))
    return true
  }

  private mutating func give(_ value: ScriptValue) {
    guard let old = results.last else { return }
    results[results.count - 1] = old.map { $0.either(value) } ?? value
  }

  private mutating func bind(_ statement: PythonImportStatement) {
    guard let members = statement.members else {
      for module in statement.modules {
        let names = module.name.split(separator: ".").map(String.init)
        guard let first = names.first else { continue }
        let bound = module.alias == nil ? [first] : names
        bindings.bind(module.alias ?? first, to: ScriptValue(.imported(bound), at: module.range))
      }
      return
    }
    let module = statement.modules.first
    let names = module?.name.split(separator: ".").map(String.init) ?? []
    for member in members {
      bindings.bind(
        member.alias ?? member.name,
        to: ScriptValue(.imported(names + [member.name]), at: module?.range ?? 0..<0))
    }
  }

  // MARK: Names

  mutating func assign(_ value: ScriptValue, to target: PythonExpression) {
    switch target.content {
    case .name(let name):
      if conditions > 0, let old = bindings[name] {
        spend(old.width + value.width)
        bindings.bind(name, to: old.either(value))
      } else {
        bindings.bind(name, to: value)
      }
    case .tuple(let targets), .list(let targets):
      for (index, target) in targets.enumerated() { assign(value.item(index), to: target) }
    case .element(let base, let index):
      let key = evaluate(index).text
      let isCertain = conditions == 0
      modify(base) { $0.set(key, to: value, isCertain: isCertain) }
    default: break
    }
  }

  /// Changes what a name, or an entry of a table that a name stands for, holds.
  mutating func modify(
    _ target: PythonExpression, _ change: (inout ScriptValue) -> Void
  ) {
    switch target.content {
    case .name(let name):
      if !bindings.update(name, change) {
        var value = ScriptValue(.constant, at: target.range)
        change(&value)
        bindings.bind(name, to: value)
      }
    case .element(let base, let index): modifyEntry(of: base, at: index, change)
    case .call(let callee, let arguments):
      // `table.setdefault(key, [])` stands for the entry.
      guard case .attribute(let base, "setdefault") = callee.content, let key = arguments.first
      else { return }
      modifyEntry(of: base, at: key.value, change)
    default: break
    }
  }

  private mutating func modifyEntry(
    of base: PythonExpression, at index: PythonExpression, _ change: (inout ScriptValue) -> Void
  ) {
    let key = evaluate(index).text
    let old = evaluate(base)
    var value = old.entry(key) ?? ScriptValue(.constant, at: index.range)
    change(&value)
    modify(base) { $0.set(key, to: value, isCertain: true) }
  }

  /// `old += value`
  static func add(_ value: ScriptValue, to old: inout ScriptValue) {
    if case .items(let values) = value.content, case .items = old.content {
      for value in values { old.append(value) }
      return
    }
    if case .constant = old.content {
      old = value
    } else if case .text = old.content {
      old = ScriptValue(.any([old, value]), at: value.range)
    } else {
      old.append(value)
    }
  }
}
