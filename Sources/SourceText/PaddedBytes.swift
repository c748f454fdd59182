/// Borrowed bytes that read as 0 beyond their end, so that looking ahead needs no check.
///
/// Neither TOML nor JSON allows a NUL, which is why 0 can stand for the end: a reader that meets one
/// stops, and then tells the end from a NUL by `count`.
struct PaddedBytes {
  private let buffer: UnsafeBufferPointer<UInt8>
  let count: Int

  init(_ buffer: UnsafeBufferPointer<UInt8>) {
    self.buffer = buffer
    count = buffer.count
  }

  @inline(__always)
  subscript(offset: Int) -> UInt8 {
    offset >= 0 && offset < count ? buffer[offset] : 0
  }

  /// The bytes of a range, cut at the end.
  func slice(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: buffer[range.clamped(to: 0..<count)])
  }

  /// The bytes of a range as text; they are known to be UTF-8.
  func text(_ range: Range<Int>) -> String {
    String(decoding: slice(range), as: UTF8.self)
  }

  func starts(with text: StaticString, at offset: Int) -> Bool {
    text.withUTF8Buffer { expected in
      offset >= 0 && expected.count <= count - offset
        && slice(offset..<(offset + expected.count)).elementsEqual(expected)
    }
  }

  /// The first offset at or after `start` that holds `quote`, a backslash, a control character or
  /// DEL; the end if there is none.
  func endOfPlainText(from start: Int, quote: UInt8) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quotes = ones &* UInt64(quote)
    let backslashes = ones &* 0x5c
    let deletes = ones &* 0x7f
    var offset = max(start, 0)
    let raw = UnsafeRawBufferPointer(buffer)
    while offset <= count - 8 {
      let word = UInt64(
        littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      // A byte below n sets its top bit in (word - n) & ~word; zero is the byte below one.
      let controls = (word &- ones &* 0x20) & ~word
      let quoted = ((word ^ quotes) &- ones) & ~(word ^ quotes)
      let escaped = ((word ^ backslashes) &- ones) & ~(word ^ backslashes)
      let deleted = ((word ^ deletes) &- ones) & ~(word ^ deletes)
      let hits = (controls | quoted | escaped | deleted) & (ones &* 0x80)
      if hits != 0 { return offset + hits.trailingZeroBitCount / 8 }
      offset += 8
    }
    while offset < count {
      let byte = buffer[offset]
      if byte < 0x20 || byte == 0x7f || byte == quote || byte == 0x5c { return offset }
      offset += 1
    }
    return offset
  }

  /// Names what stands at an offset, for a message: never raw control or non-ASCII text.
  func description(at offset: Int) -> String {
    if offset >= count { return "the end of the text" }
    let byte = self[offset]
    switch byte {
    case 0x0a: return "the end of the line"
    case 0x0d where self[offset + 1] == 0x0a: return "the end of the line"
    case 0x0d: return "a carriage return without a line feed"
    case 0x09: return "a tab"
    case 0x20: return "a space"
    case 0x21..<0x7f: return "'\(UnicodeScalar(byte))'"
    default: break
    }
    return codePoint(at: offset)
  }

  /// The scalar at an offset in the form `U+0000`.
  func codePoint(at offset: Int) -> String {
    let scalar = text(offset..<(offset + scalarLength(at: offset))).unicodeScalars.first?.value ?? 0
    let digits = String(scalar, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// How many bytes the scalar at an offset takes; 0 at the end.
  func scalarLength(at offset: Int) -> Int {
    if offset >= count { return 0 }
    let byte = self[offset]
    let length = byte < 0xc0 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
    return min(length, count - offset)
  }
}

extension UInt8 {
  @inline(__always)
  var isASCIIDigit: Bool { self &- 0x30 < 10 }

  /// The value of a hexadecimal digit in either case.
  var hexadecimalValue: UInt32? {
    switch self {
    case 0x30...0x39: UInt32(self) - 0x30
    case 0x41...0x46: UInt32(self) - 0x37
    case 0x61...0x66: UInt32(self) - 0x57
    default: nil
    }
  }
}
