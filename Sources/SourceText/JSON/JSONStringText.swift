// https://www.rfc-editor.org/rfc/rfc8259#section-7
extension MappedText {
  /// The text that a string of JSON stands for; the range is that of the value or of a member's
  /// name, its quotes included.
  ///
  /// Every byte leads to where it stands, and what an escape makes leads to all of the escape, both
  /// halves of a surrogate pair included. An escape that means nothing, which a parser would have
  /// refused, is read as U+FFFD.
  package init(jsonString range: Range<Int>, of file: SourceFile) {
    var content = range.clamped(to: 0..<file.bytes.count)
    let quote = UInt8(ascii: "\"")
    if file.bytes[content].first == quote { content = content.dropFirst() }
    if file.bytes[content].last == quote { content = content.dropLast() }
    let source = MappedText(content, of: file)
    guard source.content.contains(UInt8(ascii: "\\")) else {
      self = source
      return
    }
    var builder = MappedTextBuilder(from: source)
    file.bytes[..<content.upperBound].withUnsafeBufferPointer { buffer in
      Self.append(content, of: PaddedBytes(buffer), to: &builder)
    }
    self = builder.text
  }

  private static func append(
    _ content: Range<Int>, of bytes: PaddedBytes, to builder: inout MappedTextBuilder
  ) {
    var parser = JSONParser(bytes: bytes, limits: JSONLimits())
    var offset = content.lowerBound
    while offset < content.upperBound {
      let start = offset
      while offset < content.upperBound, bytes[offset] != UInt8(ascii: "\\") { offset += 1 }
      builder.append(start..<offset)
      if offset == content.upperBound { return }
      parser.offset = offset
      let scalar = try? parser.escape()
      let end = scalar == nil ? endOfMistake(at: offset, in: bytes) : parser.offset
      let width = min(end, content.upperBound) - offset
      builder.append(UTF8.encode(scalar ?? "\u{FFFD}") ?? .init(), for: offset, width: width)
      offset += width
    }
  }

  /// Where an escape without a meaning ends: behind the digits of half a surrogate pair, or behind
  /// the letter that is none.
  private static func endOfMistake(at offset: Int, in bytes: PaddedBytes) -> Int {
    let digits = (offset + 2)..<(offset + 6)
    let isNumber =
      bytes[offset + 1] == UInt8(ascii: "u")
      && digits.allSatisfy { bytes[$0].hexadecimalValue != nil }
    return isNumber ? digits.upperBound : offset + 2
  }
}
