import SourceText

// What expressions stand for.
extension ScriptInterpreter {
  mutating func evaluate(_ expression: PythonExpression) -> ScriptValue {
    spend()
    let range = expression.range
    defer { ascend() }
    guard descend(), !isExhausted else { return .unknown(range) }
    switch expression.content {
    case .string(let text): return ScriptValue(.text(text, whole: nil), at: range)
    case .number, .boolean, .none: return ScriptValue(.constant, at: range)
    case .list(let items), .tuple(let items), .set(let items):
      return ScriptValue(.items(items.map { evaluate($0) }), at: range)
    case .dictionary(let entries): return table(entries, at: range)
    case .name(let name): return value(of: name, at: range)
    case .attribute(let base, let name): return attribute(name, of: base, at: range)
    case .element(let base, let index): return element(of: evaluate(base), at: index, range)
    case .call(let callee, let arguments): return call(callee, arguments, at: range)
    case .sum(let items): return sum(items.map { evaluate($0) }, at: range)
    case .either(let first, let second): return evaluate(first).either(evaluate(second))
    case .unpacked(let base): return evaluate(base)
    case .formatted: return formatted(range)
    case .other: return other(range)
    }
  }

  private mutating func table(_ entries: [PythonEntry], at range: Range<Int>) -> ScriptValue {
    var values: [ScriptValue.Entry] = []
    for entry in entries {
      let value = evaluate(entry.value)
      if let key = entry.key {
        values.append(.init(key: evaluate(key).text, value: value))
      } else if case .table(let others) = value.content {
        values += others
      } else {
        values.append(.init(key: nil, value: .unknown(value.range)))
      }
    }
    return ScriptValue(.table(values), at: range)
  }

  private func value(of name: String, at range: Range<Int>) -> ScriptValue {
    if let value = bindings[name] { return value.moved(to: range) }
    if name == "__file__" { return ScriptValue(.path(.script), at: range) }
    if name == "setup" || Self.builtins.contains(name) {
      return ScriptValue(.imported([name]), at: range)
    }
    return .unknown(range)
  }

  private static let builtins: Set<String> = [
    "list", "tuple", "set", "frozenset", "sorted", "reversed", "filter", "map", "str", "sum",
    "dict",
    "open", "iter", "next", "len", "int", "bool", "isinstance", "print", "any", "all", "unicode",
    "enumerate", "hasattr", "type", "range",
  ]

  private mutating func attribute(
    _ name: String, of base: PythonExpression, at range: Range<Int>
  ) -> ScriptValue {
    let base = evaluate(base)
    switch base.content {
    case .imported(["os"]) where name == "curdir": return ScriptValue(.path(.folder), at: range)
    case .imported(["os"]) where name == "pardir":
      return ScriptValue(.path(ScriptPath.folder.parent), at: range)
    case .imported(let names): return ScriptValue(.imported(names + [name]), at: range)
    case .path(let path):
      return name == "parent" ? ScriptValue(.path(path.parent), at: range) : .unknown(range)
    // What the reader of a requirements file makes of its lines.
    case .file: return base
    case .any(let values):
      let isFile = values.contains { if case .file = $0.content { true } else { false } }
      return isFile
        ? base : name == "setup" ? ScriptValue(.imported([name]), at: range) : .unknown(range)
    // What the person adds who starts it.
    case .session where name == "posargs": return ScriptValue(.constant, at: range)
    default: return name == "setup" ? ScriptValue(.imported([name]), at: range) : .unknown(range)
    }
  }

  private mutating func element(
    of base: ScriptValue, at index: PythonExpression, _ range: Range<Int>
  ) -> ScriptValue {
    switch base.content {
    case .table(let entries):
      guard let key = evaluate(index).text else {
        return ScriptValue(.any(entries.map(\.value)), at: range)
      }
      return ScriptValue(.table(entries), at: range).entry(key) ?? .unknown(range)
    case .items(let values):
      if let number = Int(code.text.part(index.range).text) {
        return values.indices.contains(number) ? values[number] : .unknown(range)
      }
      return ScriptValue(.any(values), at: range)
    case .any(let values):
      return ScriptValue(.any(values.map { element(of: $0, at: index, range) }), at: range)
    case .file: return base
    case .imported(let names) where names.first == ScriptValue.projectFile:
      let key = evaluate(index).text?.text ?? "*"
      return ScriptValue(.imported(names + [key]), at: range)
    case .path where code.text.part(index.range).text.utf8.allSatisfy { (0x30...0x39).contains($0) }:
      // `os.path.split(path)[0]`, `path.parents[0]`
      return base
    default: return .unknown(range)
    }
  }

  /// Lists put one after the other, or strings.
  mutating func sum(_ values: [ScriptValue], at range: Range<Int>) -> ScriptValue {
    let values = values.map(\.alternatives)
    if values.contains(where: { $0.contains { $0.text != nil } }) {
      return joined(values.map { ScriptValue(.any($0), at: range) }, at: range)
    }
    var items: [ScriptValue] = []
    for value in values.joined() {
      if case .items(let others) = value.content { items += others } else { items.append(value) }
      spend(value.width)
      if isExhausted { return .unknown(range) }
    }
    if items.count > 64 { items = items.distinct }
    if items.count > ScriptValue.maximumWidth { return .unknown(range) }
    return ScriptValue(.items(items), at: range)
  }

  /// The longest string that is put together.
  private static let maximumLength = 1 << 16
  /// The most strings that one expression stands for.
  private static let maximumAlternatives = 64

  /// Strings put together in all the ways that their parts allow.
  mutating func joined(_ parts: [ScriptValue], at range: Range<Int>) -> ScriptValue {
    var texts: [[MappedText]] = [[]]
    var path: ScriptPath?
    for (index, part) in parts.enumerated() {
      if index == 0, part.alternatives.count == 1,
        case .path(let base) = part.alternatives[0].content
      {
        path = base
        continue
      }
      let options = part.alternatives.compactMap { $0.text ?? number($0) }
      guard !options.isEmpty, options.count == part.alternatives.count,
        texts.count * options.count <= Self.maximumAlternatives
      else { return .unknown(range) }
      texts = texts.flatMap { text in options.map { text + [$0] } }
    }
    let length = texts.joined().reduce(0) { $0 + $1.range.count }
    spend(length / 8)
    guard length <= Self.maximumLength else { return .unknown(range) }
    let values = texts.map { parts -> ScriptValue in
      let text =
        MappedText(joining: parts) ?? code.text.part(range.lowerBound..<range.lowerBound)
      guard let path else { return ScriptValue(.text(text, whole: range), at: range) }
      return ScriptValue(.path(path.joined(text)), at: range)
    }
    return values.count == 1 ? values[0] : ScriptValue(.any(values), at: range)
  }

  /// A number as it is written, where one is put into a string.
  private func number(_ value: ScriptValue) -> MappedText? {
    guard case .constant = value.content, !value.range.isEmpty,
      code.text.bytes[value.range].allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2e })
    else { return nil }
    return code.text.part(value.range)
  }

  // MARK: What the expression reader gives up

  private mutating func other(_ range: Range<Int>) -> ScriptValue {
    let interior = code.interior(range)
    if let comprehension = ScriptComprehension(interior ?? range, in: code) {
      return evaluate(comprehension, at: range)
    }
    let choices = code.parts(range, between: ["or", "and"])
    if choices.count > 1 {
      return ScriptValue(.any(choices.map { evaluatePart($0) }), at: range)
    }
    let merged = code.parts(range, between: ["|"])
    if merged.count > 1 { return merge(merged.map { evaluatePart($0) }, at: range) }
    let comparison = code.parts(
      range, between: ["==", "!=", "<", ">", "<=", ">=", "in", "is", "not"])
    if comparison.count > 1 { return ScriptValue(.constant, at: range) }
    let summands = code.parts(range, between: ["+"])
    if summands.count > 1 { return sum(summands.map { evaluatePart($0) }, at: range) }
    let difference = code.parts(range, between: ["-"])
    if difference.count > 1 { return evaluatePart(difference[0]) }
    let path = code.parts(range, between: ["/"])
    if path.count > 1 { return joinPath(path.map { evaluatePart($0) }, at: range) }
    if code.parts(range, between: ["%"]).count > 1 { return formatted(range) }
    return slice(range) ?? .unknown(range)
  }

  private mutating func evaluatePart(_ range: Range<Int>) -> ScriptValue {
    spend(1 + range.count / 16)
    guard !isExhausted, let expression = code.expression(range) else { return .unknown(range) }
    // What is no smaller than the whole cannot be told by reading it again.
    return evaluate(expression)
  }

  private func merge(_ values: [ScriptValue], at range: Range<Int>) -> ScriptValue {
    var entries: [ScriptValue.Entry] = []
    for value in values {
      guard case .table(let others) = value.content else {
        return ScriptValue(.items(values), at: range)
      }
      entries += others
    }
    return ScriptValue(.table(entries), at: range)
  }

  /// `base[a:b]` is a part of `base`: all of it counts.
  private mutating func slice(_ range: Range<Int>) -> ScriptValue? {
    let tokens = code.tokens(range)
    guard tokens.count > 2, let last = tokens.last, code.word(last.token) == "]",
      let open = tokens.lastIndex(where: { $0.depth == 0 && code.word($0.token) == "[" }), open > 0
    else { return nil }
    return evaluatePart(range.lowerBound..<tokens[open].token.range.lowerBound)
  }

  func joinPath(_ parts: [ScriptValue], at range: Range<Int>) -> ScriptValue {
    var paths: [ScriptPath] = [.folder]
    for (index, part) in parts.enumerated() {
      var next: [ScriptPath] = []
      for alternative in part.alternatives {
        switch alternative.content {
        case .text(let text, _): next += paths.map { $0.joined(text) }
        case .path(let path) where index == 0: next.append(path)
        case .path, .constant: next += paths
        case .unknown where index == 0, .imported where index == 0: next.append(.elsewhere)
        default: return .unknown(range)
        }
      }
      guard next.count <= Self.maximumAlternatives else { return .unknown(range) }
      paths = next
    }
    let values = paths.map { ScriptValue(.path($0), at: range) }
    return values.count == 1 ? values[0] : ScriptValue(.any(values), at: range)
  }

  private mutating func evaluate(
    _ comprehension: ScriptComprehension, at range: Range<Int>
  ) -> ScriptValue {
    var old: [[String: ScriptValue?]] = []
    for clause in comprehension.clauses {
      let source = evaluatePart(clause.source)
      spend(source.width)
      let element = source.element
      var bound: [String: ScriptValue?] = [:]
      for (index, name) in clause.targets.enumerated() {
        bound[name] = .some(clause.targets.count == 1 ? element : element.item(index))
      }
      old.append(bindings.exchange(bound))
    }
    let key = comprehension.key.map { evaluatePart($0) }
    let element = evaluatePart(comprehension.element)
    for values in old.reversed() { _ = bindings.exchange(values) }
    guard let key else { return ScriptValue(.items([element]), at: range) }
    let keys = key.alternatives
    return ScriptValue(
      .table(keys.map { ScriptValue.Entry(key: $0.text, value: element) }), at: range)
  }
}
