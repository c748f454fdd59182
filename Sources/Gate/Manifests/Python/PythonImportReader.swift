import SourceText

/// Goes through the tokens of Python code once and keeps what it imports.
struct PythonImportReader {
  private(set) var unreadable: [Unreadable] = []
  private let text: MappedText
  private let bytes: [UInt8]
  private var tokenizer: PythonTokenizer
  /// A token that was looked at and is still to be read.
  private var pending: PythonToken?
  private var found: [Found] = []
  private var blocks = OptionalBlocks()
  /// The header of a block, while its tokens pass.
  private var header: BlockHeader?

  private struct Found {
    let module: String
    var members: [String] = []
    let location: Location
    let isOptional: Bool
  }

  init(_ text: MappedText) {
    self.text = text
    bytes = text.bytes
    tokenizer = PythonTokenizer(text)
  }

  /// In the order of the text.
  var imports: [ModuleImport] {
    zip(found, blocks.caughtImports(count: found.count)).map { found, isCaught in
      ModuleImport(
        module: found.module, members: found.members, isOptional: found.isOptional || isCaught,
        location: found.location)
    }
  }

  mutating func read() {
    var beginsLine = true
    var beginsStatement = true
    // The two tokens before the present one.
    var previous: PythonToken?
    var beforePrevious: PythonToken?
    while let token = next() {
      if beginsLine, token.kind != .lineEnd {
        beginLine(token)
      } else if header != nil {
        header?.add(token, in: bytes, depth: tokenizer.depth)
      }
      let isFirst = beginsStatement
      beginsLine = token.kind == .lineEnd
      beginsStatement = beginsLine
      switch token.kind {
      case .lineEnd: header = nil
      case .sign where token.range.count == 1 && tokenizer.depth == 0:
        let byte = bytes[token.range.lowerBound]
        if byte == UInt8(ascii: ":") {
          endHeader()
          beginsStatement = true
        } else if byte == UInt8(ascii: ";") {
          beginsStatement = true
        }
      case .name: readName(token, isFirst: isFirst, after: previous, beforePrevious)
      case .sign, .string, .number: break
      }
      beforePrevious = previous
      previous = token
    }
    if let problem = tokenizer.problems.first(where: \.hidesRest) {
      report(problem.message, problem.range, extent: .file, reason: .syntax)
    }
  }

  private mutating func next() -> PythonToken? {
    if let token = pending {
      pending = nil
      return token
    }
    return tokenizer.next()
  }

  /// Goes past a word or sign if it comes next.
  private mutating func skip(_ word: StaticString) -> Bool {
    pending = next()
    guard let token = pending, token.is(word, in: bytes) else { return false }
    pending = nil
    return true
  }

  private mutating func readName(
    _ token: PythonToken, isFirst: Bool, after previous: PythonToken?,
    _ beforePrevious: PythonToken?
  ) {
    switch token.range.count {
    case 4 where token.is("from", in: bytes), 6 where token.is("import", in: bytes):
      // A statement may also follow what a template language writes in braces.
      if isFirst || previous?.is("}", in: bytes) == true { readStatement(from: token) }
    case 10 where token.is("__import__", in: bytes):
      if isFunction(of: ["builtins", "__builtins__"], previous, beforePrevious) { readCall() }
    case 13 where token.is("import_module", in: bytes):
      if isFunction(of: ["importlib"], previous, beforePrevious) { readCall() }
    default: break
    }
  }

  // MARK: Statements

  private mutating func readStatement(from first: PythonToken) {
    var tokens = [first]
    while let token = next() {
      if token.kind == .lineEnd || tokenizer.depth == 0 && token.is(";", in: bytes) {
        pending = token
        break
      }
      tokens.append(token)
    }
    guard let statement = PythonImportStatement(tokens[...], in: text) else { return }
    if statement.level == 0 {
      for module in statement.modules { add(module.name, module.range, in: statement) }
    }
    if let stray = statement.strayRange {
      report(
        "it cannot be told what is imported here", stray, extent: .declaration, reason: .undecided)
    }
  }

  private mutating func add(
    _ module: String, _ range: Range<Int>, in statement: PythonImportStatement
  ) {
    if module == "__future__", statement.members != nil { return }
    add(
      module, members: statement.members?.map(\.name) ?? [], at: text.location(of: range))
  }

  private mutating func add(_ module: String, members: [String] = [], at location: Location) {
    guard module.utf8.prefix(while: { $0 != UInt8(ascii: ".") }).allSatisfy({ $0 < 0x80 }) else {
      unreadable.append(
        Unreadable(
          Diagnostic(
            "the module '\(module)' is not written in ASCII, and Python may fold its name",
            at: location, help: "write the name of the module in ASCII"),
          extent: .declaration, reason: .undecided, kind: .anyImport))
      return
    }
    found.append(
      Found(
        module: module, members: members, location: location, isOptional: blocks.areOptional))
  }

  private mutating func report(
    _ message: String, _ range: Range<Int>, extent: Unreadable.Extent, reason: Unreadable.Reason
  ) {
    unreadable.append(
      Unreadable(
        Diagnostic(message, at: text.location(of: range)), extent: extent, reason: reason,
        kind: .anyImport))
  }

  // MARK: Calls

  /// Whether the name stands alone or is that of one of these modules.
  private func isFunction(
    of modules: [StaticString], _ previous: PythonToken?, _ beforePrevious: PythonToken?
  ) -> Bool {
    guard let previous, previous.is(".", in: bytes) else { return true }
    return modules.contains { beforePrevious?.is($0, in: bytes) ?? false }
  }

  /// Reads `("a.b")` or `(name="a.b", …)` after the name of the function.
  private mutating func readCall() {
    guard skip("(") else { return }
    if skip("name"), !skip("=") { return }
    var literals: [Range<Int>] = []
    while let token = next() {
      if token.kind != .string {
        pending = token
        break
      }
      literals.append(token.range)
    }
    guard !literals.isEmpty, let end = pending, end.is(")", in: bytes) || end.is(",", in: bytes),
      case .text(let name) = PythonString(literals, in: text), !name.isEmpty,
      name.content.first != UInt8(ascii: ".")
    else { return }
    add(name.text, at: name.location)
  }

  // MARK: Blocks

  private mutating func beginLine(_ token: PythonToken) {
    header = nil
    let keyword = token.kind == .name ? BlockHeader.Keyword(token, in: bytes) : nil
    blocks.beginLine(
      at: tokenizer.indentation, isClause: keyword?.isClause ?? false, count: found.count)
    if let keyword { header = BlockHeader(keyword) }
  }

  private mutating func endHeader() {
    guard let header else { return }
    self.header = nil
    blocks.open(header, at: tokenizer.indentation, count: found.count)
  }
}
