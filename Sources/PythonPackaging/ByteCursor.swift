/// A reading position within a range of bytes.
///
/// Reads never leave the range, whatever the range a caller asks for.
struct ByteCursor {
  let bytes: [UInt8]
  private(set) var position: Int
  private(set) var end: Int

  init(_ bytes: [UInt8], in range: Range<Int>? = nil) {
    let whole = 0..<bytes.count
    let bounds = range?.clamped(to: whole) ?? whole
    self.bytes = bytes
    position = bounds.lowerBound
    end = bounds.upperBound
  }

  var isAtEnd: Bool { position >= end }
  var current: UInt8? { position < end ? bytes[position] : nil }
  var next: UInt8? { position + 1 < end ? bytes[position + 1] : nil }

  mutating func advance() { if position < end { position += 1 } }

  /// Leaves out one line feed at the end, where Python's `$` matches too.
  mutating func dropFinalLineFeed() {
    if position < end, bytes[end - 1] == UInt8(ascii: "\n") { end -= 1 }
  }

  /// Returns to a place that was read before.
  mutating func rewind(to place: Int) { position = min(place, position) }

  /// Steps over the byte if it stands here, and says whether it did.
  mutating func skip(_ byte: UInt8) -> Bool {
    guard current == byte else { return false }
    position += 1
    return true
  }

  /// Steps over the lower-case word, whatever the case of its ASCII letters here, and says whether
  /// it did.
  mutating func skip(word: StaticString) -> Bool {
    let isHere = word.withUTF8Buffer { expected in
      guard expected.count <= end - position else { return false }
      for (offset, byte) in expected.enumerated()
      where Self.lowercased(bytes[position + offset]) != byte {
        return false
      }
      return true
    }
    if isHere { position += word.utf8CodeUnitCount }
    return isHere
  }

  /// Steps over all bytes that satisfy the predicate, and returns where they stand.
  @discardableResult
  mutating func skip(while predicate: (UInt8) -> Bool) -> Range<Int> {
    let start = position
    while position < end, predicate(bytes[position]) { position += 1 }
    return start..<position
  }

  /// Steps over spaces and tabs.
  mutating func skipBlanks() { skip { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") } }

  /// Steps over whatever Python's `\s` matches.
  mutating func skipWhitespace() {
    while true {
      let length = whitespaceLength
      if length == 0 { return }
      position += length
    }
  }

  /// How many bytes the white space character at the position takes, 0 if there is none.
  var whitespaceLength: Int {
    guard let byte = current else { return 0 }
    if byte < 0x80 { return Self.isASCIIWhitespace(byte) ? 1 : 0 }
    let third = position + 2 < end ? bytes[position + 2] : 0
    return switch (byte, next, third) {
    case (0xc2, 0x85, _), (0xc2, 0xa0, _): 2
    case (0xe1, 0x9a, 0x80), (0xe2, 0x81, 0x9f), (0xe3, 0x80, 0x80): 3
    case (0xe2, 0x80, 0x80...0x8a), (0xe2, 0x80, 0xa8...0xa9), (0xe2, 0x80, 0xaf): 3
    default: 0
    }
  }

  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  static func isAlphanumeric(_ byte: UInt8) -> Bool {
    isDigit(byte) || (0x61...0x7a).contains(lowercased(byte))
  }
  static func lowercased(_ byte: UInt8) -> UInt8 {
    (0x41...0x5a).contains(byte) ? byte | 0x20 : byte
  }
  private static func isASCIIWhitespace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0d).contains(byte) || (0x1c...0x1f).contains(byte)
  }
}
