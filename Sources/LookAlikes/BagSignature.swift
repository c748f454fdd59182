/// A summary of a word's letters that tells words which are far apart without comparing them.
///
/// Two bits for each of 32 classes of characters say whether the class stands there at all and
/// whether it stands there twice. A substitution changes at most two bits, an insertion or deletion
/// one and a swap none, so words whose signatures differ in more bits are further apart.
struct BagSignature: BitwiseCopyable, Sendable {
  let bits: UInt64

  init(_ word: some Sequence<UInt8>) {
    var bits: UInt64 = 0
    for byte in word {
      let once = UInt64(1) << (2 * Self.characterClass(byte))
      bits |= bits & once != 0 ? once << 1 : once
    }
    self.bits = bits
  }

  /// The most bits in which two words within so many edits can differ: that many of the edits as
  /// their lengths differ by are insertions or deletions.
  static func differingBits(atMost edits: Int, lengthDifference: Int) -> Int {
    2 * edits - lengthDifference
  }

  /// What is left when separators are not counted.
  var withoutSeparators: BagSignature { BagSignature(bits: bits & ~Self.separators) }

  private static let separators: UInt64 = 3 << 62

  private init(bits: UInt64) { self.bits = bits }

  /// Half of it, in which two signatures never differ in more bits than in the whole.
  var fold: UInt32 { UInt32(truncatingIfNeeded: bits ^ (bits >> 32)) }

  /// Calls `body` with the index of each signature in the range that differs in few enough bits,
  /// those for separators left out if so told; `folds` are theirs.
  ///
  /// Looks at sixteen folds at once, and clears the lowest set bit instead of counting all:
  /// processors of the baseline have no instruction to count bits.
  func forEachNear(
    _ signatures: UnsafeBufferPointer<BagSignature>, _ folds: UnsafeBufferPointer<UInt32>,
    in range: Range<Int>, within limit: Int, ignoringSeparators: Bool = false,
    _ body: (Int) -> Void
  ) {
    let mask = ignoringSeparators ? ~Self.separators : .max
    let foldedMask = ignoringSeparators ? ~UInt32(truncatingIfNeeded: Self.separators >> 32) : .max
    let fold = fold
    func check(_ index: Int) {
      if ((bits ^ signatures[index].bits) & mask).nonzeroBitCount <= limit { body(index) }
    }
    let bytes = UnsafeRawBufferPointer(folds)
    var index = range.lowerBound
    while index + 16 <= range.upperBound {
      let others = bytes.loadUnaligned(
        fromByteOffset: index * MemoryLayout<UInt32>.stride, as: SIMD16<UInt32>.self)
      var left = (others ^ fold) & foldedMask
      for _ in 0..<limit { left &= left &- 1 }
      // The sign of `x | -x` is clear for zero alone.
      let signs = left | (0 &- left)
      let eight = signs.lowHalf & signs.highHalf
      let four = eight.lowHalf & eight.highHalf
      let two = four.lowHalf & four.highHalf
      if two[0] & two[1] < 1 << 31 {
        for lane in 0..<16 where left[lane] == 0 { check(index + lane) }
      }
      index += 16
    }
    for index in index..<range.upperBound { check(index) }
  }

  private static func characterClass(_ byte: UInt8) -> UInt64 {
    switch byte {
    case 0x61...0x7a: UInt64(byte - 0x61)
    case 0x30...0x39: 26 + UInt64(byte - 0x30) / 2
    default: 31
    }
  }
}
