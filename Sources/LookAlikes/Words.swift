/// The words between the separators of a name, or some of them, from left to right.
struct Words {
  let name: UnsafeBufferPointer<UInt8>
  /// A bit for each separator.
  private let separators: UInt64
  /// A bit for the first byte of each word that is meant.
  private var starts: UInt64

  /// Behind the 64th byte there is no other word.
  init(_ name: UnsafeBufferPointer<UInt8>) {
    self.name = name
    var separators: UInt64 = 0
    for (place, byte) in name.prefix(UInt64.bitWidth).enumerated() where byte == UInt8(ascii: "-") {
      separators |= 1 << UInt64(place)
    }
    self.separators = separators
    starts = separators << 1 | 1
  }

  var count: Int { starts.nonzeroBitCount }
  var isEmpty: Bool { starts == 0 }

  /// The words that `other` does not have, or not so often.
  func without(_ other: Words) -> Words {
    var left = other
    var words = self
    for word in self {
      guard let match = left.first(where: { name[word].elementsEqual(other.name[$0]) }) else {
        continue
      }
      left.remove(match)
      words.remove(word)
    }
    return words
  }

  private mutating func remove(_ word: Range<Int>) { starts &= ~(1 << UInt64(word.lowerBound)) }
}

extension Words: Sequence, IteratorProtocol {
  /// Where the next word stands, without which these are those that follow.
  mutating func next() -> Range<Int>? {
    guard starts != 0 else { return nil }
    let start = starts.trailingZeroBitCount
    starts &= starts &- 1
    let following = separators >> UInt64(start)
    return start..<(following == 0 ? name.count : start + following.trailingZeroBitCount)
  }
}
