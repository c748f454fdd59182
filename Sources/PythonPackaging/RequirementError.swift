/// Why a requirement or a marker cannot be read, and where.
package struct RequirementError: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// What stands where the name should be is no name: the range covers all of it.
    case invalidName
    case invalidSyntax
  }

  package let kind: Kind
  package let message: String
  /// Where the trouble stands, as offsets into the bytes that were parsed. Empty at their end.
  package let range: Range<Int>

  init(_ message: String, kind: Kind = .invalidSyntax, range: Range<Int>) {
    self.message = message
    self.kind = kind
    self.range = range
  }

  /// Says that something else is due at the cursor, and points at the word that stands there.
  init(expected: String, at cursor: ByteCursor) {
    var rest = cursor
    rest.advance()
    rest.skip { $0 > 0x20 }
    let range = cursor.position..<rest.position
    let found = range.isEmpty ? "the end" : Self.quoted(cursor.bytes[range])
    self.init("expected \(expected), found \(found)", range: range)
  }

  /// Shows text of any length and content in a message.
  static func quoted(_ bytes: ArraySlice<UInt8>) -> String {
    let limit = 80
    let text = String(decoding: bytes.prefix(limit), as: UTF8.self)
    return bytes.count > limit ? "'\(text)…'" : "'\(text)'"
  }
}
