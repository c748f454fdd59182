import Testing

@testable import SourceText

/// What other people's files may hold, and what stops them.
struct YAMLManifestTests {
  private func document(_ text: String) -> YAMLDocument {
    YAMLDocument(SourceFile(path: "a.yaml", text: text), as: .manifest)
  }

  @Test(arguments: [
    ("a: &x [b, c]\nd: *x\n", "{a: [<b> <c>] d: [<b> <c>]}"),
    ("a: &x b\nc: &x d\ne: *x", "{a: <b> c: <d> e: <d>}"),
    ("b: &b {x: 1, y: 2}\nj:\n  <<: *b\n  y: 3", "{b: {x: <1> y: <2>} j: {y: <3> x: <1>}}"),
    ("j:\n  <<: [{x: 1}, {y: 2}]\n  z: 3", "{j: {z: <3> x: <1> y: <2>}}"),
    ("<<: b\n", "{<<: <b>}"), ("'<<': {a: b}\n", "{<<: {a: <b>}}"),
    ("a: 1\na: 2\n", "{a: <1> a: <2>}"), ("on: b\n1: c\n~: d\n", "{on: <b> 1: <c> ~: <d>}"),
    ("? [a, b]\n: c\n", "{[a, b]: <c>}"), ("{{ x }}: y\n", "{{{ x }}: <y>}"),
    ("a: !reference [b, c]\n", "{a: [<b> <c>]}"), ("\u{FEFF}ä: ö\r\n", "{ä: <ö>}"),
    ("%YAML 1.1\n---\na: !!str 1\n", "{a: <1>}"),
  ])
  func acceptsWhatPoliciesMayNotHold(text: String, outline: String) {
    let document = document(text)
    #expect(document.diagnostics.map(\.line) == [])
    #expect(document.root?.outline == outline)
  }

  @Test func readsEveryDocument() {
    let document = document("---\na: &x b\n---\n- *x\n---\nc\n")
    #expect(document.roots.map(\.outline) == ["{a: <b>}", "[]", "<c>"])
    #expect(document.diagnostics.map(\.line) == ["4:3: no anchor 'x' stands before this alias"])
  }

  @Test(arguments: [
    ("a: b\n---\n{% if x %}\n", ["{a: <b>}"]),
    ("a: [b, c: d, %", ["{a: [<b> {c: <d>}]}"]),
    ("a:\n  - b\n  - c: d\n    e: @\n", ["{a: [<b> {c: <d>}]}"]),
    ("a: &a [b]\nc: *a\nd: 'e", ["{a: [<b>] c: [<b>]}"]), ("%", []),
  ])
  func keepsWhatStandsBeforeATrouble(text: String, outlines: [String]) {
    let document = document(text)
    #expect(document.roots.map(\.outline) == outlines)
    #expect(document.diagnostics.count == 1)
  }

  @Test func keepsTagsAsideAndPlacesTheValueBehindThem() throws {
    let text = "a: !reference [b]\nc: &d !e  'f'\ng: &h # i\n  !!str\n  j\nk: &l\nm: &n\n  o: p\n"
    let file = SourceFile(path: "a.yaml", text: text)
    let entries = try #require(YAMLDocument(file, as: .manifest).root?.entries)
    #expect(
      entries.map(\.value.tag)
        == ["!reference", "!e", "tag:yaml.org,2002:str", nil, nil])
    #expect(entries.map { file.text($0.value.range) } == ["[b]", "'f'", "j", "", "o: p"])
  }

  @Test func everyKeyOfANameIsFound() throws {
    let root = try #require(document("a: 1\nb: 2\na: 3\n").root)
    #expect(root.values(of: "a").map(\.text) == ["1", "3"])
  }

  /// Ten levels of ten aliases each stand for more than ten thousand million values.
  @Test(arguments: ["[", "{<<: ["])
  func anAliasBombStopsAtTheLimit(opening: String) {
    let closing = opening == "[" ? "]" : "]}"
    var text = "a0: &a0 {k: [x, x, x, x, x, x, x, x, x, x]}\n"
    for level in 1...12 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) \(opening)\(aliases)\(closing)\n"
    }
    #expect(
      document(text).diagnostics.map(\.message) == ["the file holds more than 1,000,000 values"])
  }

  @Test func longTextIsNotRepeatedWithoutEnd() {
    let text =
      "a: &a \(String(repeating: "x", count: 1 << 20))\nb: ["
      + String(repeating: "*a,", count: 100_000) + "]\n"
    #expect(
      document(text).diagnostics.map(\.message) == ["the file holds more than 1,000,000 values"])
  }

  @Test func aliasesDeepenWhatTheyStandFor() {
    var text = "a0: &a0 [x]\n"
    for level in 1...70 { text += "a\(level): &a\(level) [*a\(level - 1)]\n" }
    #expect(
      document(text).diagnostics.map(\.message) == [
        "the values are nested deeper than 64 levels"
      ])
  }

  @Test func anAnchorDoesNotHoldItself() {
    #expect(
      document("a: &a [*a]\n").diagnostics.map(\.message)
        == ["no anchor 'a' stands before this alias"])
  }

  @Test func sizeHasALimit() {
    let many = "[" + String(repeating: "a,", count: 1_000_000) + "]"
    #expect(
      document(many).diagnostics.map(\.message) == ["the file holds more than 1,000,000 values"])
    let large = String(repeating: " ", count: 8 << 20)
    #expect(document(large).diagnostics.isEmpty)
    #expect(document(large + " ").diagnostics.map(\.message) == ["the file is larger than 8 MiB"])
    let directives = (0...100).map { "%TAG !a\($0)! x\n" }.joined()
    for profile in [YAMLProfile.manifest, .policy] {
      let document = YAMLDocument(
        SourceFile(path: "a.yaml", text: directives + "---\na"), as: profile)
      #expect(
        document.diagnostics.map(\.message)
          == ["the file holds more than 100 '%TAG' directives"])
    }
  }

  @Test(arguments: [
    ("a: b\n", "b"), ("a: 'x''y'\n", "x'|y"), ("a: \"x\\ty\"\n", "x\\|y"),
    ("a: x\n  y\n\n  z\n", "x\n|y|\n|z"), ("a: |\n  x\n\n  y\n", "x\n\n|y\n"),
    ("a: >-\n  x\n  y\n", "x\n|y"), ("a: |2\n    x\n", "  x\n"),
  ])
  func mapsTheBytesThatStandInTheFile(text: String, pieces: String) throws {
    let file = SourceFile(path: "a.yaml", text: text)
    let node = try #require(YAMLDocument(file, as: .manifest).root?.values(of: "a").first)
    let mapped = try #require(node.mappedText(in: file))
    var found = ""
    var last: Int?
    for index in mapped.range {
      let place = mapped.source(of: index)
      if let last, place != last + 1 { found += "|" }
      found += file.text(place..<place + 1)
      last = place
    }
    #expect(found == pieces)
  }

  @Test func listsHaveNoText() {
    #expect(document("[a]").root?.mappedText(in: document("[a]").file) == nil)
  }
}
