/// Reading of the four kinds of string.
/// https://toml.io/en/v1.0.0#string
extension TOMLParser {
  mutating func string() throws(TOMLProblem) -> TOMLString {
    let quote = bytes[offset]
    if bytes[offset + 1] == quote, bytes[offset + 2] == quote { return try multiLineString() }
    return try singleLineString()
  }

  mutating func singleLineString() throws(TOMLProblem) -> TOMLString {
    let quote = bytes[offset]
    let start = offset
    offset += 1
    var content = Content(start: offset)
    while true {
      offset = bytes.endOfPlainText(from: offset, quote: quote)
      switch bytes[offset] {
      case quote:
        let string = content.string(endingAt: offset, in: bytes)
        offset += 1
        return string
      case UInt8(ascii: "\\") where quote == UInt8(ascii: "'"): offset += 1
      case UInt8(ascii: "\\"): try escape(into: &content, isMultiline: false)
      case 0x09: offset += 1
      case 0x0a, 0x0d: throw .notClosed(start..<offset, quote: quote)
      case 0 where offset >= bytes.count: throw .notClosed(start..<offset, quote: quote)
      default: throw controlCharacter("a string")
      }
    }
  }

  private mutating func multiLineString() throws(TOMLProblem) -> TOMLString {
    let quote = bytes[offset]
    let start = offset
    offset += 3
    // A newline right after the opening quotes is dropped.
    if bytes[offset] == 0x0a {
      offset += 1
    } else if bytes[offset] == 0x0d, bytes[offset + 1] == 0x0a {
      offset += 2
    }
    var content = Content(start: offset)
    while true {
      offset = bytes.endOfPlainText(from: offset, quote: quote)
      switch bytes[offset] {
      case quote where bytes[offset + 1] == quote && bytes[offset + 2] == quote:
        // One or two quotes of the content may touch the closing ones.
        for _ in 0..<2 where bytes[offset + 3] == quote { offset += 1 }
        let string = content.string(endingAt: offset, in: bytes)
        offset += 3
        return string
      case quote, 0x09, 0x0a: offset += 1
      case UInt8(ascii: "\\") where quote == UInt8(ascii: "'"): offset += 1
      case UInt8(ascii: "\\"): try escape(into: &content, isMultiline: true)
      case 0x0d where bytes[offset + 1] == 0x0a:
        content.append("\n", replacing: offset..<(offset + 2), in: bytes)
        offset += 2
      case 0 where offset >= bytes.count:
        throw .notClosed(start..<(start + 3), quote: quote, isMultiline: true)
      default: throw controlCharacter("a string")
      }
    }
  }

  private mutating func escape(
    into content: inout Content, isMultiline: Bool
  ) throws(TOMLProblem) {
    let start = offset
    switch TOMLEscape(at: start, in: bytes, isMultiline: isMultiline) {
    case .scalar(let scalar, let length):
      offset += length
      content.append(scalar, replacing: start..<offset, in: bytes)
    case .lineEnding(let length):
      offset += length
      content.append(nil, replacing: start..<offset, in: bytes)
    case .invalid(let length): throw .invalidEscape(start..<min(start + length, bytes.count))
    }
  }

  /// The text of a string as far as it is read; copied only once it differs from its source.
  private struct Content {
    private let start: Int
    private var decoded: [UInt8] = []
    private var decodedEnd: Int

    init(start: Int) {
      self.start = start
      decodedEnd = start
    }

    mutating func append(
      _ scalar: Unicode.Scalar?, replacing range: Range<Int>, in bytes: PaddedBytes
    ) {
      decoded.append(contentsOf: bytes.slice(decodedEnd..<range.lowerBound))
      if let scalar { decoded.append(contentsOf: UTF8.encode(scalar) ?? .init()) }
      decodedEnd = range.upperBound
    }

    mutating func string(endingAt end: Int, in bytes: PaddedBytes) -> TOMLString {
      if decodedEnd == start {
        return TOMLString(
          text: bytes.text(start..<end), contentRange: start..<end, isVerbatim: true)
      }
      decoded.append(contentsOf: bytes.slice(decodedEnd..<end))
      return TOMLString(
        text: String(decoding: decoded, as: UTF8.self), contentRange: start..<end,
        isVerbatim: false)
    }
  }
}

extension TOMLProblem {
  fileprivate static func notClosed(
    _ range: Range<Int>, quote: UInt8, isMultiline: Bool = false
  ) -> Self {
    let mark = String(repeating: String(UnicodeScalar(quote)), count: isMultiline ? 3 : 1)
    return Self("the string is not closed", at: range, help: "end the string with \(mark)")
  }

  fileprivate static func invalidEscape(_ range: Range<Int>) -> Self {
    Self(
      "a basic string knows no such escape", at: range,
      help: "double the backslash, or put the text in single quotes")
  }
}
