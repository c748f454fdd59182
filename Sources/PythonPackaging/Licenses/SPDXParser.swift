/// Reads an SPDX expression. `WITH` binds before `AND`, and `AND` before `OR`.
struct SPDXParser {
  private enum Token: Equatable {
    case open, close, and, or, with
    case word(Substring)
  }

  private let tokens: [Token]
  private var position = 0
  private var depth = 0

  /// No honest expression is longer; a whole licence in its place often is.
  private static let longest = 4096
  private static let deepest = 64

  init(_ text: String) {
    tokens = text.utf8.count <= Self.longest ? Self.tokens(of: text) : []
  }

  /// Nil unless all of the text is an expression.
  mutating func parse() -> SPDXExpression? {
    guard let expression = choice(), position == tokens.count else { return nil }
    return expression
  }

  private mutating func choice() -> SPDXExpression? {
    list(separatedBy: .or, { $0.conjunction() }, joined: SPDXExpression.any)
  }

  private mutating func conjunction() -> SPDXExpression? {
    list(separatedBy: .and, { $0.term() }, joined: SPDXExpression.all)
  }

  private mutating func list(
    separatedBy separator: Token, _ read: (inout Self) -> SPDXExpression?,
    joined: ([SPDXExpression]) -> SPDXExpression
  ) -> SPDXExpression? {
    guard let first = read(&self) else { return nil }
    var parts = [first]
    while skip(separator) {
      guard let next = read(&self) else { return nil }
      parts.append(next)
    }
    return parts.count == 1 ? first : joined(parts)
  }

  private mutating func term() -> SPDXExpression? {
    if skip(.open) {
      guard depth < Self.deepest else { return nil }
      depth += 1
      defer { depth -= 1 }
      guard let inner = choice(), skip(.close) else { return nil }
      return inner
    }
    guard let identifier = word() else { return nil }
    var exception: String?
    if skip(.with) {
      guard let known = word().flatMap({ SPDXList.exception($0) }) else { return nil }
      exception = known
    }
    return SPDXLicense(identifier, exception: exception).map { .license($0) }
  }

  private mutating func skip(_ token: Token) -> Bool {
    guard position < tokens.count, tokens[position] == token else { return false }
    position += 1
    return true
  }

  private mutating func word() -> Substring? {
    guard position < tokens.count, case .word(let text) = tokens[position] else { return nil }
    position += 1
    return text
  }

  private static func tokens(of text: String) -> [Token] {
    var tokens: [Token] = []
    let utf8 = text.utf8
    var index = utf8.startIndex
    while index < utf8.endIndex {
      let start = index
      let byte = utf8[index]
      index = utf8.index(after: index)
      switch byte {
      case 0x20, 0x09...0x0d: continue
      case UInt8(ascii: "("): tokens.append(.open)
      case UInt8(ascii: ")"): tokens.append(.close)
      default:
        while index < utf8.endIndex, !Self.endsWord(utf8[index]) {
          index = utf8.index(after: index)
        }
        tokens.append(token(text[start..<index]))
      }
    }
    return tokens
  }

  private static func token(_ word: Substring) -> Token {
    switch word.lowercased() {
    case "and": .and
    case "or": .or
    case "with": .with
    default: .word(word)
    }
  }

  private static func endsWord(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0d).contains(byte) || byte == UInt8(ascii: "(")
      || byte == UInt8(ascii: ")")
  }
}
