/// A SHA-256 digest, held in place: records keep thousands of them.
package struct SHA256Digest: Hashable, Sendable {
  // Words of their own: a vector would be aligned to 32 bytes, and so would every file of a record.
  private let first: UInt64
  private let second: UInt64
  private let third: UInt64
  private let fourth: UInt64

  package init(words: SIMD4<UInt64>) {
    first = words[0]
    second = words[1]
    third = words[2]
    fourth = words[3]
  }

  /// The bytes, eight at a time, the first in the highest place.
  package var words: SIMD4<UInt64> { SIMD4(first, second, third, fourth) }

  /// Reads 64 hexadecimal digits of either case.
  ///
  /// Not for any `StringProtocol`: other modules would call that unspecialized, at a hundred times
  /// the cost.
  package init?(_ text: Substring) {
    var text = text
    let words = text.withUTF8 { digits -> SIMD4<UInt64>? in
      guard digits.count == 64,
        let first = Self.word(digits[..<16]), let second = Self.word(digits[16..<32]),
        let third = Self.word(digits[32..<48]), let fourth = Self.word(digits[48...])
      else { return nil }
      return SIMD4(first, second, third, fourth)
    }
    guard let words else { return nil }
    self.init(words: words)
  }

  package init?(_ text: String) { self.init(text[...]) }

  private static func word(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> UInt64? {
    var word: UInt64 = 0
    for byte in digits {
      switch byte {
      case 0x30...0x39: word = word << 4 | UInt64(byte - 0x30)
      case 0x41...0x46, 0x61...0x66: word = word << 4 | UInt64((byte | 0x20) - 0x61 + 10)
      default: return nil
      }
    }
    return word
  }
}

extension SHA256Digest: CustomStringConvertible {
  /// In lower-case hexadecimal.
  package var description: String {
    (0..<4).map { word in
      let digits = String(words[word], radix: 16)
      return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }.joined()
  }
}
