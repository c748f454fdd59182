/// The name of a git object: 20 bytes in a SHA-1 repository, 32 in a SHA-256 one.
struct ObjectID: Hashable, Sendable {
  private var storage = SIMD32<UInt8>(repeating: 0)
  /// The number of bytes, 20 or 32.
  let count: Int

  init?(bytes: some Collection<UInt8>) {
    guard bytes.count == 20 || bytes.count == 32 else { return nil }
    count = bytes.count
    for (index, byte) in bytes.enumerated() { storage[index] = byte }
  }

  /// Takes the first 20 bytes.
  init(sha1 bytes: UnsafeRawBufferPointer) {
    count = 20
    for (index, byte) in bytes.prefix(20).enumerated() { storage[index] = byte }
  }

  /// Reads 40 or 64 hexadecimal digits.
  init?(hex: some Collection<UInt8>) {
    guard hex.count == 40 || hex.count == 64 else { return nil }
    count = hex.count / 2
    for (index, digit) in hex.enumerated() {
      guard let value = hexValue(digit) else { return nil }
      storage[index / 2] = storage[index / 2] << 4 | value
    }
  }

  var firstByte: UInt8 { storage[0] }

  var bytes: [UInt8] { (0..<count).map { storage[$0] } }

  var hex: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// Whether it is the id that stands for "no object" in hooks and in raw differences.
  var isZero: Bool { storage == SIMD32(repeating: 0) }
}

private func hexValue(_ digit: UInt8) -> UInt8? {
  switch digit {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
  case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
  default: nil
  }
}
