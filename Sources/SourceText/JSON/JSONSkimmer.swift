/// Walks through a JSON text without building it: what nobody asks for is passed over by its quotes
/// and brackets alone.
///
/// It is for large files of which little matters, and takes what their writers take beyond RFC 8259
/// (`NaN`, halves of surrogate pairs, repeated names): a value is only judged where it is read. Every
/// method that throws does so where the text is no JSON at all.
package struct JSONSkimmer {
  private let bytes: [UInt8]
  /// Where the walk has come to.
  package private(set) var offset: Int

  package init(_ bytes: [UInt8], from offset: Int = 0) {
    self.bytes = bytes
    self.offset = offset
  }

  package enum Kind: Sendable { case object, array, string, other }

  /// What the next value is.
  package mutating func kind() throws(JSONError) -> Kind {
    skipBlanks()
    switch current {
    case UInt8(ascii: "{"): return .object
    case UInt8(ascii: "["): return .array
    case UInt8(ascii: "\""): return .string
    case nil: throw JSONError("the text ends where a value is due", at: offset)
    default: return .other
    }
  }

  /// Steps into the object or array that comes next.
  package mutating func enter() { offset += 1 }

  /// Goes to the value of the next member of the object and gives the range of its name with the
  /// quotes; nil at the end of the object, which is left.
  package mutating func nextMember() throws(JSONError) -> Range<Int>? {
    guard try advance(to: UInt8(ascii: "}")) else { return nil }
    guard current == UInt8(ascii: "\"") else {
      throw JSONError("expected a name in double quotes", at: offset)
    }
    let name = try string()
    skipBlanks()
    guard current == UInt8(ascii: ":") else {
      throw JSONError("expected ':' after the name", at: offset)
    }
    offset += 1
    return name
  }

  /// Goes to the next element of the array; false at the end of the array, which is left.
  package mutating func nextElement() throws(JSONError) -> Bool {
    try advance(to: UInt8(ascii: "]"))
  }

  /// The range of the string that comes next, with its quotes.
  package mutating func string() throws(JSONError) -> Range<Int> {
    skipBlanks()
    let start = offset
    offset += 1
    while let byte = current {
      if byte == UInt8(ascii: "\"") {
        offset += 1
        return start..<offset
      }
      offset += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    throw JSONError("the string is not closed", at: start)
  }

  /// Passes over the value that comes next, however deep it is.
  package mutating func skip() throws(JSONError) {
    skipBlanks()
    let start = offset
    var depth = 0
    while let byte = current {
      switch byte {
      case UInt8(ascii: "\""): _ = try string()
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        offset += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        offset += 1
      case UInt8(ascii: ","), UInt8(ascii: ":"), 0x20, 0x09, 0x0a, 0x0d: offset += 1
      default: skipWord()
      }
      if depth <= 0 { return }
    }
    throw JSONError("the value is not closed", at: min(start, max(0, bytes.count - 1)))
  }

  private var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private mutating func skipWord() {
    repeat { offset += 1 } while current.map { $0 > 0x20 && !"\"{}[],:".utf8.contains($0) } ?? false
  }

  private mutating func skipBlanks() {
    while let byte = current, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 {
      offset += 1
    }
  }

  private mutating func advance(to end: UInt8) throws(JSONError) -> Bool {
    skipBlanks()
    if current == UInt8(ascii: ",") {
      offset += 1
      skipBlanks()
    }
    guard let byte = current else { throw JSONError("the text ends too early", at: offset) }
    if byte != end { return true }
    offset += 1
    return false
  }
}
