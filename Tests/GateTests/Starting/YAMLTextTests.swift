import SeededNumbers
import SourceText
import Testing

@testable import Gate

struct YAMLTextTests {
  /// Names that some version of YAML takes for something else, and many that are made by chance.
  private static let names: [String] = {
    var numbers = SeededGenerator(seed: 11)
    let alphabet = Array("aeinostuyx0123456789--".utf8)
    let made = (0..<3000).map { _ in
      let count = numbers.below(10) + 1
      let bytes = (0..<count).map { _ in alphabet[numbers.below(alphabet.count)] }
      return "a" + String(decoding: bytes, as: UTF8.self) + "1"
    }
    let bare = made.map { String($0.dropFirst()) }.filter { $0.first != "-" }
    return [
      "y", "n", "yes", "no", "on", "off", "true", "false", "null", "1", "0x10", "0o7", "1e5",
      "12e3",
      "2020-01-01", "1-2", "0b1", "inf", "nan", "requests",
    ] + made + bare
  }()

  @Test func everyReaderOfYAMLTakesANameForText() throws {
    let text = Self.names.map { "- \(YAMLText.name($0))\n" }.joined()
    let read = try ScriptOracle.answers(
      of: "yaml_texts.py", to: ScriptOracle.questions([Array(text.utf8)]), as: [String].self)
    #expect(read == [Self.names])
    // Without quotes it would not, so that the test can fail.
    let plain = "- yes\n- 2020-01-01\n- 12\n- ~\n"
    let misread = try ScriptOracle.answers(
      of: "yaml_texts.py", to: ScriptOracle.questions([Array(plain.utf8)]), as: [String].self)
    #expect(misread == [["<bool>", "<date>", "<int>", "<NoneType>"]])
  }

  @Test func quotedTextIsReadBackWhateverItHolds() throws {
    let texts = [
      "", "a", "a: b # c", "\"\\", "x\n\t\u{0}\u{1b}\u{7f}", "\u{202e}ü\u{2028}\u{e0041}日",
    ]
    let text = texts.map { "- \(YAMLText.quoted($0))\n" }.joined()
    #expect(text.utf8.allSatisfy { $0 == 0x0a || $0 >= 0x20 && $0 != 0x7f })
    let read = try ScriptOracle.answers(
      of: "yaml_texts.py", to: ScriptOracle.questions([Array(text.utf8)]), as: [String].self)
    #expect(read == [texts])
  }
}
