import Testing

@testable import SourceText

struct JSONStringTextTests {
  /// What stands in the file, and the character it stands for.
  static let pieces: [(written: String, read: String)] = [
    ("a", "a"), ("é", "é"), ("€", "€"), ("😀", "😀"), ("\u{7f}", "\u{7f}"), (#"\""#, "\""),
    (#"\\"#, "\\"), (#"\/"#, "/"), (#"\b"#, "\u{8}"), (#"\f"#, "\u{c}"), (#"\n"#, "\n"),
    (#"\r"#, "\r"), (#"\t"#, "\t"), (#"\u0071"#, "q"), (#"\u00e9"#, "é"), (#"\u20AC"#, "€"),
    (#"\ud83d\ude00"#, "😀"), (#"\uDBFF\uDFFF"#, "\u{10ffff}"), (#"\u0000"#, "\u{0}"),
  ]

  @Test(arguments: 0..<200)
  func leadsEveryCharacterToAllOfWhatIsWritten(seed: Int) throws {
    var state = UInt64(seed) &* 0x9e37_79b9_7f4a_7c15 | 1
    var chosen: [(written: String, read: String)] = []
    for _ in 0..<(seed % 23) {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      chosen.append(Self.pieces[Int(state >> 33) % Self.pieces.count])
    }
    let before = #"{"name": ""#
    let file = SourceFile(
      path: "a.json", text: before + chosen.map(\.written).joined() + #"", "b": "\n"}"#)
    let value = try #require(try JSON.parse(file.bytes)["name"])
    let text = MappedText(jsonString: value.range, of: file)
    #expect(text.content.elementsEqual((value.string ?? "").utf8))

    var (read, written) = (text.range.lowerBound, before.utf8.count)
    for piece in chosen {
      let place = read..<(read + piece.read.utf8.count)
      let expected = written..<(written + piece.written.utf8.count)
      #expect(text.location(of: place).range == expected, "\(piece.written)")
      (read, written) = (place.upperBound, expected.upperBound)
    }
    #expect(text.location.range.upperBound == written)
  }

  @Test func leadsATextMadeOfItToTheSamePlaces() {
    let file = SourceFile(path: "a.json", text: #""x\u0071y\u00e9""#)
    let text = MappedText(jsonString: 0..<file.bytes.count, of: file)
    var builder = MappedTextBuilder(from: text)
    builder.append(1..<2)
    builder.append(3..<5)
    #expect(builder.text.text == "qé")
    #expect(builder.text.location(of: 0..<1).text == #"\u0071"#)
    #expect(builder.text.location(of: 1..<3).text == #"\u00e9"#)
    #expect(text.part(1..<2).location.text == #"\u0071"#)
  }

  @Test(arguments: [
    (#""\ud800x""#, "\u{FFFD}x"), (#""\udc00""#, "\u{FFFD}"), (#""\ud800\u0041""#, "\u{FFFD}A"),
    (#""\q\u12""#, "\u{FFFD}\u{FFFD}12"), (#""\ud800\"#, "\u{FFFD}\u{FFFD}"), ("\"\\", "\u{FFFD}"),
    ("\"", ""), ("", ""), ("\"\"", ""),
  ])
  func readsWhatMeansNothingAsAReplacement(written: String, read: String) {
    let file = SourceFile(path: "a.json", text: written)
    let text = MappedText(jsonString: 0..<file.bytes.count, of: file)
    #expect(text.text == read)
    for index in text.bytes.indices {
      let range = text.location(of: index..<index + 1).range
      #expect(!range.isEmpty && range.upperBound <= file.bytes.count)
    }
  }

  @Test func agreesWithTheParserOnItsOwnCases() throws {
    var mutations = Mutations(
      seeds: [#"["\u00e9\ud83d\ude00 a\n", "\\\"\/"]"#],
      tokens: [#"\u"#, #"\""#, "\\", "\"", "ud83d", "de00", ","], seed: 7)
    var count = 0
    for bytes in mutations.texts(count: 4000) {
      guard let values = try? JSON.parse(bytes).array else { continue }
      let file = SourceFile(path: "a.json", bytes: bytes)
      for value in values {
        guard let string = value.string else { continue }
        let text = MappedText(jsonString: value.range, of: file)
        #expect(text.content.elementsEqual(string.utf8))
        count += 1
      }
    }
    #expect(count > 500)
  }
}
