import Glibc

extension MappedText {
  /// Whether the text holds a word, told at the speed of `memchr` for the word's byte at
  /// `rareOffset`: one that is rare where the word is not.
  package func mentions(_ word: StaticString, rareOffset: Int) -> Bool {
    let (length, rare) = (word.utf8CodeUnitCount, word.utf8Start[rareOffset])
    return content.withUnsafeBytes { bytes in
      guard let first = bytes.baseAddress else { return false }
      var offset = rareOffset
      while offset < bytes.count,
        let found = memchr(first + offset, Int32(rare), bytes.count - offset)
      {
        let start = UnsafeRawPointer(found) - first - rareOffset
        if start + length <= bytes.count, memcmp(first + start, word.utf8Start, length) == 0 {
          return true
        }
        offset = start + rareOffset + 1
      }
      return false
    }
  }
}
