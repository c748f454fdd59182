import SourceText
import Testing

struct YAMLDocumentTests {
  private func document(_ text: String) -> YAMLDocument {
    YAMLDocument(SourceFile(path: "a.yaml", text: text))
  }

  @Test(arguments: [
    ("a: b", "{a: <b>}"),
    ("a: 'b'", "{a: \"b\"}"),
    ("a: \"b\\n\"", "{a: \"b\n\"}"),
    ("a: |\n  b\n  c\nd: e\n", "{a: \"b\nc\n\" d: <e>}"),
    ("- a\n- [b, c]\n- {d: e}\n", "[<a> [<b> <c>] {d: <e>}]"),
    ("a:\n- b\n-\n- c: d\n  e: f\n", "{a: [<b> <> {c: <d> e: <f>}]}"),
    ("a:\n", "{a: <>}"),
    ("---\na: 1.10\n...\n", "{a: <1.10>}"),
    ("[]", "[]"), ("{}", "{}"), ("yes", "<yes>"), ("''", "\"\""),
    ("a: b # c\r\nd: e\r\n", "{a: <b> d: <e>}"),
  ])
  func composesValues(text: String, outline: String) {
    let document = document(text)
    #expect(document.diagnostics.map(\.line) == [])
    #expect(document.root?.outline == outline)
  }

  @Test(arguments: ["", "\n", "# only words\n", "---\n...\n"])
  func aFileWithoutAValueHasNoText(text: String) {
    let document = document(text)
    #expect(document.diagnostics.isEmpty)
    #expect(document.root == nil || document.root?.outline == "<>")
  }

  @Test func everyNodeKnowsItsBytes() throws {
    let text = "ключ: [ä, '😀 x']\nb:\n  c: |\n    тело\n\n  d: {e: ü}  # ö\n"
    let file = SourceFile(path: "a.yaml", text: text)
    let root = try #require(YAMLDocument(file).root)
    #expect(
      places(of: root, in: file) == [
        "1:1 ключ: [ä, '😀 x']\nb:\n  c: |\n    тело\n\n  d: {e: ü}",
        "1:1 ключ", "1:7 [ä, '😀 x']", "1:8 ä", "1:11 '😀 x'",
        "2:1 b", "3:3 c: |\n    тело\n\n  d: {e: ü}",
        "3:3 c", "3:6 |\n    тело", "6:3 d", "6:6 {e: ü}", "6:7 e", "6:10 ü",
      ])
  }

  private func places(of node: YAMLNode, in file: SourceFile) -> [String] {
    func place(_ range: Range<Int>) -> String {
      let start = file.position(of: range.lowerBound)
      return "\(start.line):\(start.column) \(file.text(range))"
    }
    switch node.content {
    case .scalar: return [place(node.range)]
    case .sequence(let elements):
      return [place(node.range)] + elements.flatMap { places(of: $0, in: file) }
    case .mapping(let entries):
      return [place(node.range)]
        + entries.flatMap { [place($0.range)] + places(of: $0.value, in: file) }
    }
  }

  @Test func aMissingValueStandsBehindItsColon() throws {
    let root = try #require(document("a:\nb: c\n").root)
    guard case .mapping(let entries) = root.content else {
      Issue.record("not a mapping")
      return
    }
    #expect(entries[0].value.range == 2..<2)
  }

  @Test(arguments: [
    ("a: *b", ["1:4: aliases are not read here"]),
    ("a: &b c", ["1:4: anchors are not read here"]),
    ("a: &b [c]", ["1:4: anchors are not read here"]),
    ("a: !!str c", ["1:4: tags are not read here"]),
    ("a: ! c", ["1:4: tags are not read here"]),
    ("a: !x {b: c}", ["1:4: tags are not read here"]),
    ("%YAML 1.1\n---\na: b", ["1:1: directives are not read here"]),
    ("a: |-#b\n  c", ["1:6: a comment begins here without a space before its '#'"]),
    ("<<: {a: b}", ["1:1: merge keys are not read here"]),
    ("a: b\n---\nc: d", ["2:1: a second document begins here"]),
    ("a: b\nc: d\na: e", ["3:1: the key 'a' stands here twice; it was first given on line 1"]),
    ("1: a", ["1:1: this key is not text"]),
    ("true: a", ["1:1: this key is not text"]),
    ("~: a", ["1:1: this key is not text"]),
    ("? [a]\n: b", ["1:3: this key is not text"]),
    ("{a: b}: c", ["1:1: this key is not text"]),
    (
      "a: b: c",
      ["1:5: this is not YAML: mapping values are not allowed in this context"]
    ),
    (
      "a: [b",
      [
        "1:6: this is not YAML: did not find expected ',' or ']' while parsing a flow sequence "
          + "that begins on line 1"
      ]
    ),
    (
      "ä: \"b",
      [
        "1:6: this is not YAML: found unexpected end of stream while scanning a quoted scalar that "
          + "begins on line 1"
      ]
    ),
    ("\u{FEFF}a: b", ["1:1: the file begins with a byte order mark"]),
    ("a: \u{0}b", ["1:4: the character U+0000 is not allowed here"]),
    ("a: ä\u{1b}b", ["1:5: the character U+001B is not allowed here"]),
    ("a: b # c\u{2028}d: e", ["1:9: the character U+2028 is not allowed here"]),
    ("a: b # c\u{85}d: e", ["1:9: the character U+0085 is not allowed here"]),
    ("a: b\u{7f}", ["1:5: the character U+007F is not allowed here"]),
    ("a: b\u{FEFF}", ["1:5: the character U+FEFF is not allowed here"]),
    (
      "a: &x *y\nb: !z *y",
      [
        "1:4: anchors are not read here",
        "1:7: this is not YAML: did not find expected key while parsing a block mapping that begins "
          + "on line 1",
      ]
    ),
    (
      "ä: &x ü\nb: *x\nb: !z 1\nb: 2",
      [
        "1:4: anchors are not read here", "2:4: aliases are not read here",
        "3:1: the key 'b' stands here twice; it was first given on line 2",
        "3:4: tags are not read here",
        "4:1: the key 'b' stands here twice; it was first given on line 2",
      ]
    ),
  ])
  func refusesWithAPlace(text: String, lines: [String]) {
    #expect(document(text).diagnostics.map(\.line) == lines)
  }

  @Test(arguments: [
    ([0x61, 0x3a, 0x20, 0xff], 3), ([0xff, 0xfe, 0x61, 0x00], 0), ([0xc0, 0x80], 0),
    ([0x61, 0xe2, 0x80], 1), ([0xed, 0xa0, 0x80], 0), ([0xf4, 0x90, 0x80, 0x80], 0),
    ([0xc3, 0xa4, 0x80], 2),
  ])
  func refusesWhatIsNotUTF8(bytes: [UInt8], offset: Int) {
    let document = YAMLDocument(SourceFile(path: "a.yaml", bytes: bytes))
    #expect(document.diagnostics.map(\.message) == ["the file is not UTF-8"])
    #expect(document.diagnostics.first?.location.range.lowerBound == offset)
  }

  @Test func anAliasBombIsNeverExpanded() {
    var text = "a0: &a0 [x, x]\n"
    for level in 1...40 {
      text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1), *a\(level - 1)]\n"
    }
    let document = document(text)
    #expect(document.diagnostics.count == 101)
    #expect(document.diagnostics.first?.line == "1:5: anchors are not read here")
    #expect(document.root == nil)
  }

  @Test func depthHasALimit() {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(document(nested(64)).diagnostics.isEmpty)
    #expect(
      document(nested(65)).diagnostics.map(\.line) == [
        "1:65: the values are nested deeper than 64 levels"
      ])
    #expect(document(String(repeating: "[", count: 200_000)).diagnostics.count == 1)
    #expect(document(String(repeating: "- ", count: 200_000)).diagnostics.count == 1)
    #expect(document(String(repeating: "{a: ", count: 200_000)).diagnostics.count == 1)
  }

  @Test func sizeHasALimit() {
    let many = "[" + String(repeating: "a,", count: 100_000) + "]"
    #expect(
      document(many).diagnostics.map(\.message) == ["the file holds more than 100,000 values"])
    let few = "[" + String(repeating: "a,", count: 99_999) + "]"
    #expect(document(few).diagnostics.isEmpty)
    let large = String(repeating: " ", count: 1 << 20)
    #expect(document(large).diagnostics.isEmpty)
    #expect(document(large + " ").diagnostics.map(\.message) == ["the file is larger than 1 MiB"])
  }

  @Test func aQuotedKeyIsAlwaysText() {
    #expect(document("'1': a\n\"<<\": b\n'~': c").diagnostics.isEmpty)
  }

  @Test func anEmptyFileWithoutStorageIsRead() {
    let document = YAMLDocument(SourceFile(path: "a.yaml", bytes: []))
    #expect(document.root == nil && document.diagnostics.isEmpty)
  }
}
