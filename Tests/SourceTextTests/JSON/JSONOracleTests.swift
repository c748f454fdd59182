import Testing

@testable import SourceText

/// Python's `json`, with its lenient habits switched off, is asked about every text.
struct JSONOracleTests {
  @Test func readsEveryValidTextAsPythonDoes() throws {
    let answers = try PythonOracle.answers(
      of: "json_oracle.py", to: JSONCases.valid.map { Array($0.utf8) })
    for (text, answer) in zip(JSONCases.valid, answers) {
      let expected = try #require(TaggedValue(answer: answer), "python refuses: \(text)")
      do {
        let value = try JSON.parse(Array(text.utf8))
        #expect(TaggedValue(value) == expected, "\(text)")
      } catch {
        Issue.record("\(text): \(error.message)")
      }
    }
  }

  @Test func refusesEveryInvalidTextAsPythonDoes() throws {
    let texts = JSONCases.invalid.map { Array($0.utf8) } + JSONCases.invalidBytes
    let answers = try PythonOracle.answers(of: "json_oracle.py", to: texts)
    for (text, answer) in zip(texts, answers) {
      let shown = String(decoding: text, as: UTF8.self).debugDescription
      #expect(answer.isNull, "python accepts: \(shown)")
      #expect(throws: JSONError.self, "\(shown)") { try JSON.parse(text) }
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func agreesWithPythonOnMutatedTexts(seed: UInt64) throws {
    var mutations = Mutations(
      seeds: JSONCases.valid.filter { $0.utf8.count < 120 },
      tokens: [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\n", "\\u0041", "\\ud83d", "\\ude00", "\"a\"",
        "\"a\":1", "0", "1", "-", "+", ".", "e", "E9", "1e999", "null", "true", "NaN", " ", "\n",
        "\t", "é", "\u{feff}", "\u{0}", "\u{1f}", "\u{7f}",
      ],
      seed: seed)
    let texts = mutations.texts(count: 10_000)
    let answers = try PythonOracle.answers(of: "json_oracle.py", to: texts)
    var accepted = 0
    for (text, answer) in zip(texts, answers) {
      let value = try? JSON.parse(text)
      if value != nil { accepted += 1 }
      if value.map({ TaggedValue($0) }) != TaggedValue(answer: answer) {
        let verb = answer.isNull ? "refuses" : "reads otherwise"
        Issue.record("python \(verb): \(String(decoding: text, as: UTF8.self).debugDescription)")
      }
    }
    #expect(accepted > 500)
    #expect(accepted < 9_000)
  }
}
