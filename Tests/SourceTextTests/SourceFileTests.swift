import Testing

@testable import SourceText

struct SourceFileTests {
  @Test(arguments: [
    ("", 0, 1, 1), ("abc", 0, 1, 1), ("abc", 2, 1, 3), ("abc", 3, 1, 4), ("abc", 99, 1, 4),
    ("abc", -1, 1, 1), ("a\nb", 1, 1, 2), ("a\nb", 2, 2, 1), ("a\n", 2, 2, 1), ("\n\n", 1, 2, 1),
    ("\n\n", 2, 3, 1), ("a\r\nb", 1, 1, 2), ("a\r\nb", 2, 1, 3), ("a\r\nb", 3, 2, 1),
    ("a\rb", 1, 1, 2), ("a\rb", 2, 2, 1), ("a\r", 2, 2, 1), ("a\r\r\nb", 2, 2, 1),
    ("a\r\r\nb", 4, 3, 1), ("a\n\rb", 2, 2, 1), ("a\n\rb", 3, 3, 1), ("éa", 2, 1, 2),
    ("漢a", 3, 1, 2), ("😀a", 4, 1, 2), ("x\né\n漢b", 8, 3, 2), ("e\u{301}x", 3, 1, 3),
    ("a\u{2028}b", 4, 1, 3), ("a\u{c}b", 2, 1, 3),
  ])
  func findsLineAndColumn(text: String, offset: Int, line: Int, column: Int) {
    let file = SourceFile(path: "x", text: text)
    #expect(file.position(of: offset) == Position(line: line, column: column))
  }

  @Test(arguments: [
    ("", 1, ""), ("abc", 1, "abc"), ("abc", 2, ""), ("abc", 0, ""), ("abc", -4, ""),
    ("a\nbc\n", 1, "a"), ("a\nbc\n", 2, "bc"), ("a\nbc\n", 3, ""), ("a\r\nbc\r\n", 1, "a"),
    ("a\r\nbc\r\n", 2, "bc"), ("a\rbc\r", 1, "a"), ("a\rbc\r", 2, "bc"), ("a\r\r\nb", 2, ""),
    ("a\r\r\nb", 3, "b"), ("\n\n\n", 2, ""), ("é\n漢", 2, "漢"),
  ])
  func findsTheTextOfALine(text: String, line: Int, expected: String) {
    let file = SourceFile(path: "x", text: text)
    #expect(file.text(file.range(ofLine: line)) == expected)
  }

  @Test func showsBytesThatAreNotUTF8() {
    let file = SourceFile(path: "x", bytes: [0x61, 0xff, 0x62])
    #expect(file.text(0..<3) == "a\u{fffd}b")
    #expect(file.text(1..<900) == "\u{fffd}b")
    #expect(file.text(800..<900) == "")
    #expect(file.position(of: 2) == Position(line: 1, column: 3))
  }

  @Test func placesALocation() {
    let file = SourceFile(path: "x", text: "ab\ncd\n")
    let location = Location(file: file, range: 1..<4)
    #expect(location.start == Position(line: 1, column: 2))
    #expect(location.end == Position(line: 2, column: 2))
    #expect(location.text == "b\nc")
  }

  @Test func ordersLocationsByPathThenOffset() {
    let first = SourceFile(path: "a", text: "xyz")
    let second = SourceFile(path: "b", text: "xyz")
    let ordered = [
      Location(file: first, range: 0..<1), Location(file: first, range: 0..<2),
      Location(file: first, range: 1..<1), Location(file: second, range: 0..<0),
    ]
    #expect(Array(ordered.reversed()).sorted() == ordered)
  }
}
