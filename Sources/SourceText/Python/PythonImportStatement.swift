/// An `import` or `from … import` statement.
package struct PythonImportStatement: Sendable {
  /// A module that is imported.
  package struct Module: Sendable {
    /// The dotted name without white space.
    package let name: String
    /// From the first part of the name to its last, in the bytes of the text.
    package let range: Range<Int>
    /// The name given by `as`.
    package let alias: String?
  }

  /// A name that is taken from a module; `*` for all of them.
  package struct Member: Sendable {
    package let name: String
    package let alias: String?
  }

  /// The modules that are named; of `from` one, or none in `from . import a`.
  package private(set) var modules: [Module] = []
  /// What `from` takes; nil for `import`.
  package private(set) var members: [Member]?
  /// How many dots make the module relative.
  package private(set) var level = 0
  /// The first token that does not belong there.
  package private(set) var strayRange: Range<Int>?

  /// Reads the tokens of one statement; nil when it does not begin with one of the two words.
  package init?(_ tokens: ArraySlice<PythonToken>, in text: MappedText) {
    var reader = Reader(tokens: tokens, bytes: text.bytes)
    if reader.skip("import") {
      repeat {
        guard let module = reader.module() else { break }
        modules.append(module)
      } while reader.skip(",")
    } else if reader.skip("from") {
      while true {
        if reader.skip(".") { level += 1 } else if reader.skip("...") { level += 3 } else { break }
      }
      // `import` is a keyword, so that it is no name of a module.
      if !reader.isAt("import"), let module = reader.module() { modules.append(module) }
      members = []
      if reader.skip("import") { members = reader.members() }
    } else {
      return nil
    }
    strayRange = reader.strayRange
    if strayRange == nil, modules.isEmpty, level == 0 { strayRange = tokens.first?.range }
  }
}

extension PythonImportStatement {
  private struct Reader {
    var tokens: ArraySlice<PythonToken>
    let bytes: [UInt8]

    var strayRange: Range<Int>? {
      guard let first = tokens.first, first.kind != .lineEnd, !isAt(";") else { return nil }
      return first.range
    }

    func isAt(_ word: StaticString) -> Bool { tokens.first?.is(word, in: bytes) ?? false }

    mutating func skip(_ word: StaticString) -> Bool {
      guard isAt(word) else { return false }
      tokens.removeFirst()
      return true
    }

    mutating func name() -> PythonToken? {
      guard let first = tokens.first, first.kind == .name else { return nil }
      tokens.removeFirst()
      return first
    }

    mutating func module() -> Module? {
      guard let first = name() else { return nil }
      var last = first
      var dotted = text(first)
      while isAt("."), tokens.dropFirst().first?.kind == .name {
        tokens.removeFirst()
        guard let part = name() else { break }
        dotted += "." + text(part)
        last = part
      }
      return Module(
        name: dotted, range: first.range.lowerBound..<last.range.upperBound, alias: alias())
    }

    mutating func members() -> [Member] {
      if skip("*") { return [Member(name: "*", alias: nil)] }
      let isBracketed = skip("(")
      var members: [Member] = []
      while let name = name() {
        members.append(Member(name: text(name), alias: alias()))
        if !skip(",") { break }
      }
      if isBracketed { _ = skip(")") }
      return members
    }

    private mutating func alias() -> String? {
      skip("as") ? name().map { text($0) } : nil
    }

    private func text(_ token: PythonToken) -> String {
      String(decoding: bytes[token.range], as: UTF8.self)
    }
  }
}
