// https://www.rfc-editor.org/rfc/rfc8259#section-7
extension MappedText {
  /// The text that a string of JSON stands for, as `MappedTextBuilder.append(jsonString:of:)` reads
  /// it.
  package init(jsonString range: Range<Int>, of file: SourceFile) {
    let source = MappedText(range.clamped(to: 0..<file.bytes.count), of: file)
    guard source.content.contains(UInt8(ascii: "\\")) else {
      self = MappedText(MappedTextBuilder.content(ofString: range, in: file), of: file)
      return
    }
    var builder = MappedTextBuilder(from: source)
    builder.append(jsonString: range, of: file)
    self = builder.text
  }
}

extension MappedTextBuilder {
  /// Adds what a string of JSON stands for; the range is that of the value or of a member's name,
  /// its quotes included, and lies in the text that the builder was made from.
  ///
  /// Every byte leads to where it stands, and what an escape makes leads to all of the escape, both
  /// halves of a surrogate pair included. An escape that means nothing, which a parser would have
  /// refused, is read as U+FFFD.
  package mutating func append(jsonString range: Range<Int>, of file: SourceFile) {
    let content = Self.content(ofString: range, in: file)
    file.bytes[..<content.upperBound].withUnsafeBufferPointer { buffer in
      append(content, of: PaddedBytes(buffer))
    }
  }

  /// What stands between the quotes.
  fileprivate static func content(ofString range: Range<Int>, in file: SourceFile) -> Range<Int> {
    var content = range.clamped(to: 0..<file.bytes.count)
    let quote = UInt8(ascii: "\"")
    if file.bytes[content].first == quote { content = content.dropFirst() }
    if file.bytes[content].last == quote { content = content.dropLast() }
    return content
  }

  private mutating func append(_ content: Range<Int>, of bytes: PaddedBytes) {
    var parser = JSONParser(bytes: bytes, limits: JSONLimits())
    var offset = content.lowerBound
    while offset < content.upperBound {
      let start = offset
      while offset < content.upperBound, bytes[offset] != UInt8(ascii: "\\") { offset += 1 }
      append(start..<offset)
      if offset == content.upperBound { return }
      parser.offset = offset
      let scalar = try? parser.escape()
      let end = scalar == nil ? Self.endOfMistake(at: offset, in: bytes) : parser.offset
      let width = min(end, content.upperBound) - offset
      append(UTF8.encode(scalar ?? "\u{FFFD}") ?? .init(), for: offset, width: width)
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
