/// Reads one requirement from the cursor to its end.
// https://packaging.python.org/en/latest/specifications/dependency-specifiers/#grammar
struct RequirementParser {
  var cursor: ByteCursor

  mutating func parse() throws(RequirementError) -> Requirement {
    cursor.skipBlanks()
    let (name, nameRange) = try parseName()
    cursor.skipBlanks()
    let (extras, extrasRange) = try parseExtras()
    cursor.skipBlanks()
    var url: (text: String, range: Range<Int>)?
    var clauses: (specifiers: [Specifier], range: Range<Int>?) = ([], nil)
    if cursor.skip(UInt8(ascii: "@")) {
      url = try parseURL()
    } else {
      clauses = try parseClauses()
    }
    cursor.skipBlanks()
    let isBare = url == nil && clauses.specifiers.isEmpty
    let marker = try parseMarker(
      orElse: isBare ? "a version specifier or ';'" : url == nil ? "',' or ';'" : "';'")
    return Requirement(
      name: name, nameRange: nameRange, extras: extras, extrasRange: extrasRange,
      specifiers: SpecifierSet(clauses.specifiers), specifiersRange: clauses.range,
      url: url?.text, urlRange: url?.range, marker: marker?.marker, markerRange: marker?.range)
  }

  private mutating func parseName() throws(RequirementError) -> (ProjectName, Range<Int>) {
    let start = cursor
    let range = cursor.skip(while: Self.continuesWord)
    let word = cursor.bytes[range]
    if let name = ProjectName(word) { return (name, range) }
    if word.isEmpty || word.contains(where: Self.belongsToLocation) {
      throw RequirementError(expected: "the name of a project", at: start)
    }
    throw RequirementError(
      "\(RequirementError.quoted(word)) is not a valid name of a project", kind: .invalidName,
      range: range)
  }

  private mutating func parseExtras() throws(RequirementError) -> ([ProjectName], Range<Int>?) {
    let start = cursor.position
    guard cursor.skip(UInt8(ascii: "[")) else { return ([], nil) }
    var extras: Set<ProjectName> = []
    cursor.skipBlanks()
    if cursor.current != UInt8(ascii: "]") {
      repeat {
        cursor.skipBlanks()
        let place = cursor
        guard let extra = ProjectName(cursor.bytes[cursor.skip(while: Self.continuesWord)]) else {
          throw RequirementError(expected: "the name of an extra", at: place)
        }
        extras.insert(extra)
        cursor.skipBlanks()
      } while cursor.skip(UInt8(ascii: ","))
    }
    guard cursor.skip(UInt8(ascii: "]")) else {
      throw RequirementError(expected: extras.isEmpty ? "']'" : "',' or ']'", at: cursor)
    }
    return (extras.sorted(), start..<cursor.position)
  }

  private mutating func parseURL() throws(RequirementError) -> (String, Range<Int>) {
    cursor.skipBlanks()
    let place = cursor
    // The address ends at a blank only, so a semicolon right after it is part of it.
    let range = cursor.skip { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
    if range.isEmpty { throw RequirementError(expected: "a URL after '@'", at: place) }
    guard let url = String(validating: cursor.bytes[range], as: UTF8.self) else {
      throw RequirementError("the URL is not UTF-8", range: range)
    }
    return (url, range)
  }

  private mutating func parseClauses() throws(RequirementError) -> ([Specifier], Range<Int>?) {
    let isParenthesized = cursor.skip(UInt8(ascii: "("))
    cursor.skipBlanks()
    let start = cursor.position
    var end = start
    var specifiers: [Specifier] = []
    repeat {
      cursor.skipBlanks()
      let clauseStart = cursor.position
      guard let specifier = Specifier.scan(&cursor) else { break }
      end = cursor.position
      try checkSuffix(of: specifier, from: clauseStart)
      specifiers += try split(specifier, at: clauseStart..<end)
      cursor.skipBlanks()
    } while cursor.skip(UInt8(ascii: ","))
    cursor.skipBlanks()
    if isParenthesized, !cursor.skip(UInt8(ascii: ")")) {
      throw RequirementError(
        expected: specifiers.isEmpty ? "a version specifier or ')'" : "',' or ')'", at: cursor)
    }
    return (specifiers, specifiers.isEmpty ? nil : start..<end)
  }

  private func checkSuffix(
    of specifier: Specifier, from start: Int
  ) throws(RequirementError) {
    if specifier.op == .arbitrary { return }
    var word = cursor
    word.skip { Self.continuesWord($0) }
    if cursor.current == UInt8(ascii: "."), cursor.next == UInt8(ascii: "*") {
      let trouble =
        specifier.op == .equal || specifier.op == .notEqual
        ? "'.*' is only allowed after a plain release" : "'.*' is only allowed after '==' and '!='"
      throw RequirementError(trouble, range: start..<word.position)
    }
    if cursor.current == UInt8(ascii: "+"), specifier.op != .equal, specifier.op != .notEqual {
      throw RequirementError(
        "a local version label is only allowed after '==' and '!='", range: start..<word.position)
    }
  }

  /// Text after `===` runs over commas, but each comma in it begins another clause.
  private func split(
    _ specifier: Specifier, at range: Range<Int>
  ) throws(RequirementError) -> [Specifier] {
    guard specifier.op == .arbitrary, cursor.bytes[range].contains(UInt8(ascii: ",")) else {
      return [specifier]
    }
    var specifiers: [Specifier] = []
    for piece in SpecifierSet.pieces(of: cursor.bytes, in: range) {
      guard let specifier = Specifier(utf8: cursor.bytes, in: piece) else {
        let text = RequirementError.quoted(cursor.bytes[piece])
        throw RequirementError("\(text) is not a version specifier", range: piece)
      }
      specifiers.append(specifier)
    }
    return specifiers
  }

  private mutating func parseMarker(
    orElse expected: String
  ) throws(RequirementError) -> (marker: Marker, range: Range<Int>)? {
    if cursor.isAtEnd { return nil }
    guard cursor.skip(UInt8(ascii: ";")) else {
      throw RequirementError(expected: "\(expected)", at: cursor)
    }
    var parser = MarkerParser(cursor: cursor)
    return try parser.parseToEnd()
  }

  private static func continuesWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0...0x20: false
    case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "("), UInt8(ascii: ")"),
      UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "@"), UInt8(ascii: "<"),
      UInt8(ascii: ">"), UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: "~"),
      UInt8(ascii: "\""), UInt8(ascii: "'"):
      false
    default: true
    }
  }

  /// Whether the byte makes a word a path or an address instead of a misspelled name.
  private static func belongsToLocation(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: ":")
  }
}
