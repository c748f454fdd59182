import SourceText

/// The strings of a notebook, several of which make up one text.
enum NotebookString {
  /// Adds what a string of JSON stands for; the range holds its quotes. Half of a surrogate pair and
  /// an escape that JSON does not know become U+FFFD.
  static func append(_ range: Range<Int>, of bytes: [UInt8], to builder: inout MappedTextBuilder) {
    var index = range.lowerBound + 1
    let end =
      range.count > 1 && bytes[range.upperBound - 1] == quote
      ? range.upperBound - 1 : range.upperBound
    while index < end {
      let plainEnd = bytes[index..<end].firstIndex(of: backslash) ?? end
      builder.append(index..<plainEnd)
      if plainEnd == end { return }
      let (scalar, width) = escape(at: plainEnd, of: bytes, until: end)
      builder.append(UTF8.encode(scalar).map(Array.init) ?? [], for: plainEnd)
      index = plainEnd + width
    }
  }

  private static let quote = UInt8(ascii: "\"")
  private static let backslash = UInt8(ascii: "\\")

  private static func escape(
    at index: Int, of bytes: [UInt8], until end: Int
  ) -> (Unicode.Scalar, width: Int) {
    guard index + 1 < end else { return ("\u{FFFD}", 1) }
    switch bytes[index + 1] {
    case quote: return ("\"", 2)
    case backslash: return ("\\", 2)
    case UInt8(ascii: "/"): return ("/", 2)
    case UInt8(ascii: "b"): return ("\u{8}", 2)
    case UInt8(ascii: "f"): return ("\u{c}", 2)
    case UInt8(ascii: "n"): return ("\n", 2)
    case UInt8(ascii: "r"): return ("\r", 2)
    case UInt8(ascii: "t"): return ("\t", 2)
    case UInt8(ascii: "u"): return codePoint(at: index, of: bytes, until: end)
    default: return ("\u{FFFD}", 2)
    }
  }

  private static func codePoint(
    at index: Int, of bytes: [UInt8], until end: Int
  ) -> (Unicode.Scalar, width: Int) {
    guard let high = unit(at: index, of: bytes, until: end) else { return ("\u{FFFD}", 2) }
    if let scalar = Unicode.Scalar(high) { return (scalar, 6) }
    if high < 0xdc00, let low = unit(at: index + 6, of: bytes, until: end),
      (0xdc00..<0xe000).contains(low),
      let scalar = Unicode.Scalar(0x10000 + (high - 0xd800) << 10 + (low - 0xdc00))
    {
      return (scalar, 12)
    }
    return ("\u{FFFD}", 6)
  }

  /// The number of an escape `\u` with its four digits.
  private static func unit(at index: Int, of bytes: [UInt8], until end: Int) -> UInt32? {
    guard index + 6 <= end, bytes[index] == backslash, bytes[index + 1] == UInt8(ascii: "u") else {
      return nil
    }
    return UInt32(String(decoding: bytes[(index + 2)..<(index + 6)], as: UTF8.self), radix: 16)
  }
}
