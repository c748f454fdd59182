import Testing

@testable import PythonPackaging

struct RequirementTests {
  @Test func tellsWhereItsPartsStand() throws {
    let text = "xx Foo [B, a ,A] (>=1.0, <2 ) ; python_version < '3'  yy"
    let bytes = Array(text.utf8)
    let requirement = try Requirement.parse(bytes, in: 2..<bytes.count - 3)
    func slice(_ range: Range<Int>?) -> String? {
      range.map { String(decoding: bytes[$0], as: UTF8.self) }
    }
    #expect(slice(requirement.nameRange) == "Foo")
    #expect(slice(requirement.extrasRange) == "[B, a ,A]")
    #expect(requirement.extras.map(\.normalized) == ["a", "b"])
    #expect(slice(requirement.specifiersRange) == ">=1.0, <2")
    #expect(slice(requirement.markerRange) == "python_version < '3'")
    #expect(requirement.url == nil && requirement.urlRange == nil)
  }

  @Test func readsADirectReference() throws {
    let bytes = Array("foo[a]@https://x/y;z ; os_name == 'nt'".utf8)
    let requirement = try Requirement.parse(bytes)
    #expect(requirement.url == "https://x/y;z")
    #expect(
      requirement.urlRange.map { String(decoding: bytes[$0], as: UTF8.self) } == "https://x/y;z")
    #expect(requirement.specifiers.specifiers.isEmpty && requirement.specifiersRange == nil)
    #expect(requirement.marker?.description == "os_name == \"nt\"")
  }

  @Test func isEqualWhereverAndHoweverItIsWritten() throws {
    let left = try Requirement.parse(Array("Foo_bar[b,a] >=1.0,<2; os_name=='nt'".utf8))
    let right = try Requirement.parse(Array("  foo-bar[A,B](<2.0, >=1) ; (os.name == \"nt\")".utf8))
    #expect(left == right)
    #expect(left.hashValue == right.hashValue)
  }

  @Test func tellsAddressesApartThatOnlyUnicodeTakesForEqual() throws {
    let composed = try Requirement.parse(Array("foo @ https://x/\u{e9}".utf8))
    let decomposed = try Requirement.parse(Array("foo @ https://x/e\u{301}".utf8))
    #expect(composed != decomposed)
  }

  @Test(arguments: [
    ("foo-", "foo-"), ("-foo", "-foo"), ("_foo>=1", "_foo"), (" fo\u{f3} ==1", "fo\u{f3}"),
    ("\u{212a}eras", "\u{212a}eras"), ("foo\u{200b}[a]", "foo\u{200b}"), ("foo_", "foo_"),
    ("fo$o;", "fo$o"),
  ])
  func refusesWhatIsNoName(text: String, name: String) throws {
    let bytes = Array(text.utf8)
    let error = try #require(throws: RequirementError.self) { try Requirement.parse(bytes) }
    #expect(error.kind == .invalidName)
    #expect(String(decoding: bytes[error.range], as: UTF8.self) == name)
    #expect(error.message == "'\(name)' is not a valid name of a project")
  }

  @Test(arguments: [
    ("", "", "expected the name of a project, found the end"),
    ("./foo", "./foo", "expected the name of a project, found './foo'"),
    (">=1", ">=1", "expected the name of a project, found '>=1'"),
    ("foo[a,]", "]", "expected the name of an extra, found ']'"),
    ("foo[a", "", "expected ',' or ']', found the end"),
    ("foo 1.0", "1.0", "expected a version specifier or ';', found '1.0'"),
    ("foo>=1 <2", "<2", "expected ',' or ';', found '<2'"),
    ("foo (>=1", "", "expected ',' or ')', found the end"),
    ("foo>=1.0.*", ">=1.0.*", "'.*' is only allowed after '==' and '!='"),
    ("foo==1a1.*", "==1a1.*", "'.*' is only allowed after a plain release"),
    ("foo<1+x", "<1+x", "a local version label is only allowed after '==' and '!='"),
    ("foo===a,b", "b", "'b' is not a version specifier"),
    ("foo @ ", "", "expected a URL after '@', found the end"),
    ("foo @ u x", "x", "expected ';', found 'x'"),
    ("foo; os == 'x'", "os", "expected a marker variable or a quoted string, found 'os'"),
    ("foo; os_name = 'x'", "=", "expected a comparison, found '='"),
    ("foo; os_name not 'x'", "'x'", "expected 'in' after 'not', found ''x''"),
    ("foo; os_name == 'x", "'x", "a quoted string does not end"),
    ("foo; os_name == 'x' y", "y", "expected 'and' or 'or', found 'y'"),
    ("foo; (os_name == 'x'", "", "expected 'and', 'or' or ')', found the end"),
    (
      "foo; os_name == '\\x41'", "'\\x41'",
      "a quoted string holds a backslash, a line break or a null"
    ),
  ])
  func pointsAtWhatIsWrong(text: String, place: String, message: String) throws {
    let bytes = Array(text.utf8)
    let error = try #require(throws: RequirementError.self) { try Requirement.parse(bytes) }
    #expect(error.kind == .invalidSyntax)
    #expect(error.message == message)
    #expect(String(decoding: bytes[error.range], as: UTF8.self) == place)
  }

  @Test func refusesBytesThatAreNotUTF8() {
    #expect(throws: RequirementError.self) {
      try Requirement.parse(Array("foo @ u".utf8) + [0xff])
    }
    #expect(throws: RequirementError.self) {
      try Requirement.parse(Array("foo; os_name == '".utf8) + [0xc3] + Array("'".utf8))
    }
  }

  @Test func staysWithinTheRangeItIsGiven() throws {
    let bytes = Array("foo>=1,<2".utf8)
    #expect(try Requirement.parse(bytes, in: 0..<6).specifiers == SpecifierSet(">=1"))
    #expect(try Requirement.parse(bytes, in: 0..<1000) == Requirement.parse(bytes))
    #expect(throws: RequirementError.self) { try Requirement.parse(bytes, in: 50..<60) }
    #expect(throws: RequirementError.self) { try Requirement.parse([], in: 0..<0) }
  }
}
