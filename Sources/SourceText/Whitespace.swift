/// White space as Python's `str.isspace` knows it, without what `ReadableText` refuses.
package enum Whitespace {
  /// How many bytes the white space at an index takes; nil when there is none.
  package static func width(at index: Int, of bytes: [UInt8], in range: Range<Int>) -> Int? {
    guard index < range.upperBound else { return nil }
    switch bytes[index] {
    case 0x20, 0x09: return 1
    case 0xc2: return index + 1 < range.upperBound && bytes[index + 1] == 0xa0 ? 2 : nil
    case 0xe1, 0xe2, 0xe3:
      guard index + 2 < range.upperBound else { return nil }
      return isWide(bytes[index], bytes[index + 1], bytes[index + 2]) ? 3 : nil
    default: return nil
    }
  }

  /// How many bytes the white space that ends before an index takes; nil when there is none.
  package static func width(before index: Int, of bytes: [UInt8], in range: Range<Int>) -> Int? {
    guard index > range.lowerBound else { return nil }
    let last = bytes[index - 1]
    if last == 0x20 || last == 0x09 { return 1 }
    guard last >= 0x80, index - 2 >= range.lowerBound else { return nil }
    if bytes[index - 2] == 0xc2, last == 0xa0 { return 2 }
    guard index - 3 >= range.lowerBound else { return nil }
    return isWide(bytes[index - 3], bytes[index - 2], last) ? 3 : nil
  }

  /// U+1680, U+2000 to U+200A, U+202F, U+205F and U+3000.
  private static func isWide(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
    switch (first, second) {
    case (0xe1, 0x9a): third == 0x80
    case (0xe2, 0x80): third <= 0x8a || third == 0xaf
    case (0xe2, 0x81): third == 0x9f
    case (0xe3, 0x80): third == 0x80
    default: false
    }
  }
}
