import Testing

@testable import SourceText

/// Python's `tomllib` is asked about every text, so that this parser reads what pip reads.
struct TOMLOracleTests {
  private static let validCases =
    KeyCases.valid + StringCases.valid + ScalarCases.valid + TableCases.valid
  private static let invalidCases =
    KeyCases.invalid + StringCases.invalid + ScalarCases.invalid + TableCases.invalid

  @Test func readsEveryValidCaseAsPythonDoes() throws {
    let answers = try PythonOracle.answers(
      of: "toml_oracle.py", to: Self.validCases.map(\.bytes))
    for (testCase, answer) in zip(Self.validCases, answers) {
      let expected = TaggedValue(answer: answer)
      #expect(expected != nil, "python refuses: \(testCase.name)")
      do {
        let table = try TOML.parse(testCase.file)
        #expect(TaggedValue(table) == expected, "\(testCase.name)")
      } catch {
        Issue.record("\(testCase.name): \(error.diagnostic.message)")
      }
    }
  }

  @Test func refusesEveryInvalidCaseAsPythonDoes() throws {
    let answers = try PythonOracle.answers(
      of: "toml_oracle.py", to: Self.invalidCases.map(\.bytes))
    for (testCase, answer) in zip(Self.invalidCases, answers) {
      #expect(answer.isNull, "python accepts: \(testCase.name)")
      #expect(throws: TOMLError.self, "\(testCase.name)") { try TOML.parse(testCase.file) }
    }
  }

  @Test func refusesDeepNestingWithAPlace() {
    for testCase in TableCases.tooDeep {
      do {
        _ = try TOML.parse(testCase.file)
        Issue.record("accepted: \(testCase.name)")
      } catch {
        let message = error.diagnostic.message
        let length = error.diagnostic.location.range.count
        #expect(
          message == "tables and arrays are nested more than 64 levels deep", "\(testCase.name)")
        #expect(length > 0, "\(testCase.name)")
      }
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func agreesWithPythonOnMutatedTexts(seed: UInt64) throws {
    var mutations = Mutations(
      seeds: Self.validCases.map { String(decoding: $0.bytes, as: UTF8.self) }
        .filter { $0.utf8.count < 120 },
      tokens: [
        "\n", "\r\n", "\r", " ", "\t", "=", ".", ",", "#", "[", "]", "[[", "]]", "{", "}", "\"",
        "'", "\"\"\"", "'''", "\\", "\\u00e9", "\\\n", "a", "b", "a = 1\n", "[a]\n", "[[a]]\n",
        "a.b = 1\n", "{a = 1}", "[1]", "0", "_", "-", "+", "e", "0x", "inf", "1979-05-27",
        "07:32:00", "Z", "é", "\u{7f}", "\u{0}", "true", "\"a\"",
      ],
      seed: seed)
    let texts = mutations.texts(count: 10_000)
    let answers = try PythonOracle.answers(of: "toml_oracle.py", to: texts)
    var accepted = 0
    for (text, answer) in zip(texts, answers) {
      let table = try? TOML.parse(SourceFile(path: "x.toml", bytes: text))
      if table != nil { accepted += 1 }
      if table.map({ TaggedValue($0) }) != TaggedValue(answer: answer) {
        let verb = answer.isNull ? "refuses" : "reads otherwise"
        Issue.record("python \(verb): \(String(decoding: text, as: UTF8.self).debugDescription)")
      }
    }
    #expect(accepted > 1_000)
    #expect(accepted < 9_000)
  }
}

extension TOMLCase {
  fileprivate var file: SourceFile { SourceFile(path: "case.toml", bytes: bytes) }
}
