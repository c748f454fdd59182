/// Replaces the character references of HTML: the numeric ones and the few names that pages made by
/// programs use. Any other stays as it is written.
enum CharacterReferences {
  static func decode(_ bytes: ArraySlice<UInt8>) -> String {
    guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
    var decoded: [UInt8] = []
    decoded.reserveCapacity(bytes.count)
    var rest = bytes
    while let byte = rest.first {
      if byte == UInt8(ascii: "&"), let (scalar, length) = reference(rest.dropFirst()) {
        decoded += Array(String(scalar).utf8)
        rest = rest.dropFirst(1 + length)
      } else {
        decoded.append(byte)
        rest = rest.dropFirst()
      }
    }
    return String(decoding: decoded, as: UTF8.self)
  }

  private static let named: [(name: String, scalar: Unicode.Scalar)] = [
    ("amp;", "&"), ("lt;", "<"), ("gt;", ">"), ("quot;", "\""), ("apos;", "'"),
    ("nbsp;", "\u{a0}"),
  ]

  /// The scalar that the bytes after an ampersand stand for, and how many they are.
  private static func reference(_ bytes: ArraySlice<UInt8>) -> (Unicode.Scalar, Int)? {
    if let (name, scalar) = named.first(where: { bytes.starts(with: $0.name.utf8) }) {
      return (scalar, name.utf8.count)
    }
    guard bytes.first == UInt8(ascii: "#") else { return nil }
    var digits = bytes.dropFirst()
    var radix: UInt32 = 10
    if let x = digits.first, x | 0x20 == UInt8(ascii: "x") {
      radix = 16
      digits = digits.dropFirst()
    }
    var value: UInt32 = 0
    var length = 0
    for byte in digits {
      guard let digit = digit(byte), digit < radix else { break }
      // Stays above every scalar once it is.
      value = min(value * radix + digit, 0x11_0000)
      length += 1
    }
    guard length > 0 else { return nil }
    let start = digits.startIndex - bytes.startIndex
    let end = digits.startIndex + length
    let hasEnd = end < bytes.endIndex && bytes[end] == UInt8(ascii: ";")
    let scalar = value == 0 ? nil : Unicode.Scalar(value)
    return (scalar ?? "\u{fffd}", start + length + (hasEnd ? 1 : 0))
  }

  private static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte - 0x30)
    case 0x41...0x46: UInt32(byte - 0x41 + 10)
    case 0x61...0x66: UInt32(byte - 0x61 + 10)
    default: nil
    }
  }
}
