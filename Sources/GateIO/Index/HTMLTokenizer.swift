/// Splits HTML into tags and text as a browser does, so far as links need it: comments, quoted
/// attributes, character references and elements whose content is not markup.
// https://html.spec.whatwg.org/multipage/parsing.html#tokenization
struct HTMLTokenizer {
  enum Token: Equatable {
    /// The name and the attributes' names are in lower case; of equal names the first counts.
    case startTag(String, [String: String])
    case endTag(String)
    case text(String)
  }

  private let bytes: [UInt8]
  private var index = 0
  /// The element whose end alone is markup now.
  private var opaque: String?
  /// Whether the input ended within a tag, a comment or an element like `script`.
  private(set) var isCutShort = false

  /// More in one tag are read but not kept.
  private static let mostAttributes = 64
  private static let opaqueElements: Set<String> = [
    "script", "style", "xmp", "iframe", "noembed", "noframes", "title", "textarea", "plaintext",
  ]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() -> Token? {
    if let name = opaque {
      opaque = nil
      let text = takeOpaque(name)
      // References count in these two, and no other's text is of use.
      if name == "title" || name == "textarea" { return .text(text) }
    }
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "<") else { return takeText() }
      switch peek(1) {
      case UInt8(ascii: "!"):
        if peek(2) == UInt8(ascii: "-"), peek(3) == UInt8(ascii: "-") {
          skipComment()
        } else {
          skip(past: UInt8(ascii: ">"))
        }
      case UInt8(ascii: "?"):
        skip(past: UInt8(ascii: ">"))
      case UInt8(ascii: "/"):
        if let letter = peek(2), Self.isLetter(letter) {
          index += 2
          if let (name, _) = takeTag() { return .endTag(name) }
        } else {
          skip(past: UInt8(ascii: ">"))
        }
      case let letter? where Self.isLetter(letter):
        index += 1
        guard let (name, attributes) = takeTag() else { return nil }
        if Self.opaqueElements.contains(name) { opaque = name }
        return .startTag(name, attributes)
      default:
        return takeText()
      }
    }
    return nil
  }

  /// Takes at least one byte, up to the next that may begin markup.
  private mutating func takeText() -> Token {
    let start = index
    index += 1
    while index < bytes.count, bytes[index] != UInt8(ascii: "<") { index += 1 }
    return .text(CharacterReferences.decode(bytes[start..<index]))
  }

  /// Takes the content of an element up to its end tag, which stays.
  private mutating func takeOpaque(_ name: String) -> String {
    let start = index
    let end = Array("</\(name)".utf8)
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "<"), index + end.count < bytes.count,
        zip(bytes[index...], end).allSatisfy({ Self.lowercased($0) == $1 }),
        Self.endsName(bytes[index + end.count])
      {
        return CharacterReferences.decode(bytes[start..<index])
      }
      index += 1
    }
    isCutShort = true
    return ""
  }

  private mutating func skipComment() {
    // `<!-->` and `<!--->` are whole comments: their end may share the dashes of their beginning.
    index += 2
    let content = index + 2
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "-"), peek(1) == UInt8(ascii: "-") {
        if peek(2) == UInt8(ascii: ">") {
          index += 3
          return
        }
        if index >= content, peek(2) == UInt8(ascii: "!"), peek(3) == UInt8(ascii: ">") {
          index += 4
          return
        }
      }
      index += 1
    }
    isCutShort = true
  }

  private mutating func skip(past end: UInt8) {
    while index < bytes.count, bytes[index] != end { index += 1 }
    if index < bytes.count { index += 1 } else { isCutShort = true }
  }

  /// Takes a tag from its name on; nil when the input ends before it does.
  private mutating func takeTag() -> (String, [String: String])? {
    let name = takeName { Self.endsName($0) }
    var attributes: [String: String] = [:]
    while true {
      while let byte = peek(0), Self.isSpace(byte) || byte == UInt8(ascii: "/") { index += 1 }
      guard let byte = peek(0) else {
        isCutShort = true
        return nil
      }
      if byte == UInt8(ascii: ">") {
        index += 1
        return (name, attributes)
      }
      guard let (attribute, value) = takeAttribute() else {
        isCutShort = true
        return nil
      }
      if attributes.count < Self.mostAttributes, attributes[attribute] == nil {
        attributes[attribute] = value
      }
    }
  }

  private mutating func takeAttribute() -> (String, String)? {
    let start = index
    // A leading `=` belongs to the name.
    index += 1
    while let byte = peek(0), !Self.endsName(byte), byte != UInt8(ascii: "=") { index += 1 }
    let name = Self.lowercased(bytes[start..<index])
    while let byte = peek(0), Self.isSpace(byte) { index += 1 }
    guard peek(0) == UInt8(ascii: "=") else { return peek(0).map { _ in (name, "") } }
    index += 1
    while let byte = peek(0), Self.isSpace(byte) { index += 1 }
    guard let first = peek(0) else { return nil }
    if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
      let valueStart = index + 1
      guard let end = bytes[valueStart...].firstIndex(of: first) else {
        index = bytes.count
        return nil
      }
      index = end + 1
      return (name, CharacterReferences.decode(bytes[valueStart..<end]))
    }
    let valueStart = index
    while let byte = peek(0), !Self.isSpace(byte), byte != UInt8(ascii: ">") { index += 1 }
    return (name, CharacterReferences.decode(bytes[valueStart..<index]))
  }

  private mutating func takeName(until isEnd: (UInt8) -> Bool) -> String {
    let start = index
    while let byte = peek(0), !isEnd(byte) { index += 1 }
    return Self.lowercased(bytes[start..<index])
  }

  private func peek(_ offset: Int) -> UInt8? {
    index + offset < bytes.count ? bytes[index + offset] : nil
  }

  private static func lowercased(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.map(lowercased), as: UTF8.self)
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (0x41...0x5a).contains(byte) ? byte | 0x20 : byte
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7a).contains(byte | 0x20) }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0a || byte == 0x0c || byte == 0x0d
  }

  private static func endsName(_ byte: UInt8) -> Bool {
    isSpace(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">")
  }
}
