/// Reads a marker from the cursor on.
// https://packaging.python.org/en/latest/specifications/dependency-specifiers/#grammar
struct MarkerParser {
  /// The most parentheses within each other.
  static let maximumDepth = 64

  private var cursor: ByteCursor
  private var depth = 0

  init(cursor: ByteCursor) { self.cursor = cursor }

  /// Reads a marker that fills the rest, and says where it stands without the blanks around it.
  mutating func parseToEnd() throws(RequirementError) -> (marker: Marker, range: Range<Int>) {
    cursor.skipBlanks()
    let start = cursor.position
    let marker = try parseExpression()
    var end = cursor.position
    cursor.skipBlanks()
    guard cursor.isAtEnd else {
      throw RequirementError(expected: "'and' or 'or'", at: cursor)
    }
    while end > start, Self.isBlank(cursor.bytes[end - 1]) { end -= 1 }
    // Parentheses around everything say nothing.
    if case .group(let inner) = marker { return (inner, start..<end) }
    return (marker, start..<end)
  }

  private mutating func parseExpression() throws(RequirementError) -> Marker {
    var alternatives: [Marker] = []
    var conjunction = [try parseAtom()]
    while true {
      cursor.skipBlanks()
      if skip(keyword: "and") {
        conjunction.append(try parseAtom())
      } else if skip(keyword: "or") {
        alternatives.append(Self.joined(conjunction, as: Marker.and))
        conjunction = [try parseAtom()]
      } else {
        alternatives.append(Self.joined(conjunction, as: Marker.and))
        return Self.joined(alternatives, as: Marker.or)
      }
    }
  }

  private mutating func parseAtom() throws(RequirementError) -> Marker {
    cursor.skipBlanks()
    let start = cursor.position
    guard cursor.skip(UInt8(ascii: "(")) else { return try parseComparison() }
    if depth == Self.maximumDepth {
      throw RequirementError(
        "a marker nests more than \(Self.maximumDepth) parentheses", range: start..<start + 1)
    }
    depth += 1
    let inner = try parseExpression()
    depth -= 1
    guard cursor.skip(UInt8(ascii: ")")) else {
      throw RequirementError(expected: "'and', 'or' or ')'", at: cursor)
    }
    switch inner {
    case .comparison, .group: return inner
    case .and, .or: return .group(inner)
    }
  }

  private mutating func parseComparison() throws(RequirementError) -> Marker {
    let left = try parseOperand()
    cursor.skipBlanks()
    let op = try parseOperator()
    cursor.skipBlanks()
    let right = try parseOperand()
    // Extras are compared as names of projects are.
    switch (left, right) {
    case (.variable(.extra), _):
      return .comparison(left, op, .literal(Self.foldedName(right.text)))
    case (_, .variable(.extra)):
      return .comparison(.literal(Self.foldedName(left.text)), op, right)
    default: return .comparison(left, op, right)
    }
  }

  private mutating func parseOperand() throws(RequirementError) -> MarkerOperand {
    if cursor.current == UInt8(ascii: "\"") || cursor.current == UInt8(ascii: "'") {
      return .literal(try parseLiteral())
    }
    let place = cursor
    let word = cursor.bytes[cursor.skip(while: Self.continuesWord)]
    guard let variable = MarkerVariable(spelling: String(decoding: word, as: UTF8.self)) else {
      throw RequirementError(expected: "a marker variable or a quoted string", at: place)
    }
    return .variable(variable)
  }

  private mutating func parseLiteral() throws(RequirementError) -> String {
    let start = cursor.position
    let quote = cursor.current
    cursor.advance()
    let range = cursor.skip { $0 != quote }
    guard cursor.current == quote else {
      throw RequirementError("a quoted string does not end", range: start..<cursor.position)
    }
    cursor.advance()
    if cursor.bytes[range].contains(where: Self.isUnreadableInLiteral) {
      throw RequirementError(
        "a quoted string holds a backslash, a line break or a null", range: start..<cursor.position)
    }
    guard let text = String(validating: cursor.bytes[range], as: UTF8.self) else {
      throw RequirementError("a quoted string is not UTF-8", range: start..<cursor.position)
    }
    return text
  }

  private mutating func parseOperator() throws(RequirementError) -> MarkerOperator {
    if skip(keyword: "in") { return .contained }
    if skip(keyword: "not") {
      let gap = cursor.position
      cursor.skipBlanks()
      guard cursor.position > gap, skip(keyword: "in") else {
        throw RequirementError(expected: "'in' after 'not'", at: cursor)
      }
      return .notContained
    }
    guard let op = Specifier.Operator.scan(&cursor) else {
      throw RequirementError(expected: "a comparison", at: cursor)
    }
    return .relation(op)
  }

  /// Steps over the word, in lower case only, if it stands here whole.
  private mutating func skip(keyword: String) -> Bool {
    let start = cursor.position
    let word = cursor.bytes[cursor.skip(while: Self.continuesWord)]
    if word.elementsEqual(keyword.utf8) { return true }
    cursor.rewind(to: start)
    return false
  }

  private static func joined(_ markers: [Marker], as join: ([Marker]) -> Marker) -> Marker {
    if let only = markers.first, markers.count == 1 { return only }
    return join(markers)
  }

  private static func continuesWord(_ byte: UInt8) -> Bool {
    ByteCursor.isAlphanumeric(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
      || byte >= 0x80
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  /// Python would read an escape at the first and refuse the others.
  private static func isUnreadableInLiteral(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\\") || byte == 0x0a || byte == 0x0d || byte == 0
  }
}

extension MarkerParser {
  /// Folds as PEP 503 does, but whatever the text is.
  static func foldedName(_ text: String) -> String {
    var folded = String.UnicodeScalarView()
    var isAfterSeparator = false
    for scalar in text.lowercased().unicodeScalars {
      let isSeparator = scalar == "-" || scalar == "_" || scalar == "."
      if !isSeparator {
        folded.append(scalar)
      } else if !isAfterSeparator {
        folded.append("-")
      }
      isAfterSeparator = isSeparator
    }
    return String(folded)
  }
}

extension MarkerOperand {
  /// The literal, or the name of the variable where `packaging` takes it for one.
  var text: String {
    switch self {
    case .variable(let variable): variable.rawValue
    case .literal(let text): text
    }
  }
}
