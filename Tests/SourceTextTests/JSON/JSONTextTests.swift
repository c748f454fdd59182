import Testing

@testable import SourceText

struct JSONTextTests {
  @Test func writesMembersInTheirOrder() {
    let text: JSONText = [
      "b": "x", "a": [1, true, nil, 2], "empty": [], "none": [:], "number": .number(0.5),
    ]
    #expect(
      text.written(.compact)
        == #"{"b":"x","a":[1,true,null,2],"empty":[],"none":{},"number":0.5}"#)
    #expect(
      text.written(.pretty) == """
        {
          "b": "x",
          "a": [
            1,
            true,
            null,
            2
          ],
          "empty": [],
          "none": {},
          "number": 0.5
        }

        """)
  }

  @Test(arguments: [
    ("a\"b\\c/d", #""a\"b\\c/d""#),
    ("\n\r\t", #""\n\r\t""#),
    ("\u{0}\u{1b}[31m\u{1f}", #""\u0000\u001b[31m\u001f""#),
    ("\u{7f}\u{80}\u{9b}\u{9f}\u{a0}", "\"\\u007f\\u0080\\u009b\\u009f\u{a0}\""),
    ("\u{2028}\u{2029}", #""\u2028\u2029""#),
    (
      "\u{202a}\u{202e}\u{2066}\u{2069}\u{200e}\u{200f}\u{61c}",
      #""\u202a\u202e\u2066\u2069\u200e\u200f\u061c""#
    ),
    ("\u{200b}\u{200c}\u{200d}\u{2060}\u{feff}\u{ad}", #""\u200b\u200c\u200d\u2060\ufeff\u00ad""#),
    ("\u{e0041}\u{e007f}", #""\udb40\udc41\udb40\udc7f""#),
    ("\u{fe0f}\u{3164}\u{180e}\u{fff9}", #""\ufe0f\u3164\u180e\ufff9""#),
    ("\u{e000}\u{fffe}\u{10ffff}", #""\ue000\ufffe\udbff\udfff""#),
    ("é漢😀", #""é漢😀""#),
    ("%0A::error", #""%0A::error""#),
    ("\r\n", #""\r\n""#),
    ("a\u{301}", "\"a\u{301}\""),
  ])
  func escapesWhatCouldDeceive(string: String, written: String) throws {
    #expect(JSONText.string(string).written(.compact) == written)
    let object = JSONText.object([.init(string, nil)])
    #expect(object.written(.compact) == "{\(written):null}")
  }

  @Test func writesNumbersThatEveryReaderKnows() {
    let numbers: [JSONText] = [
      .number(1e300), .number(1e-7), .number(-0.0), .number(.infinity), .number(.nan),
      .integer(.min), .integer(.max),
    ]
    #expect(
      JSONText.array(numbers).written(.compact)
        == "[1e+300,1e-07,-0.0,null,null,-9223372036854775808,9223372036854775807]")
  }

  @Test func pythonReadsWhatIsWritten() throws {
    let scalars =
      (0...0x2fff).compactMap(Unicode.Scalar.init) + [
        "\u{d7ff}", "\u{e000}", "\u{feff}", "\u{fffd}", "\u{ffff}", "\u{1f600}", "\u{e0001}",
      ]
    let strings = stride(from: 0, to: scalars.count, by: 256).map { start in
      var string = ""
      string.unicodeScalars += scalars[start..<min(start + 256, scalars.count)]
      return string
    }
    let text = JSONText.object([
      .init("strings", .array(strings.map { .string($0) })), .init("numbers", [0, -5]),
      .init("nested", [[], [:], [[true]]]),
    ])
    for layout in [JSONText.Layout.compact, .pretty] {
      let written = Array(text.written(layout).utf8)
      #expect(written.allSatisfy { $0 == 0x0a || ($0 >= 0x20 && $0 != 0x7f) })
      let answer = try PythonOracle.answers(of: "json_oracle.py", to: [written])[0]
      let expected = TaggedValue.members([
        ("strings", .array(strings.map { .scalar(kind: "string", text: $0) })),
        (
          "numbers",
          .array([.scalar(kind: "integer", text: "0"), .scalar(kind: "integer", text: "-5")])
        ),
        (
          "nested",
          .array([
            .array([]), .members([]), .array([.array([.scalar(kind: "boolean", text: "true")])]),
          ])
        ),
      ])
      #expect(TaggedValue(answer: answer) == expected)
      #expect(TaggedValue(try JSON.parse(written)) == expected)
    }
  }
}
