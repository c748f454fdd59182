import Testing

@testable import SourceText

struct JSONTests {
  @Test func placesValuesAndNames() throws {
    let file = SourceFile(path: "x.json", text: "{\n  \"é\": [1, \"x\"],\r\n  \"b\" : {}\n}\n")
    let value = try JSON.parse(file.bytes)
    #expect(value.range == 0..<(file.bytes.count - 1))
    let members = try #require(value.object)
    #expect(members.map { file.text($0.nameRange) } == ["\"é\"", "\"b\""])
    #expect(members.map { file.text($0.value.range) } == ["[1, \"x\"]", "{}"])
    #expect(members[0].value.array?.map { file.text($0.range) } == ["1", "\"x\""])
    #expect(file.position(of: members[1].value.range.lowerBound) == Position(line: 3, column: 9))
  }

  @Test func answersByKind() throws {
    let value = try JSON.parse(
      Array(#"{"s":"x","i":12,"f":1.0,"b":true,"n":null,"a":[1],"o":{"s":1},"big":1e3}"#.utf8))
    #expect(value["s"]?.string == "x")
    #expect(value["s"]?.integer == nil)
    #expect(value["i"]?.integer == 12)
    #expect(value["i"]?.string == nil)
    #expect(value["f"]?.integer == nil)
    #expect(value["f"]?.number?.double == 1)
    #expect(value["f"]?.number?.text == "1.0")
    #expect(value["big"]?.number?.double == 1000)
    #expect(value["b"]?.boolean == true)
    #expect(value["n"]?.isNull == true)
    #expect(value["s"]?.isNull == false)
    #expect(value["a"]?.array?.first?.integer == 1)
    #expect(value["o"]?["s"]?.integer == 1)
    #expect(value["absent"] == nil)
    #expect(value["s"]?["s"] == nil)
  }

  @Test func tellsNamesApartByTheirBytes() throws {
    let value = try JSON.parse(Array("{\"\u{e9}\":1,\"e\u{301}\":2}".utf8))
    #expect(value["\u{e9}"]?.integer == 1)
    #expect(value["e\u{301}"]?.integer == 2)
  }

  @Test(arguments: [
    ("", 0, "expected a value, found the end of the text"),
    ("[1,]", 3, "expected a value, found ']'"),
    ("[1 2]", 3, "expected ',' or ']' after the value, found '2'"),
    ("{\"a\":1 \"b\":2}", 7, "expected ',' or '}' after the member, found '\"'"),
    ("{a:1}", 1, "expected a name in double quotes, found 'a'"),
    ("{\"a\" 1}", 5, "expected ':' after the name, found '1'"),
    ("{\"a\":1,\"a\":2}", 7, "the object has a member of this name already"),
    ("[1] x", 4, "expected the end of the text, found 'x'"),
    ("[01]", 1, "a number cannot begin with a zero and another digit"),
    ("[1.]", 3, "expected a digit, found ']'"),
    ("[1e999]", 1, "the number is out of range"),
    ("[\"a", 1, "the string is not closed"),
    ("[\"\u{1b}\"]", 2, "a string cannot hold the control character U+001B"),
    ("[\"\\q\"]", 2, "a string knows no such escape"),
    ("[\"\\u12\"]", 2, "an escape '\\u' needs four hexadecimal digits"),
    ("[\"x\\ud800\"]", 3, "the escape is one half of a surrogate pair"),
    ("\u{feff}1", 0, "the text begins with a byte order mark"),
    ("[NaN]", 1, "expected a value, found 'N'"),
    ("[\u{0}]", 1, "expected a value, found U+0000"),
  ])
  func saysWhatIsWrongAndWhere(text: String, offset: Int, message: String) throws {
    let error = try #require(throws: JSONError.self) { try JSON.parse(Array(text.utf8)) }
    #expect(error == JSONError(message, at: offset))
  }

  @Test func refusesDeepNestingWithAPlace() throws {
    for unit in ["[", "{\"a\":", "[{\"a\":"] {
      let text = String(repeating: unit, count: 200_000)
      let error = try #require(throws: JSONError.self) { try JSON.parse(Array(text.utf8)) }
      #expect(error.message == "objects and arrays are nested more than 64 levels deep")
      #expect(error.offset <= 64 * unit.utf8.count)
    }
    let shallow = Array("[[]]".utf8)
    #expect(throws: JSONError("objects and arrays are nested more than 1 levels deep", at: 1)) {
      try JSON.parse(shallow, limits: JSONLimits(depth: 1))
    }
    #expect(try JSON.parse(shallow, limits: JSONLimits(depth: 2)).array?.count == 1)
  }

  @Test func refusesTooManyBytesOrValues() throws {
    let text = Array("[1,2,3]".utf8)
    #expect(throws: JSONError("the text is longer than 6 bytes", at: 6)) {
      try JSON.parse(text, limits: JSONLimits(bytes: 6))
    }
    #expect(throws: JSONError("the text holds more than 3 values", at: 5)) {
      try JSON.parse(text, limits: JSONLimits(values: 3))
    }
    #expect(try JSON.parse(text, limits: JSONLimits(bytes: 7, values: 4)).array?.count == 3)
  }

  @Test func placesAnErrorInItsFile() throws {
    let file = SourceFile(path: "Pipfile.lock", text: "{\n  \"a\": 1,\n}")
    let error = try #require(throws: JSONError.self) { try JSON.parse(file.bytes) }
    let diagnostic = error.diagnostic(in: file)
    #expect(diagnostic.location.start == Position(line: 3, column: 1))
    #expect(diagnostic.location.text == "}")
    let end = JSONError("cut", at: 900).diagnostic(in: file)
    #expect(end.location.range == 13..<13)
  }
}
