/// A string of a TOML file, as it reads and as it is written.
package struct TOMLString: Sendable {
  /// The text with its escapes resolved.
  package let text: String
  /// What is between the quotes, without the newline that a multi-line string drops at its start.
  package let contentRange: Range<Int>
  /// Whether the bytes between the quotes are those of `text`, so that offsets map one to one.
  package let isVerbatim: Bool

  /// The place in the file of a range of `text`, counted in UTF-8 bytes.
  ///
  /// `file` is the one the string was read from. A range that ends within an escape covers all of it.
  package func sourceRange(ofDecoded range: Range<Int>, in file: SourceFile) -> Range<Int> {
    let range = range.clamped(to: 0..<text.utf8.count)
    if isVerbatim {
      return
        (contentRange.lowerBound + range.lowerBound)..<(contentRange.lowerBound + range.upperBound)
    }
    return file.bytes.withUnsafeBufferPointer { sourceRange(of: range, in: PaddedBytes($0)) }
  }

  /// The text, mapped to that of which the file it was read from is a copy.
  package func text(in source: MappedText) -> MappedText {
    if isVerbatim { return source.part(contentRange) }
    let decoded = Array(text.utf8)
    var builder = MappedTextBuilder(from: source)
    source.bytes.withUnsafeBufferPointer { buffer in
      let bytes = PaddedBytes(buffer)
      let hasEscapes = bytes[contentRange.upperBound] == UInt8(ascii: "\"")
      var start = 0
      var offset = contentRange.lowerBound
      while offset < contentRange.upperBound, start < decoded.count {
        let (sourceLength, decodedLength) = unit(at: offset, in: bytes, hasEscapes: hasEscapes)
        let end = min(start + decodedLength, decoded.count)
        if sourceLength == 1 {
          builder.append(offset..<offset + 1)
        } else {
          builder.append(decoded[start..<end], for: offset)
        }
        start = end
        offset += sourceLength
      }
    }
    return builder.text
  }

  private func sourceRange(of range: Range<Int>, in bytes: PaddedBytes) -> Range<Int> {
    let hasEscapes = bytes[contentRange.upperBound] == UInt8(ascii: "\"")
    var lower: Int?
    var decoded = 0
    var offset = contentRange.lowerBound
    while offset < contentRange.upperBound {
      let (sourceLength, decodedLength) = unit(at: offset, in: bytes, hasEscapes: hasEscapes)
      if lower == nil, range.lowerBound < decoded + decodedLength { lower = offset }
      if range.isEmpty, let lower { return lower..<lower }
      decoded += decodedLength
      offset += sourceLength
      if let lower, decoded >= range.upperBound { return lower..<offset }
    }
    return (lower ?? contentRange.upperBound)..<contentRange.upperBound
  }

  /// How long the smallest mappable piece at an offset is, in the file and in the text.
  private func unit(
    at offset: Int, in bytes: PaddedBytes, hasEscapes: Bool
  ) -> (source: Int, decoded: Int) {
    switch bytes[offset] {
    case UInt8(ascii: "\\") where hasEscapes:
      switch TOMLEscape(at: offset, in: bytes, isMultiline: true) {
      case .scalar(let scalar, let length): (length, UTF8.width(scalar))
      case .lineEnding(let length): (length, 0)
      case .invalid: (1, 1)
      }
    case 0x0d where bytes[offset + 1] == 0x0a: (2, 1)
    default: (1, 1)
    }
  }
}
