import Testing

@testable import SourceText

/// bash and Python's `shlex` are asked how they split generated lines.
@Suite struct ShellOracleTests {
  /// Pieces that mean the same to both and hold nothing that is replaced.
  private static let common = [
    "a", "bc", "d-e", "=", "==1.0", "'f g'", "''", "\"h i\"", "\"\"", "\"j'k\"", "'l\"m'", "\\ ",
    "\\'", "\\\"", "\\\\", "\"\\\"n\"", "\"\\\\o\"", "é", " ", "  ", "\t", ".", "[x]", ":", "%",
    "+",
  ]
  /// Pieces of bash alone.
  private static let bash = [
    "$'p\\tq'", "$'\\x41\\102'", "$'\\u00e9'", "$\"r s\"", "\\\n", " \\\n ", "\"t\\\nu\"",
    "\"\\$v\"", "\"\\w\"", " # x", "#y", "'z\n1'", "$'\\''", ">/dev/null ", " 2>&1 ", "$'\\c?\\xg'",
    "$'2\\0003'4", "\n", "3", "{5", "}", "!", "@",
  ]

  @Test(arguments: [1, 2] as [UInt64])
  func splitsAsShlexAndBashDo(seed: UInt64) throws {
    let texts = lines(of: Self.common, seed: seed, count: 1500)
    let answers = try PythonOracle.answers(of: "shell_oracle.py", to: texts)
    var disagreements: [String] = []
    for (text, answer) in zip(texts, answers) {
      let expected = try #require(answer.array)
      let words = split(text)
      if words != hexadecimal(expected[0]) { disagreements.append("bash: \(shown(text))") }
      if words != hexadecimal(expected[1]) { disagreements.append("shlex: \(shown(text))") }
    }
    #expect(disagreements.isEmpty, "\(disagreements.prefix(10).joined(separator: "\n"))")
  }

  @Test(arguments: [3, 4] as [UInt64])
  func splitsAsBashDoes(seed: UInt64) throws {
    let texts = lines(of: Self.common + Self.bash, seed: seed, count: 3000)
    let answers = try PythonOracle.answers(of: "shell_oracle.py", to: texts)
    var compared = 0
    var disagreements: [String] = []
    for (text, answer) in zip(texts, answers) {
      guard let expected = hexadecimal(try #require(answer.array)[0]) else { continue }
      compared += 1
      if split(text) != expected { disagreements.append(shown(text)) }
    }
    #expect(disagreements.isEmpty, "\(disagreements.prefix(10).joined(separator: "\n"))")
    #expect(compared > 2500)
  }

  /// The words behind the first; a text may go on over several lines.
  private func split(_ text: [UInt8]) -> [String] {
    let file = SourceFile(path: "x", bytes: Array("x ".utf8) + text)
    let words = ShellCommands(MappedText(file), dialect: .posix).commands.first?.words ?? []
    return words.dropFirst().map { word in
      word.text.content.map { String($0, radix: 16) }.joined(separator: " ")
    }
  }

  private func hexadecimal(_ value: JSONValue) -> [String]? {
    value.array?.map { word in
      let digits = Array((word.string ?? "").utf8)
      return stride(from: 0, to: digits.count, by: 2).map { index in
        String(
          UInt8(String(decoding: digits[index..<index + 2], as: UTF8.self), radix: 16) ?? 0,
          radix: 16)
      }.joined(separator: " ")
    }
  }

  private func shown(_ text: [UInt8]) -> String {
    String(decoding: text, as: UTF8.self).debugDescription
  }

  private func lines(of pieces: [String], seed: UInt64, count: Int) -> [[UInt8]] {
    var soup = ShellSoup(seed: seed)
    return (0..<count).map { _ in soup.line(of: pieces) }
  }
}

/// Lines put together at random, the same ones in every run.
struct ShellSoup {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func line(of pieces: [String]) -> [UInt8] {
    (0..<(1 + below(10))).flatMap { _ in Array(pieces[below(pieces.count)].utf8) }
  }

  private mutating func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(max(bound, 1)))
  }
}
