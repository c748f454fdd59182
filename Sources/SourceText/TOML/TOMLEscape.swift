/// A backslash in a basic string with what it stands for.
/// https://toml.io/en/v1.0.0#string
enum TOMLEscape {
  case scalar(Unicode.Scalar, length: Int)
  /// A backslash that swallows the line's end and all white space after it.
  case lineEnding(length: Int)
  case invalid(length: Int)

  init(at backslash: Int, in bytes: PaddedBytes, isMultiline: Bool) {
    switch bytes[backslash + 1] {
    case UInt8(ascii: "b"): self = .scalar("\u{8}", length: 2)
    case UInt8(ascii: "t"): self = .scalar("\t", length: 2)
    case UInt8(ascii: "n"): self = .scalar("\n", length: 2)
    case UInt8(ascii: "f"): self = .scalar("\u{c}", length: 2)
    case UInt8(ascii: "r"): self = .scalar("\r", length: 2)
    case UInt8(ascii: "\""): self = .scalar("\"", length: 2)
    case UInt8(ascii: "\\"): self = .scalar("\\", length: 2)
    case UInt8(ascii: "u"): self = Self.numeric(at: backslash, digits: 4, in: bytes)
    case UInt8(ascii: "U"): self = Self.numeric(at: backslash, digits: 8, in: bytes)
    case 0x20, 0x09, 0x0a, 0x0d:
      self = isMultiline ? Self.lineEnding(at: backslash, in: bytes) : .invalid(length: 2)
    default: self = .invalid(length: 1 + bytes.scalarLength(at: backslash + 1))
    }
  }

  private static func numeric(at backslash: Int, digits: Int, in bytes: PaddedBytes) -> Self {
    var value: UInt32 = 0
    for index in 0..<digits {
      guard let digit = bytes[backslash + 2 + index].hexadecimalValue else {
        return .invalid(length: 2 + index)
      }
      value = value << 4 | digit
    }
    guard let scalar = Unicode.Scalar(value) else { return .invalid(length: 2 + digits) }
    return .scalar(scalar, length: 2 + digits)
  }

  private static func lineEnding(at backslash: Int, in bytes: PaddedBytes) -> Self {
    var offset = backslash + 1
    var isPastLine = false
    while true {
      switch bytes[offset] {
      case 0x20, 0x09: offset += 1
      case 0x0a:
        isPastLine = true
        offset += 1
      case 0x0d where bytes[offset + 1] == 0x0a:
        isPastLine = true
        offset += 2
      default:
        return isPastLine
          ? .lineEnding(length: offset - backslash) : .invalid(length: offset - backslash)
      }
    }
  }
}
