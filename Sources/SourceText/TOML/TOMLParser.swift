/// Reads the statements of a TOML file in one pass.
struct TOMLParser {
  let bytes: PaddedBytes
  var offset = 0
  var tree = TOMLTree()

  init(bytes: PaddedBytes) { self.bytes = bytes }

  mutating func document() throws(TOMLProblem) -> TOMLTable {
    if bytes.starts(with: "\u{feff}", at: 0) { throw .byteOrderMark }
    var table = TOMLTree.root
    while true {
      skipBlanks()
      switch bytes[offset] {
      case UInt8(ascii: "#"), 0x0a, 0x0d: break
      case 0 where offset >= bytes.count: return tree.close(TOMLTree.root)
      case UInt8(ascii: "["): table = try header()
      default: try keyValue(in: table)
      }
      try endOfLine()
    }
  }

  private mutating func header() throws(TOMLProblem) -> Int {
    let isArray = bytes[offset + 1] == UInt8(ascii: "[")
    offset += isArray ? 2 : 1
    skipBlanks()
    let path = try keyPath()
    guard bytes[offset] == UInt8(ascii: "]"),
      !isArray || bytes[offset + 1] == UInt8(ascii: "]")
    else { throw expected(isArray ? "']]' after the key" : "']' after the key") }
    offset += isArray ? 2 : 1
    return isArray ? try tree.openElement(path) : try tree.openTable(path)
  }

  mutating func keyValue(in table: Int) throws(TOMLProblem) {
    let path = try keyPath()
    guard bytes[offset] == UInt8(ascii: "=") else { throw expected("'=' after the key") }
    offset += 1
    skipBlanks()
    let depth = tree.depth(of: table) + path.parents.count
    let value = try value(depth: depth + 1)
    try tree.insert(value, at: path, in: table)
  }

  /// Takes blanks, a comment and the line's end; nothing else may follow a statement.
  private mutating func endOfLine() throws(TOMLProblem) {
    skipBlanks()
    try skipComment()
    switch bytes[offset] {
    case 0x0a: offset += 1
    case 0x0d where bytes[offset + 1] == 0x0a: offset += 2
    case 0 where offset >= bytes.count: break
    default: throw expected("the end of the line")
    }
  }

  /// Takes a key and the blanks after it.
  private mutating func keyPath() throws(TOMLProblem) -> TOMLKeyPath {
    var path = TOMLKeyPath(last: try key())
    skipBlanks()
    while bytes[offset] == UInt8(ascii: ".") {
      if path.parents.count == TOML.depthLimit { throw .tooDeep(at: path.range) }
      offset += 1
      skipBlanks()
      path.parents.append(path.last)
      path.last = try key()
      skipBlanks()
    }
    return path
  }

  private mutating func key() throws(TOMLProblem) -> TOMLKey {
    let start = offset
    switch bytes[offset] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      let string = try singleLineString()
      return TOMLKey(text: string.text, range: start..<offset)
    default:
      while bytes[offset].isBareKeyByte { offset += 1 }
      guard offset > start else { throw expected("a key") }
      return TOMLKey(text: bytes.text(start..<offset), range: start..<offset)
    }
  }

  @inline(__always)
  mutating func skipBlanks() {
    while bytes[offset] == 0x20 || bytes[offset] == 0x09 { offset += 1 }
  }

  mutating func skipComment() throws(TOMLProblem) {
    guard bytes[offset] == UInt8(ascii: "#") else { return }
    offset += 1
    while true {
      // Quotes and backslashes stop the search too, and mean nothing here.
      offset = bytes.endOfPlainText(from: offset, quote: UInt8(ascii: "\""))
      switch bytes[offset] {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), 0x09: offset += 1
      case 0x0a: return
      case 0x0d where bytes[offset + 1] == 0x0a: return
      case 0 where offset >= bytes.count: return
      default: throw controlCharacter("a comment")
      }
    }
  }

  /// Says what is needed at the current offset and what is there.
  func expected(_ what: String, help: String? = nil) -> TOMLProblem {
    TOMLProblem("expected \(what), found \(bytes.description(at: offset))", at: place, help: help)
  }

  func controlCharacter(_ holder: String) -> TOMLProblem {
    let name = bytes.codePoint(at: offset)
    return TOMLProblem("\(holder) cannot hold the control character \(name)", at: place)
  }

  /// The scalar at the current offset.
  private var place: Range<Int> {
    min(offset, bytes.count)..<min(offset + bytes.scalarLength(at: offset), bytes.count)
  }
}

extension UInt8 {
  @inline(__always)
  fileprivate var isBareKeyByte: Bool {
    switch self {
    case 0x61...0x7a, 0x41...0x5a, 0x30...0x39, 0x2d, 0x5f: true
    default: false
    }
  }
}

extension TOMLProblem {
  fileprivate static let byteOrderMark = Self(
    "the file begins with a byte order mark", at: 0..<3,
    help: "save the file as UTF-8 without a byte order mark")
}
