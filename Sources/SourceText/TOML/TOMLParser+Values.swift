/// Reading of values.
extension TOMLParser {
  /// Takes a value; `depth` is the level that a table or array would have here.
  mutating func value(depth: Int) throws(TOMLProblem) -> TOMLValue {
    let start = offset
    let content: TOMLValue.Content
    switch bytes[offset] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): content = .string(try string())
    case UInt8(ascii: "["): content = .array(try array(depth: depth))
    case UInt8(ascii: "{"): content = .table(try inlineTable(depth: depth))
    default: content = try scalar()
    }
    return TOMLValue(content: content, range: start..<offset)
  }

  private mutating func array(depth: Int) throws(TOMLProblem) -> [TOMLValue] {
    let start = offset
    if depth > TOML.depthLimit { throw .tooDeep(at: start..<(start + 1)) }
    offset += 1
    var values: [TOMLValue] = []
    try skipLines()
    while bytes[offset] != UInt8(ascii: "]") {
      if offset >= bytes.count { throw .arrayNotClosed(start..<(start + 1)) }
      values.append(try value(depth: depth + 1))
      try skipLines()
      if bytes[offset] == UInt8(ascii: ",") {
        offset += 1
        try skipLines()
      } else if offset >= bytes.count {
        throw .arrayNotClosed(start..<(start + 1))
      } else if bytes[offset] != UInt8(ascii: "]") {
        throw expected("',' or ']' after the value")
      }
    }
    offset += 1
    return values
  }

  /// Takes blanks, comments and line ends.
  private mutating func skipLines() throws(TOMLProblem) {
    while true {
      skipBlanks()
      try skipComment()
      if bytes[offset] == 0x0a {
        offset += 1
      } else if bytes[offset] == 0x0d, bytes[offset + 1] == 0x0a {
        offset += 2
      } else {
        return
      }
    }
  }

  private mutating func inlineTable(depth: Int) throws(TOMLProblem) -> TOMLTable {
    if depth > TOML.depthLimit { throw .tooDeep(at: offset..<(offset + 1)) }
    offset += 1
    let table = tree.openInline(depth: depth)
    skipBlanks()
    if bytes[offset] != UInt8(ascii: "}") {
      try keyValue(in: table)
      skipBlanks()
      while bytes[offset] == UInt8(ascii: ",") {
        offset += 1
        skipBlanks()
        if bytes[offset] == UInt8(ascii: "}") { throw trailingComma }
        try keyValue(in: table)
        skipBlanks()
      }
      guard bytes[offset] == UInt8(ascii: "}") else { throw inlineTableNotContinued }
    }
    offset += 1
    return tree.closeInline(table)
  }

  private var trailingComma: TOMLProblem {
    expected("a key after ','", help: "remove the last comma of the inline table")
  }

  private var inlineTableNotContinued: TOMLProblem {
    expected("',' or '}' after the value", help: "keep an inline table on one line")
  }

  private mutating func scalar() throws(TOMLProblem) -> TOMLValue.Content {
    let start = offset
    var end = endOfScalar(from: start)
    // A date and its time may be parted by one space.
    if end - start == 10, bytes[start + 4] == UInt8(ascii: "-"), bytes[end] == 0x20,
      bytes[end + 1].isASCIIDigit
    {
      end = endOfScalar(from: end + 1)
    }
    guard end > start else { throw expected("a value") }
    guard let content = TOMLScalar.content(of: bytes.slice(start..<end)) else {
      throw .noSuchValue(start..<end, first: bytes[start])
    }
    offset = end
    return content
  }

  private func endOfScalar(from start: Int) -> Int {
    var end = start
    while true {
      switch bytes[end] {
      case 0...0x20, 0x7f, UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"),
        UInt8(ascii: "#"):
        return end
      default: end += 1
      }
    }
  }
}

extension TOMLProblem {
  fileprivate static func arrayNotClosed(_ range: Range<Int>) -> Self {
    Self("the array is not closed", at: range, help: "end the array with ']'")
  }

  fileprivate static func noSuchValue(_ range: Range<Int>, first: UInt8) -> Self {
    let isWord = !first.isASCIIDigit && first != UInt8(ascii: "+") && first != UInt8(ascii: "-")
    return Self(
      isWord
        ? "expected a value: a string, number, boolean, date, array or inline table"
        : "expected a number, date or time",
      at: range, help: isWord ? "put text in quotes" : nil)
  }
}
