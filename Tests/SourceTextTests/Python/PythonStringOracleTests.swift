import Testing

@testable import SourceText

/// String literals mean what Python says.
@Suite struct PythonStringOracleTests {
  @Test func readsRandomLiteralsAsPythonDoes() throws {
    var literals = LiteralSoup(seed: 11)
    let texts = (0..<12_000).map { _ in Array(literals.expression().utf8) }
    var counts: [Substring: Int] = [:]
    let answers = try PythonOracle.answers(of: "python_strings.py", to: texts)
    for (text, answer) in zip(texts, answers) {
      let found = Self.meaning(of: text)
      guard case .string(let expected) = answer.content else { continue }
      let shown = String(decoding: text, as: UTF8.self).debugDescription
      // A character's name is not looked up.
      let isNamed = text.contains(UInt8(ascii: "N")) && ["undecided", "formatted"].contains(found)
      let isHalf = found == "undecided" && shown.contains("ud83d")
      #expect(found == expected || isNamed || isHalf, "\(shown)")
      counts[found.prefix(1), default: 0] += 1
    }
    // Texts, bytes, formatted and undecided ones were all seen.
    #expect(counts["=", default: 0] > 2000)
    for kind in ["b", "f", "u"] { #expect(counts[Substring(kind), default: 0] > 20, "\(kind)") }
  }

  private static func meaning(of bytes: [UInt8]) -> String {
    let text = MappedText(SourceFile(path: "a.py", bytes: bytes))
    var tokenizer = PythonTokenizer(text)
    var literals: [Range<Int>] = []
    while let token = tokenizer.next() {
      if token.kind == .string { literals.append(token.range) }
    }
    switch PythonString(literals, in: text) {
    case .text(let decoded):
      return "="
        + decoded.content.map { String(UInt16($0) + 0x100, radix: 16).dropFirst() }.joined()
    case .bytes: return "bytes"
    case .formatted: return "formatted"
    case .undecided: return "undecided"
    }
  }
}

/// Literals put together at random from pieces that mean something in them.
private struct LiteralSoup {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func expression() -> String {
    (0...pick(3)).map { _ in literal() }.joined(separator: pick(2) == 0 ? " " : "\n")
  }

  private mutating func literal() -> String {
    let prefix = Self.prefixes[pick(Self.prefixes.count)]
    let quote = ["'", "\"", "'''", "\"\"\""][pick(4)]
    let content = (0..<pick(7)).map { _ in Self.pieces[pick(Self.pieces.count)] }.joined()
    return prefix + quote + content + quote
  }

  private static let prefixes = [
    "", "", "", "", "", "", "r", "R", "u", "U", "f", "F", "fR", "rF", "b",
  ]

  private static let pieces = [
    "a", "b1", " ", "é", "€", "\\n", "\\t", "\\\\", "\\'", "\\\"", "\\a", "\\0", "\\101", "\\1018",
    "\\377", "\\400", "\\777", "\\x41", "\\xe9", "\\u00e9", "\\ud83d", "\\U0001f600", "\\U00110000",
    "\\x4", "\\q", "\\N{BULLET}", "\\\n", "\n", "{{", "}}", "{a}", "{", "'", "\"", "#", "\\N",
    "\r\n",
  ]

  private mutating func pick(_ bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(bound))
  }
}
