/// Reading of strings.
/// https://www.rfc-editor.org/rfc/rfc8259#section-7
extension JSONParser {
  mutating func string() throws(JSONError) -> String {
    let start = offset
    offset += 1
    var pieceStart = offset
    var decoded: [UInt8] = []
    while true {
      offset = bytes.endOfPlainText(from: offset, quote: UInt8(ascii: "\""))
      switch bytes[offset] {
      case UInt8(ascii: "\""):
        let end = offset
        offset += 1
        if pieceStart == start + 1 { return bytes.text(pieceStart..<end) }
        decoded.append(contentsOf: bytes.slice(pieceStart..<end))
        return String(decoding: decoded, as: UTF8.self)
      case UInt8(ascii: "\\"):
        decoded.append(contentsOf: bytes.slice(pieceStart..<offset))
        decoded.append(contentsOf: UTF8.encode(try escape()) ?? .init())
        pieceStart = offset
      case 0x7f: offset += 1
      case 0 where offset >= bytes.count: throw JSONError("the string is not closed", at: start)
      default:
        throw JSONError(
          "a string cannot hold the control character \(bytes.codePoint(at: offset))", at: offset)
      }
    }
  }

  /// Takes the escape at the offset.
  mutating func escape() throws(JSONError) -> Unicode.Scalar {
    let start = offset
    offset += 2
    switch bytes[start + 1] {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try unicodeEscape(at: start)
    default: throw JSONError("a string knows no such escape", at: start)
    }
  }

  private mutating func unicodeEscape(at start: Int) throws(JSONError) -> Unicode.Scalar {
    let unit = try codeUnit(at: start)
    if let scalar = Unicode.Scalar(unit) { return scalar }
    // Beyond the basic plane a character is written as two surrogates, high and low.
    guard unit < 0xdc00, bytes.starts(with: #"\u"#, at: offset) else {
      throw .loneSurrogate(at: start)
    }
    offset += 2
    let low = try codeUnit(at: offset - 2)
    guard (0xdc00..<0xe000).contains(low),
      let scalar = Unicode.Scalar(0x10000 + (unit - 0xd800) << 10 + (low - 0xdc00))
    else { throw .loneSurrogate(at: start) }
    return scalar
  }

  /// Takes the four digits of an escape that begins at `start`.
  private mutating func codeUnit(at start: Int) throws(JSONError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = bytes[offset].hexadecimalValue else {
        throw JSONError("an escape '\\u' needs four hexadecimal digits", at: start)
      }
      value = value << 4 | digit
      offset += 1
    }
    return value
  }
}

extension JSONError {
  fileprivate static func loneSurrogate(at offset: Int) -> Self {
    Self("the escape is one half of a surrogate pair", at: offset)
  }
}
