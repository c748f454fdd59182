/// Splits Python code into tokens, of Python 2 and 3 alike, at a cost linear in its bytes.
///
/// What no Python reads does not stop it: it says so in `problems` and goes on with the next line,
/// so that templates and fragments are read as far as they are code. Comments and blank lines give
/// no tokens.
// https://docs.python.org/3/reference/lexical_analysis.html
package struct PythonTokenizer {
  package let text: MappedText
  /// The column at which the logical line of the last token begins: a tab leads to the next
  /// multiple of 8.
  package private(set) var indentation = 0
  /// The first troubles, at most `maximumProblems`.
  package private(set) var problems: [PythonProblem] = []

  let bytes: [UInt8]
  let end: Int
  private var offset: Int
  private var isAtLineStart = true
  /// Where the open brackets stand, and how many more are open.
  private var brackets: [Int] = []
  private var excessBrackets = 0
  /// The columns of the open blocks.
  private var columns = [0]
  /// How many f-strings had fields without an end.
  var brokenFields = 0

  static let maximumProblems = 100
  /// The most brackets that CPython lets lie within each other.
  private static let maximumBrackets = 200

  package init(_ text: MappedText) {
    self.text = text
    bytes = text.bytes
    offset = text.range.lowerBound
    end = text.range.upperBound
  }

  /// How many brackets are open after the last token.
  package var depth: Int { brackets.count + excessBrackets }

  /// The next token; nil at the end. Every logical line ends with a `lineEnd`.
  package mutating func next() -> PythonToken? {
    if isAtLineStart {
      guard beginLine() else { return nil }
      isAtLineStart = false
    }
    while true {
      let start = offset
      guard start < end else { return finish() }
      let byte = bytes[start]
      switch byte {
      case 0x20, 0x09, 0x0c: offset += 1
      case 0x61...0x7a, 0x41...0x5a, 0x5f, 0x80...0xff: return nameOrString(at: start)
      case 0x0a, 0x0d:
        let next = lineStart(after: start)
        if depth > 0 {
          offset = next
          if !beginsStatement(at: next) { continue }
          dropBrackets()
        }
        offset = next
        isAtLineStart = true
        return PythonToken(.lineEnd, start..<next)
      case UInt8(ascii: "#"): offset = lineEnd(from: start)
      case UInt8(ascii: "\\"):
        guard start + 1 < end, bytes[start + 1] == 0x0a || bytes[start + 1] == 0x0d else {
          return sign(length: 1)
        }
        offset = lineStart(after: start + 1)
      case UInt8(ascii: "\""), UInt8(ascii: "'"): return string(from: start, quoteAt: start)
      case 0x30...0x39: return number()
      case UInt8(ascii: ".") where self[start + 1].isASCIIDigit: return number()
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): return openBracket()
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): return closeBracket()
      default: return sign(length: signLength(at: start))
      }
    }
  }

  /// The byte at an offset, 0 beyond the end.
  @inline(__always)
  subscript(offset: Int) -> UInt8 { offset < end ? bytes[offset] : 0 }

  mutating func report(_ problem: PythonProblem) {
    if problems.count < Self.maximumProblems || problem.hidesRest { problems.append(problem) }
  }

  /// The end of the text ends the last line, once.
  private mutating func finish() -> PythonToken {
    if depth > 0 { dropBrackets() }
    isAtLineStart = true
    return PythonToken(.lineEnd, end..<end)
  }

  // MARK: Lines

  /// Goes to the first token of the next logical line and measures its column; false at the end.
  private mutating func beginLine() -> Bool {
    var column = 0
    // The column of a line that a backslash splits is that of its first part.
    var splitColumn: Int?
    while offset < end {
      switch bytes[offset] {
      case 0x20:
        column += 1
        offset += 1
      case 0x09:
        column = (column / 8 + 1) * 8
        offset += 1
      case 0x0c:
        column = 0
        offset += 1
      case 0x0a, 0x0d:
        column = 0
        splitColumn = nil
        offset += 1
      case UInt8(ascii: "#"): offset = lineEnd(from: offset)
      case UInt8(ascii: "\\") where self[offset + 1] == 0x0a || self[offset + 1] == 0x0d:
        if splitColumn == nil, column > 0 { splitColumn = column }
        column = 0
        offset = lineStart(after: offset + 1)
      default:
        indent(to: splitColumn ?? column)
        return true
      }
    }
    return false
  }

  private mutating func indent(to column: Int) {
    indentation = column
    if column > columns[columns.count - 1] {
      columns.append(column)
      return
    }
    while let last = columns.last, last > column { columns.removeLast() }
    if columns.last != column {
      columns.append(column)
      report(PythonProblem("the line is indented like no block around it", at: offset..<offset + 1))
    }
  }

  /// The offset after the line ending at an offset.
  func lineStart(after offset: Int) -> Int {
    bytes[offset] == 0x0d && self[offset + 1] == 0x0a ? offset + 2 : offset + 1
  }

  /// The offset of the line ending at or after an offset.
  func lineEnd(from start: Int) -> Int {
    bytes.withUnsafeBufferPointer { bytes in
      var offset = start
      while offset < end, bytes[offset] != 0x0a, bytes[offset] != 0x0d { offset += 1 }
      return offset
    }
  }

  // MARK: Brackets

  private mutating func openBracket() -> PythonToken {
    if brackets.count < Self.maximumBrackets {
      brackets.append(offset)
    } else {
      excessBrackets += 1
    }
    return sign(length: 1)
  }

  private mutating func closeBracket() -> PythonToken {
    if excessBrackets > 0 {
      excessBrackets -= 1
    } else if let open = brackets.popLast() {
      // '(' is one and '[' and '{' are two less than what closes them.
      if bytes[offset] &- bytes[open] > 2 {
        report(PythonProblem("the bracket closes one of another kind", at: offset..<offset + 1))
      }
    } else {
      report(PythonProblem("the bracket closes none", at: offset..<offset + 1))
    }
    return sign(length: 1)
  }

  private mutating func dropBrackets() {
    if let open = brackets.last {
      report(PythonProblem("the bracket is not closed", at: open..<open + 1))
    }
    brackets = []
    excessBrackets = 0
  }

  /// Whether a line within brackets begins with a word that cannot stand there, so that a bracket
  /// before it was never closed.
  private func beginsStatement(at start: Int) -> Bool {
    var start = start
    while self[start] == 0x20 || self[start] == 0x09 { start += 1 }
    var stop = start
    while (0x61...0x7a).contains(self[stop]), stop - start < 9 { stop += 1 }
    guard stop - start > 2, !Self.isNameByte(self[stop]) else { return false }
    let word = PythonToken(.name, start..<stop)
    if word.is("from", in: bytes) {
      // `yield from` may be split; nothing but an import has both words.
      return bytes[stop..<lineEnd(from: stop)].split(separator: 0x20).contains {
        $0.elementsEqual("import".utf8)
      }
    }
    return Self.statementWords.contains { word.is($0, in: bytes) }
  }

  private static let statementWords: [StaticString] = [
    "import", "def", "class", "return", "try", "while", "with", "raise", "assert", "pass", "del",
    "global", "break", "continue", "except", "finally", "elif",
  ]

  // MARK: Words and signs

  private mutating func nameOrString(at start: Int) -> PythonToken {
    let stop = bytes.withUnsafeBufferPointer { bytes in
      var stop = start + 1
      while stop < end, Self.isNameByte(bytes[stop]) { stop += 1 }
      return stop
    }
    let next = self[stop]
    if stop - start <= 2, next == UInt8(ascii: "\"") || next == UInt8(ascii: "'"),
      PythonStringPrefix(bytes[start..<stop]) != nil
    {
      return string(from: start, quoteAt: stop)
    }
    offset = stop
    return PythonToken(.name, start..<stop)
  }

  @inline(__always)
  static func isNameByte(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == 0x5f || byte >= 0x80
  }

  private mutating func sign(length: Int) -> PythonToken {
    let start = offset
    offset += length
    return PythonToken(.sign, start..<offset)
  }

  private func signLength(at start: Int) -> Int {
    let (first, second, third) = (self[start], self[start + 1], self[start + 2])
    let equals = UInt8(ascii: "=")
    switch first {
    case UInt8(ascii: "*"), UInt8(ascii: "/"):
      return second == first ? (third == equals ? 3 : 2) : second == equals ? 2 : 1
    case UInt8(ascii: "<"), UInt8(ascii: ">"):
      if second == first { return third == equals ? 3 : 2 }
      return second == equals || first < second && second == UInt8(ascii: ">") ? 2 : 1
    case UInt8(ascii: "-"): return second == equals || second == UInt8(ascii: ">") ? 2 : 1
    case UInt8(ascii: "."): return second == first && third == first ? 3 : 1
    case UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: "+"), UInt8(ascii: "%"),
      UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "^"), UInt8(ascii: "@"),
      UInt8(ascii: ":"):
      return second == equals ? 2 : 1
    default: return 1
    }
  }

  // https://docs.python.org/3/reference/lexical_analysis.html#numeric-literals
  private mutating func number() -> PythonToken {
    let start = offset
    let radix = bytes[start] == 0x30 ? self[start + 1] | 0x20 : 0
    switch radix {
    case UInt8(ascii: "x"): skip(from: start + 2) { $0.hexadecimalValue != nil }
    case UInt8(ascii: "o"), UInt8(ascii: "b"): skip(from: start + 2, where: \.isASCIIDigit)
    default:
      skip(from: start, where: \.isASCIIDigit)
      if self[offset] == UInt8(ascii: ".") { skip(from: offset + 1, where: \.isASCIIDigit) }
      if self[offset] | 0x20 == UInt8(ascii: "e") {
        let next = self[offset + 1]
        let digits = offset + (next == UInt8(ascii: "+") || next == UInt8(ascii: "-") ? 2 : 1)
        if self[digits].isASCIIDigit { skip(from: digits, where: \.isASCIIDigit) }
      }
      if self[offset] | 0x20 == UInt8(ascii: "j") { offset += 1 }
    }
    return PythonToken(.number, start..<offset)
  }

  private mutating func skip(from start: Int, where isDigit: (UInt8) -> Bool) {
    offset = min(start, end)
    while offset < end, isDigit(bytes[offset]) || bytes[offset] == 0x5f { offset += 1 }
  }

  private mutating func string(from start: Int, quoteAt quote: Int) -> PythonToken {
    offset = endOfString(prefix: start..<quote)
    return PythonToken(.string, start..<offset)
  }
}
