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
    guard text.utf8.count == 64 else { return nil }
    var words = SIMD4<UInt64>()
    for (index, byte) in text.utf8.enumerated() {
      let digit: UInt8
      switch byte {
      case 0x30...0x39: digit = byte - 0x30
      case 0x41...0x46, 0x61...0x66: digit = (byte | 0x20) - 0x61 + 10
      default: return nil
      }
      words[index / 16] = words[index / 16] << 4 | UInt64(digit)
    }
    self.init(words: words)
  }

  package init?(_ text: String) { self.init(text[...]) }
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
