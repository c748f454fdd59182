import Foundation
import SeededNumbers
import Testing

@testable import PythonPackaging

/// Core metadata: where its fields begin and end, and what they hold.
@Suite struct CoreMetadataTests {
  private static let everything = """
    Metadata-Version: 2.4
    Name: Acme.Shop
    Version: 1.2.0rc1
    Summary: A shop
    Home-page: https://acme.example/
    License-Expression: MIT OR Apache-2.0
    License: MIT
    Classifier: License :: OSI Approved :: MIT License
    Classifier: Topic :: Office
    Project-URL: Source, https://code.acme.example/shop
    Project-URL: https://acme.example/docs
    Requires-Python: >=3.9
    Requires-Dist: flask (>=2.0)
    Requires-Dist: rich[jupyter]~=13.0;
      extra == "pretty"
    Requires-Dist: not a requirement
    Provides-Extra: pretty

    Requires-Dist: nothing, this is the description
    """

  @Test func readsEveryField() throws {
    let metadata = try CoreMetadata(Array(Self.everything.utf8))
    #expect(metadata.name == ProjectName("acme-shop"))
    #expect(metadata.version.description == "1.2.0rc1")
    #expect(metadata.summary == "A shop")
    #expect(metadata.homePage == "https://acme.example/")
    #expect(metadata.licenseExpression == "MIT OR Apache-2.0")
    #expect(metadata.license == "MIT")
    #expect(metadata.licenseClassifiers == ["License :: OSI Approved :: MIT License"])
    #expect(
      metadata.links == [
        CoreMetadata.Link(label: "Source", address: "https://code.acme.example/shop"),
        CoreMetadata.Link(label: "", address: "https://acme.example/docs"),
      ])
    #expect(metadata.requiresPython == ">=3.9")
    #expect(metadata.requirements.map(\.name.normalized) == ["flask", "rich"])
    #expect(metadata.requirements.last?.marker?.description == #"extra == "pretty""#)
    #expect(metadata.unreadableRequirements == ["not a requirement"])
    #expect(metadata.extras.map(\.normalized) == ["pretty"])
  }

  @Test(arguments: [
    ("Name: a\nVersion: 1\n", "is of no known version of its format"),
    ("Metadata-Version: 3.0\nName: a\nVersion: 1\n", "is of no known version of its format"),
    ("Metadata-Version: 2.1\nVersion: 1\n", "names no project"),
    ("Metadata-Version: 2.1\nName: \u{212a}eras\nVersion: 1\n", "names no project"),
    ("Metadata-Version: 2.1\nName: a\nVersion: new\n", "names no version"),
    ("Metadata-Version: 2.1\nName: a\nName: b\nVersion: 1\n", "has 'name' more than once"),
    ("Metadata-Version: 2.1\nName: a\nVersion: 1\nVersion: 1\n", "has 'version' more than once"),
    (
      "<html>\nMetadata-Version: 2.1\nName: a\nVersion: 1\n", "is of no known version of its format"
    ),
    ("\nMetadata-Version: 2.1\nName: a\nVersion: 1\n", "is of no known version of its format"),
    ("", "is of no known version of its format"),
  ])
  func refusesWhatReadersCouldReadDifferently(_ text: String, _ reason: String) {
    #expect(throws: CoreMetadataError(reason)) { try CoreMetadata(Array(text.utf8)) }
  }

  @Test func refusesTextThatIsNotUTF8WhereItDecides() throws {
    let head = Array("Metadata-Version: 2.1\nName: a\nVersion: 1\n".utf8)
    let bad: [UInt8] = [0xff, 0x0a]
    #expect(throws: CoreMetadataError("has a field 'requires-dist' that is not UTF-8")) {
      try CoreMetadata(head + Array("Requires-Dist: b".utf8) + bad)
    }
    #expect(try CoreMetadata(head + Array("Summary: b".utf8) + bad).summary == nil)
  }

  @Test func boundsTheNumberOfFields() {
    let head = "Metadata-Version: 2.1\nName: a\nVersion: 1\n"
    let many = head + String(repeating: "Platform: x\n", count: 20_000)
    #expect(throws: CoreMetadataError("has too many fields")) {
      try CoreMetadata(Array(many.utf8))
    }
    #expect(throws: CoreMetadataError("is too large")) {
      try CoreMetadata(Array(repeating: 0x20, count: (8 << 20) + 1))
    }
  }

  /// Python's `email`, which every installer reads metadata with, finds the same fields in
  /// thousands of changed texts.
  @Test func findsTheFieldsThatPythonFinds() throws {
    var random = SeededGenerator(seed: 12)
    let pieces: [String] = [
      "\n", "\r\n", "\r", " ", "\t", ":", "Name", "Version: 2", "From ", "From x\n", "a b: c\n",
      "\u{85}", "\u{2028}", "\u{c}", "\u{1c}", "\u{0}", "X-Y: z\n  more\n", "é: 1\n", ":\n", "\n\n",
    ]
    let original = Array(Self.everything.utf8)
    let texts = (0..<4_000).map { _ -> [UInt8] in
      var text = original
      for _ in 0...random.below(4) {
        let place = random.below(text.count)
        switch random.below(3) {
        case 0: text.removeSubrange(place..<min(text.count, place + random.below(40)))
        case 1: text.insert(contentsOf: pieces[random.below(pieces.count)].utf8, at: place)
        default: text[place] = UInt8(truncatingIfNeeded: random.below(256))
        }
        if text.isEmpty { text = [0x20] }
      }
      return text
    }
    let script = """
      import email.parser, json, sys
      for line in sys.stdin:
          message = email.parser.BytesParser().parsebytes(bytes.fromhex(line))
          print(json.dumps([[name.lower(), value.encode("ascii", "surrogateescape").strip(b" \\t\\r\\n")
                             .hex()] for name, value in message.raw_items()]))
      """
    let input = texts.map { $0.map { String(format: "%02x", $0) }.joined() }
    let answers = try PythonAnswers.lines(of: script, input: input.joined(separator: "\n"))
    try #require(answers.count == texts.count)
    for (text, answer) in zip(texts, answers) {
      let expected = try JSONDecoder().decode([[String]].self, from: Data(answer.utf8))
      let fields = try #require(HeaderFields(text)).fields.map { field in
        [field.name, field.value.map { String(format: "%02x", $0) }.joined()]
      }
      #expect(fields == expected, "\(String(decoding: text, as: UTF8.self))")
    }
  }

  /// Changed texts are read without a trap.
  @Test func survivesChangedTexts() {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<3_000 {
      var text = Array(Self.everything.utf8)
      for _ in 0...random.below(6) {
        text[random.below(text.count)] = UInt8(truncatingIfNeeded: random.below(256))
      }
      _ = try? CoreMetadata(Array(text.prefix(random.below(text.count + 1))))
    }
  }
}
