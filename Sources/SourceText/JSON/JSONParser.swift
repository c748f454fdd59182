/// Reads a JSON text in one pass.
struct JSONParser {
  let bytes: PaddedBytes
  let limits: JSONLimits
  var offset = 0
  private var valueCount = 0
  /// How many members the last object had: the next one is often alike.
  private var memberCountHint = 0

  init(bytes: PaddedBytes, limits: JSONLimits) {
    self.bytes = bytes
    self.limits = limits
  }

  mutating func document() throws(JSONError) -> JSONValue {
    if bytes.starts(with: "\u{feff}", at: 0) {
      throw JSONError("the text begins with a byte order mark", at: 0)
    }
    skipBlanks()
    let value = try value(depth: 1)
    skipBlanks()
    if offset < bytes.count { throw expected("the end of the text") }
    return value
  }

  private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    let start = offset
    valueCount += 1
    if valueCount > limits.values {
      throw JSONError("the text holds more than \(limits.values) values", at: start)
    }
    let content: JSONValue.Content
    switch bytes[offset] {
    case UInt8(ascii: "\""): content = .string(try string())
    case UInt8(ascii: "{"): content = .object(try object(depth: depth))
    case UInt8(ascii: "["): content = .array(try array(depth: depth))
    case UInt8(ascii: "-"), 0x30...0x39: content = .number(try number())
    case UInt8(ascii: "t") where take("true"): content = .boolean(true)
    case UInt8(ascii: "f") where take("false"): content = .boolean(false)
    case UInt8(ascii: "n") where take("null"): content = .null
    default: throw expected("a value")
    }
    return JSONValue(content: content, range: start..<offset)
  }

  private mutating func object(depth: Int) throws(JSONError) -> [JSONMember] {
    try enter(depth: depth)
    var members: [JSONMember] = []
    var names: Set<ExactText> = []
    if takeAfterBlanks(UInt8(ascii: "}")) { return members }
    members.reserveCapacity(min(memberCountHint, 16))
    repeat {
      skipBlanks()
      let start = offset
      guard bytes[offset] == UInt8(ascii: "\"") else { throw expected("a name in double quotes") }
      let name = try string()
      let range = start..<offset
      if !isNew(name, among: members, names: &names) {
        throw JSONError("the object has a member of this name already", at: start)
      }
      guard takeAfterBlanks(UInt8(ascii: ":")) else { throw expected("':' after the name") }
      skipBlanks()
      members.append(JSONMember(name: name, nameRange: range, value: try value(depth: depth + 1)))
    } while takeAfterBlanks(UInt8(ascii: ","))
    guard takeAfterBlanks(UInt8(ascii: "}")) else { throw expected("',' or '}' after the member") }
    memberCountHint = members.count
    return members
  }

  /// Compares with each name while they are few, and remembers them in a set from then on.
  private func isNew(
    _ name: String, among members: [JSONMember], names: inout Set<ExactText>
  ) -> Bool {
    let name = ExactText(name)
    let linearCount = 16
    if members.count < linearCount {
      return !members.contains { ExactText($0.name) == name }
    }
    if members.count == linearCount { names.formUnion(members.map { ExactText($0.name) }) }
    return names.insert(name).inserted
  }

  private mutating func array(depth: Int) throws(JSONError) -> [JSONValue] {
    try enter(depth: depth)
    var values: [JSONValue] = []
    if takeAfterBlanks(UInt8(ascii: "]")) { return values }
    repeat {
      skipBlanks()
      values.append(try value(depth: depth + 1))
    } while takeAfterBlanks(UInt8(ascii: ","))
    guard takeAfterBlanks(UInt8(ascii: "]")) else { throw expected("',' or ']' after the value") }
    return values
  }

  private mutating func enter(depth: Int) throws(JSONError) {
    if depth > limits.depth {
      throw JSONError(
        "objects and arrays are nested more than \(limits.depth) levels deep", at: offset)
    }
    offset += 1
  }

  private mutating func number() throws(JSONError) -> JSONNumber {
    let start = offset
    if bytes[offset] == UInt8(ascii: "-") { offset += 1 }
    if bytes[offset] == UInt8(ascii: "0"), bytes[offset + 1].isASCIIDigit {
      throw JSONError("a number cannot begin with a zero and another digit", at: start)
    }
    try takeDigits()
    let wholeCount = offset - start
    var canOverflow = wholeCount > 300
    if bytes[offset] == UInt8(ascii: ".") {
      offset += 1
      try takeDigits()
    }
    if bytes[offset] | 0x20 == UInt8(ascii: "e") {
      canOverflow = true
      offset += 1
      if bytes[offset] == UInt8(ascii: "+") || bytes[offset] == UInt8(ascii: "-") { offset += 1 }
      try takeDigits()
    }
    let number = JSONNumber(text: bytes.text(start..<offset))
    if canOverflow, !number.double.isFinite {
      throw JSONError("the number is out of range", at: start)
    }
    return number
  }

  private mutating func takeDigits() throws(JSONError) {
    guard bytes[offset].isASCIIDigit else { throw expected("a digit") }
    repeat { offset += 1 } while bytes[offset].isASCIIDigit
  }

  @inline(__always)
  private mutating func skipBlanks() {
    while true {
      switch bytes[offset] {
      case 0x20, 0x0a, 0x0d, 0x09: offset += 1
      default: return
      }
    }
  }

  @inline(__always)
  private mutating func takeAfterBlanks(_ byte: UInt8) -> Bool {
    skipBlanks()
    if bytes[offset] != byte { return false }
    offset += 1
    return true
  }

  private mutating func take(_ word: StaticString) -> Bool {
    guard bytes.starts(with: word, at: offset) else { return false }
    offset += word.utf8CodeUnitCount
    return true
  }

  /// Says what is needed at the current offset and what is there.
  func expected(_ what: String) -> JSONError {
    JSONError("expected \(what), found \(bytes.description(at: offset))", at: offset)
  }
}
