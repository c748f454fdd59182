import Testing

@testable import SourceText

struct TOMLPositionTests {
  @Test func placesKeysAndValues() throws {
    let file = SourceFile(path: "x.toml", text: "a = 1\n\"b c\" = 'é'\n  d.e = [true, 2.5]\n")
    let table = try TOML.parse(file)
    #expect(table.entries.map(\.key) == ["a", "b c", "d"])
    #expect(table.entries.map { file.text($0.keyRange) } == ["a", "\"b c\"", "d"])
    #expect(table.entries.map { file.text($0.value.range) } == ["1", "'é'", "d"])
    let inner = try #require(table["d"]?.value.table?["e"])
    #expect(file.text(inner.keyRange) == "e")
    #expect(file.text(inner.value.range) == "[true, 2.5]")
    #expect(inner.value.array?.map { file.text($0.range) } == ["true", "2.5"])
    #expect(file.position(of: inner.keyRange.lowerBound) == Position(line: 3, column: 5))
  }

  @Test func placesTheElementsOfAnArrayOverSeveralLines() throws {
    let text = "[project]\r\ndependencies = [\r\n  \"é\", # text\r\n  'requests>=2',\r\n]\r\n"
    let file = SourceFile(path: "x.toml", text: text)
    let values = try #require(
      TOML.parse(file)["project"]?.value.table?["dependencies"]?.value.array)
    #expect(values.map { file.text($0.range) } == ["\"é\"", "'requests>=2'"])
    #expect(
      values.map { file.position(of: $0.range.lowerBound) } == [
        Position(line: 3, column: 3), Position(line: 4, column: 3),
      ])
    #expect(values.compactMap(\.string).map { file.text($0.contentRange) } == ["é", "requests>=2"])
  }

  @Test func placesInlineTables() throws {
    let file = SourceFile(path: "x.toml", text: "a = [ { b.c = 1, b.d = {} }, {} ]")
    let elements = try #require(TOML.parse(file)["a"]?.value.array)
    #expect(elements.map { file.text($0.range) } == ["{ b.c = 1, b.d = {} }", "{}"])
    let inner = try #require(elements[0].table?["b"]?.value.table)
    #expect(inner.entries.map { file.text($0.keyRange) } == ["c", "d"])
    #expect(inner.entries.map { $0.keyRange.lowerBound } == [10, 19])
    #expect(inner.entries.map { file.text($0.value.range) } == ["1", "{}"])
  }

  @Test func placesATableAtItsHeader() throws {
    let file = SourceFile(path: "x.toml", text: "[ a . 'b' ]\nx = 1\n[a]\ny.z = 2\n")
    let a = try #require(TOML.parse(file)["a"])
    #expect(a.keyRange == 19..<20)
    #expect(a.value.range == 19..<20)
    let b = try #require(a.value.table?["b"])
    #expect(file.text(b.keyRange) == "'b'")
    #expect(file.text(b.value.range) == "a . 'b'")
    let y = try #require(a.value.table?["y"])
    #expect(file.text(y.keyRange) == "y")
    #expect(y.keyRange == y.value.range)
  }

  @Test func placesTheElementsOfAnArrayOfTables() throws {
    let file = SourceFile(
      path: "uv.lock",
      text: "[[package]]\nname = 'a'\n[package.x]\ny = 1\n[[ package ]]\nname = 'b'\n")
    let packages = try #require(TOML.parse(file)["package"])
    #expect(packages.keyRange == 2..<9)
    #expect(packages.value.range == 2..<9)
    let elements = try #require(packages.value.array)
    #expect(elements.map(\.range.lowerBound) == [2, 44])
    #expect(elements.compactMap { $0.table?["name"]?.value.string?.text } == ["a", "b"])
    #expect(elements[0].table?.entries.map(\.key) == ["name", "x"])
  }

  @Test func keepsTheOrderOfKeysInLargeTables() throws {
    let keys = (0..<300).map { "k\(($0 * 7919) % 300)" }
    let table = try TOML.parse(
      SourceFile(path: "x.toml", text: keys.map { "\($0) = '\($0)'\n" }.joined()))
    #expect(table.entries.map(\.key) == keys)
    #expect(keys.allSatisfy { table[$0]?.value.string?.text == $0 })
    #expect(table["k300"] == nil)
    #expect(table["K1"] == nil)
  }

  @Test func tellsKeysApartByTheirBytes() throws {
    let table = try TOML.parse(SourceFile(path: "x.toml", text: "'\u{e9}' = 1\n'e\u{301}' = 2\n"))
    #expect(table["\u{e9}"]?.value.integer == 1)
    #expect(table["e\u{301}"]?.value.integer == 2)
  }

  @Test func readsEachKindOfValue() throws {
    let table = try TOML.parse(
      SourceFile(
        path: "x.toml",
        text: "a='x'\nb=1\nc=1.5\nd=true\ne=1979-05-27\nf=[]\ng={}\nh=9223372036854775808"))
    #expect(
      table.entries.map(\.value.kind) == [
        "a string", "an integer", "a float", "a boolean", "a date or time", "an array", "a table",
        "a float",
      ])
    #expect(table["a"]?.value.integer == nil)
    #expect(table["b"]?.value.integer == 1)
    #expect(table["b"]?.value.string == nil)
    #expect(table["d"]?.value.boolean == true)
    #expect(table["f"]?.value.array?.isEmpty == true)
    #expect(table["g"]?.value.table?.isEmpty == true)
  }
}
