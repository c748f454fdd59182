/// The check that bytes are well-formed UTF-8: no overlong form, no surrogate, nothing past U+10FFFF.
package enum UTF8Validation {
  /// The offset of the first byte that begins no well-formed scalar, or nil.
  package static func firstInvalidOffset(in bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBufferPointer { firstInvalidOffset(in: $0) }
  }

  static func firstInvalidOffset(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    let raw = UnsafeRawBufferPointer(bytes)
    let count = bytes.count
    var offset = 0
    while offset < count {
      if offset <= count - 8,
        raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
      {
        offset += 8
        continue
      }
      let byte = bytes[offset]
      if byte < 0x80 {
        offset += 1
        continue
      }
      guard let shape = Shape(lead: byte), shape.length <= count - offset,
        shape.second.contains(bytes[offset + 1])
      else { return offset }
      for index in (offset + 2)..<max(offset + 2, offset + shape.length)
      where bytes[index] & 0xc0 != 0x80 {
        return offset
      }
      offset += shape.length
    }
    return nil
  }

  /// What may follow a lead byte: https://www.unicode.org/versions/Unicode16.0.0/core-spec/chapter-3/#G27506
  private struct Shape {
    let length: Int
    let second: ClosedRange<UInt8>

    init?(lead: UInt8) {
      switch lead {
      case 0xc2...0xdf: (length, second) = (2, 0x80...0xbf)
      case 0xe0: (length, second) = (3, 0xa0...0xbf)
      case 0xed: (length, second) = (3, 0x80...0x9f)
      case 0xe1...0xef: (length, second) = (3, 0x80...0xbf)
      case 0xf0: (length, second) = (4, 0x90...0xbf)
      case 0xf1...0xf3: (length, second) = (4, 0x80...0xbf)
      case 0xf4: (length, second) = (4, 0x80...0x8f)
      default: return nil
      }
    }
  }
}
