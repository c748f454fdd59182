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
  /// In so many bits signatures can differ by their separators alone.
  static let separatorBits = 2

  private init(bits: UInt64) { self.bits = bits }

  /// Half of it, in which two signatures never differ in more bits than in the whole.
  ///
  /// The rotation lays what stands twice, mostly nothing, on what stands once. Never negative.
  var fold: Int32 {
    let half = UInt32(truncatingIfNeeded: bits >> 32)
    let fold = UInt32(truncatingIfNeeded: bits) ^ (half &<< 13 | half &>> 19)
    return Int32(truncatingIfNeeded: fold & 0x7fff_ffff)
  }

  private static func characterClass(_ byte: UInt8) -> UInt64 {
    switch byte {
    case 0x61...0x7a: UInt64(byte - 0x61)
    case 0x30...0x39: 26 + UInt64(byte - 0x30) / 2
    default: 31
    }
  }
}
