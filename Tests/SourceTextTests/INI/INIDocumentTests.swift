import Testing

@testable import SourceText

struct INIDocumentTests {
  private func document(_ text: String, foldsKeys: Bool = true) -> INIDocument {
    INIDocument(MappedText(SourceFile(path: "tox.ini", text: text)), foldsKeys: foldsKeys)
  }

  @Test func tellsThePlaceOfEveryPart() throws {
    let text = "\u{feff}[t]\r\nDeps =\r\n  # no\r\n  a>=1\r\n\r\n\tb \r\n"
    let section = try #require(document(text).sections(named: "t").first)
    #expect(section.nameText.location.text == "t")
    let option = try #require(section.options.first)
    #expect(option.key == "deps")
    #expect(option.keyText.location.text == "Deps")
    #expect(option.lines.map(\.location.text) == ["", "a>=1", "", "b"])
    #expect(option.lines.map(\.location.start.line) == [2, 4, 5, 6])
    #expect(option.lines[3].location.start.column == 2)
    #expect(option.value.text == "\na>=1\n\nb")
    let value = option.value
    let b = try #require(value.bytes.lastIndex(of: UInt8(ascii: "b")))
    #expect(value.location(of: b..<(b + 1)).start == Position(line: 6, column: 2))
  }

  @Test func keepsBothOfWhatIsRepeated() {
    let document = document("[a]\nb=1\nb=2\n[a]\nb=3\nnothing\n")
    #expect(document.sections(named: "a").flatMap(\.options).map(\.value.text) == ["1", "2", "3"])
    #expect(
      document.problems.map(\.message) == [
        "the option 'b' is repeated in its section", "the section 'a' is repeated",
        "the line is neither a section nor an option",
      ])
  }

  private static let hugeTexts = [
    String(repeating: "x\n", count: 1 << 20), String(repeating: "[a]\n", count: 1 << 18),
    "[a]\nb=\n" + String(repeating: " c\n", count: 1 << 20),
    "[a]\n" + (0..<250_000).map { "k\($0)=\n" }.joined(),
    "[" + String(repeating: "]", count: 1 << 20),
  ]

  @Test(arguments: hugeTexts.indices)
  func readsOnlySoMuch(index: Int) {
    let document = document(Self.hugeTexts[index])
    #expect(document.problems.count <= 1001)
    #expect(document.sections.map(\.options.count).reduce(0, +) <= 200_001)
  }
}
