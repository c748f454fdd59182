import Testing

@testable import SourceText

struct TOMLStringTests {
  /// A string as written, what of its text to look for, and the source of that.
  struct Row: CustomTestStringConvertible, Sendable {
    let written: String
    let part: String
    let source: String
    let isVerbatim: Bool

    var testDescription: String { "\(part) in \(written)" }
  }

  @Test(arguments: [
    Row(written: #""abc""#, part: "b", source: "b", isVerbatim: true),
    Row(written: #""abc""#, part: "abc", source: "abc", isVerbatim: true),
    Row(written: #"'a\tc'"#, part: #"\t"#, source: #"\t"#, isVerbatim: true),
    Row(written: #""aéc""#, part: "c", source: "c", isVerbatim: true),
    Row(written: #""\u0061bc""#, part: "a", source: #"\u0061"#, isVerbatim: false),
    Row(written: #""\u0061bc""#, part: "bc", source: "bc", isVerbatim: false),
    Row(written: #""\u00e9bc""#, part: "b", source: "b", isVerbatim: false),
    Row(written: #""x\U0001F600y""#, part: "😀", source: #"\U0001F600"#, isVerbatim: false),
    Row(written: #""x\U0001F600y""#, part: "😀y", source: #"\U0001F600y"#, isVerbatim: false),
    Row(written: #""a\\b""#, part: "\\b", source: #"\\b"#, isVerbatim: false),
    Row(written: #""a\"b""#, part: "b", source: "b", isVerbatim: false),
    Row(written: #""é\té""#, part: "\té", source: #"\té"#, isVerbatim: false),
    Row(written: "\"\"\"\na\nb\"\"\"", part: "b", source: "b", isVerbatim: true),
    Row(written: "\"\"\"\r\na\nb\"\"\"", part: "a", source: "a", isVerbatim: true),
    Row(written: "\"\"\"a\r\nb\"\"\"", part: "\nb", source: "\r\nb", isVerbatim: false),
    Row(written: "'''a\r\nb\\t'''", part: "b\\t", source: "b\\t", isVerbatim: false),
    Row(written: "\"\"\"a \\\n   b\"\"\"", part: "b", source: "b", isVerbatim: false),
    Row(written: "\"\"\"a \\\n   b\"\"\"", part: "a ", source: "a ", isVerbatim: false),
    Row(written: "\"\"\"\\\n a\"\"\"", part: "a", source: "a", isVerbatim: false),
    Row(written: "\"\"\"a\\n\"\"\"\"\"", part: "\n\"\"", source: "\\n\"\"", isVerbatim: false),
  ])
  func mapsAPartOfTheTextToItsSource(_ row: Row) throws {
    let file = SourceFile(path: "x.toml", text: "k = \(row.written) # text")
    let string = try #require(TOML.parse(file)["k"]?.value.string)
    #expect(string.isVerbatim == row.isVerbatim)
    #expect((file.text(string.contentRange) == string.text) == row.isVerbatim)
    let text = Array(string.text.utf8)
    let part = Array(row.part.utf8)
    let start = try #require(
      (0...(text.count - part.count)).first { Array(text[$0..<($0 + part.count)]) == part })
    let range = string.sourceRange(ofDecoded: start..<(start + part.count), in: file)
    #expect(file.text(range) == row.source)
  }

  @Test func mapsAnEmptyRangeToAPlace() throws {
    let file = SourceFile(path: "x.toml", text: #"k = "\tab""#)
    let string = try #require(TOML.parse(file)["k"]?.value.string)
    #expect(string.sourceRange(ofDecoded: 1..<1, in: file) == 7..<7)
    #expect(string.sourceRange(ofDecoded: 0..<0, in: file) == 5..<5)
    #expect(string.sourceRange(ofDecoded: 3..<3, in: file) == 9..<9)
  }

  @Test func cutsARangeAtTheEndOfTheText() throws {
    let file = SourceFile(path: "x.toml", text: #"a = "xy"\#nb = "\txy""#)
    let table = try TOML.parse(file)
    #expect(table["a"]?.value.string?.sourceRange(ofDecoded: 1..<900, in: file) == 6..<7)
    #expect(table["b"]?.value.string?.sourceRange(ofDecoded: 2..<900, in: file) == 17..<18)
    #expect(table["b"]?.value.string?.sourceRange(ofDecoded: 800..<900, in: file) == 18..<18)
  }
}
