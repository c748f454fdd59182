/// A summary of a word's letters that tells words which are far apart without comparing them.
///
/// Two bits for each of 32 classes of characters say whether the class stands there at all and
/// whether it stands there twice. One edit changes at most two bits and a swap none, so words whose
/// signatures differ in more than `2 * k` bits are more than `k` edits apart.
struct BagSignature: Sendable {
  let bits: UInt64

  init(_ word: some Sequence<UInt8>) {
    var bits: UInt64 = 0
    for byte in word {
      let once = UInt64(1) << (2 * Self.characterClass(byte))
      bits |= bits & once != 0 ? once << 1 : once
    }
    self.bits = bits
  }

  func mayBe(within edits: Int, of other: BagSignature) -> Bool {
    (bits ^ other.bits).nonzeroBitCount <= 2 * edits
  }

  private static func characterClass(_ byte: UInt8) -> UInt64 {
    switch byte {
    case 0x61...0x7a: UInt64(byte - 0x61)
    case 0x30...0x39: 26 + UInt64(byte - 0x30) / 2
    default: 31
    }
  }
}
