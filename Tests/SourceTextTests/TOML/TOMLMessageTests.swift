import Testing

@testable import SourceText

struct TOMLMessageTests {
  /// A text with the place, the message and the help that refuse it.
  struct Row: CustomTestStringConvertible, Sendable {
    let text: String
    let place: String
    let message: String
    let help: String?

    init(_ text: String, _ place: String, _ message: String, _ help: String? = nil) {
      self.text = text
      self.place = place
      self.message = message
      self.help = help
    }

    var testDescription: String { text.debugDescription }
  }

  @Test(arguments: [
    Row("a", "1:2", "expected '=' after the key, found the end of the text"),
    Row("a b", "1:3", "expected '=' after the key, found 'b'"),
    Row("a =\n", "1:4", "expected a value, found the end of the line"),
    Row("= 1", "1:1", "expected a key, found '='"),
    Row("é = 1", "1:1", "expected a key, found U+00E9"),
    Row("a = 1 2", "1:7", "expected the end of the line, found '2'"),
    Row(
      "a = 1\rb", "1:6", "expected the end of the line, found a carriage return without a line feed"
    ),
    Row(
      "a = word", "1:5",
      "expected a value: a string, number, boolean, date, array or inline table",
      "put text in quotes"),
    Row("a = 01", "1:5", "expected a number, date or time"),
    Row("a = \"x\nb", "1:5", "the string is not closed", "end the string with \""),
    Row("a = '''x\n", "1:5", "the string is not closed", "end the string with '''"),
    Row(
      #"a = "C:\dir""#, "1:8", "a basic string knows no such escape",
      "double the backslash, or put the text in single quotes"),
    Row("a = \"\u{1b}\"", "1:6", "a string cannot hold the control character U+001B"),
    Row("# \u{0}", "1:3", "a comment cannot hold the control character U+0000"),
    Row("a = [1\nb = 2", "2:1", "expected ',' or ']' after the value, found 'b'"),
    Row("\na = [1,", "2:5", "the array is not closed", "end the array with ']'"),
    Row(
      "a = {b = 1,}", "1:12", "expected a key after ',', found '}'",
      "remove the last comma of the inline table"),
    Row(
      "a = {b = 1\n}", "1:11", "expected ',' or '}' after the value, found the end of the line",
      "keep an inline table on one line"),
    Row("[a", "1:3", "expected ']' after the key, found the end of the text"),
    Row("[[a]", "1:4", "expected ']]' after the key, found ']'"),
    Row("a = 1\na = 2", "2:1", "the key is defined twice", "keep one of the definitions"),
    Row("[a]\n[ a ]", "2:3", "the table is defined twice", "join its entries under one header"),
    Row(
      "a = 1\n[a.b]", "2:2", "the key has a value already and cannot be extended",
      "keep one of the definitions"),
    Row(
      "[a.b]\n[a]\nb.c = 1", "3:1",
      "a dotted key cannot extend a table that is defined elsewhere",
      "move the entry below that table's header"),
    Row(
      "a = []\n[[a]]", "2:3", "the key is defined already and is not an array of tables",
      "keep one of the definitions"),
    Row(
      "\u{feff}a = 1", "1:1", "the file begins with a byte order mark",
      "save the file as UTF-8 without a byte order mark"),
  ])
  func saysWhatIsWrongAndWhere(_ row: Row) throws {
    let file = SourceFile(path: "x.toml", text: row.text)
    let error = try #require(throws: TOMLError.self) { try TOML.parse(file) }
    let start = error.diagnostic.location.start
    #expect("\(start.line):\(start.column)" == row.place)
    #expect(error.diagnostic.message == row.message)
    #expect(error.diagnostic.help == row.help)
  }

  @Test func placesWhatIsNotUTF8() throws {
    let file = SourceFile(path: "x.toml", bytes: Array("a = 1\nb = '".utf8) + [0xff, 0x27])
    let error = try #require(throws: TOMLError.self) { try TOML.parse(file) }
    #expect(error.diagnostic.location.range == 11..<12)
    #expect(error.diagnostic.message == "the file is not UTF-8")
  }
}
