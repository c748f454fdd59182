/// A 64-bit sum that tells whether bytes were damaged; worthless against intent.
struct Checksum {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  /// Adds eight bytes at a time: one multiplication each, a tenth of what one per byte costs.
  mutating func add(_ bytes: [UInt8]) { bytes.withUnsafeBytes { add($0[...]) } }

  mutating func add(_ bytes: Slice<UnsafeRawBufferPointer>) {
    let buffer = UnsafeRawBufferPointer(rebasing: bytes)
    var offset = 0
    while offset + 8 <= buffer.count {
      mix(UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
      offset += 8
    }
    var rest = UInt64(truncatingIfNeeded: buffer.count)
    for byte in buffer[offset...] { rest = rest << 8 | UInt64(byte) }
    mix(rest)
  }

  private mutating func mix(_ word: UInt64) {
    value = (value ^ word) &* 0x9e37_79b9_7f4a_7c15
    value ^= value >> 29
  }

  var hexadecimal: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}
