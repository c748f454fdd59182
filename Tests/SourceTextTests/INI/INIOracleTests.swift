import Testing

@testable import SourceText

/// Python's `configparser` is asked about every text.
struct INIOracleTests {
  @Test func readsEveryTextAsPythonDoes() throws {
    let answers = try PythonOracle.answers(
      of: "ini_oracle.py", to: INICases.texts.map { Array($0.utf8) })
    for (text, answer) in zip(INICases.texts, answers) {
      for (folds, answer) in zip([true, false], answer.array ?? []) {
        #expect(!answer.isNull, "python refuses: \(text)")
        #expect(Self.outline(of: Array(text.utf8), folds: folds) == Self.outline(answer), "\(text)")
      }
    }
  }

  @Test(arguments: INICases.refused)
  func refusesWhatPythonRefuses(text: String) throws {
    let answers = try PythonOracle.answers(of: "ini_oracle.py", to: [Array(text.utf8)])
    #expect(answers[0].array?[0].isNull == true)
    #expect(Self.outline(of: Array(text.utf8), folds: true) == nil)
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func agreesWithPythonOnMutatedTexts(seed: UInt64) throws {
    var mutations = Mutations(seeds: INICases.texts, tokens: INICases.pieces, seed: seed)
    let texts = mutations.texts(count: 10_000).filter(Self.isReadable)
    let answers = try PythonOracle.answers(of: "ini_oracle.py", to: texts)
    var accepted = 0
    for (text, answer) in zip(texts, answers) {
      for (folds, answer) in zip([true, false], answer.array ?? []) {
        let outline = Self.outline(of: text, folds: folds)
        if outline != nil { accepted += 1 }
        if outline != Self.outline(answer) {
          let verb = answer.isNull ? "refuses" : "reads otherwise"
          Issue.record("python \(verb): \(String(decoding: text, as: UTF8.self).debugDescription)")
        }
      }
    }
    #expect(accepted > 1000)
    #expect(accepted < 2 * texts.count - 1000)
  }

  /// What formats let through: UTF-8 without control characters that end a line for some readers.
  private static func isReadable(_ text: [UInt8]) -> Bool {
    let hasOthers = text.indices.contains { index in
      switch text[index] {
      case 0x0d: index + 1 == text.count || text[index + 1] != 0x0a
      case 0x09, 0x0a, 0x20..<0x7f, 0x80...: false
      default: true
      }
    }
    return !hasOthers
      && String(validating: text, as: UTF8.self).map { !$0.contains("\u{85}") } == true
  }

  /// The sections with their options, the inherited ones included; nil where there are problems.
  private static func outline(of text: [UInt8], folds: Bool) -> [String]? {
    let file = SourceFile(path: "tox.ini", bytes: text)
    let document = INIDocument(MappedText(0..<text.count, of: file), foldsKeys: folds)
    guard document.problems.isEmpty else { return nil }
    return document.sections.filter { $0.name != INIDocument.defaultName }.flatMap { section in
      ["[\(section.name)]"]
        + document.options(of: section).map { "\($0.key)=\($0.value.text)" }.sorted()
    }
  }

  private static func outline(_ answer: JSONValue) -> [String]? {
    answer.array.map { sections in
      sections.flatMap { section in
        let parts = section.array ?? []
        let options = (parts[1].array ?? []).map { option in
          (option.array ?? []).compactMap(\.string).joined(separator: "=")
        }
        return ["[\(parts[0].string ?? "")]"] + options.sorted()
      }
    }
  }
}
