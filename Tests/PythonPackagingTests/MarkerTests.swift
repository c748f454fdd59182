import Testing

@testable import PythonPackaging

struct MarkerTests {
  private func parse(_ text: String) throws -> Marker {
    try Marker.parse(Array(text.utf8), in: 0..<text.utf8.count)
  }

  @Test(arguments: [
    ("os.name=='nt'", "os_name == \"nt\""),
    (
      "((os_name == 'a' or os_name == 'b')) and extra == 'X.y'",
      "(os_name == \"a\" or os_name == \"b\") and extra == \"x-y\""
    ),
    ("(os_name == 'a')", "os_name == \"a\""),
    (
      "'x' not  in os_name or python_implementation in 'y'",
      "\"x\" not in os_name or platform_python_implementation in \"y\""
    ),
  ])
  func writesTheCanonicalForm(text: String, canonical: String) throws {
    #expect(try parse(text).description == canonical)
    #expect(try parse(canonical) == parse(text))
  }

  @Test(arguments: [
    ("os_name == 'posix'", true), ("os_name == 'nt' and os_name == 'posix'", false),
    ("os_name == 'nt' or os_name == 'posix'", true),
    ("os_name == 'nt' and (os_name == 'nt' or os_name == 'posix')", false),
    ("python_version >= '3.9'", true), ("python_version in '3.12 3.13'", true),
    ("'3.9' > python_version", false), ("extra == 'A.b'", true), ("extra == 'c'", false),
    ("(extra == 'A.b' and os_name == 'posix')", true), ("sys_platform > 'a'", false),
  ])
  func evaluates(text: String, holds: Bool) throws {
    let extra = try #require(ProjectName("a_B"))
    #expect(try parse(text).evaluate(in: .cPythonOnLinux, extra: extra) == holds)
  }

  @Test(arguments: ["os_name ~= 'x'", "'a' == 'b'", "'x' in extras", "extras == 'x'"])
  func holdsWhereAComparisonMeansNothing(text: String) throws {
    #expect(try parse(text).evaluate(in: .cPythonOnLinux))
    #expect(try !parse("\(text) and os_name == 'nt'").evaluate(in: .cPythonOnLinux))
  }

  @Test func looksIntoTheSetsOfALockFile() throws {
    var environment = MarkerEnvironment.cPythonOnLinux
    environment.extras = [try #require(ProjectName("Foo.Bar"))]
    environment.dependencyGroups = []
    #expect(try parse("'foo_bar' in extras").evaluate(in: environment))
    #expect(try !parse("'x' in extras").evaluate(in: environment))
    #expect(try parse("'x' not in dependency_groups").evaluate(in: environment))
  }

  @Test func takesTheFullVersionOfAnUntaggedBuild() throws {
    var environment = MarkerEnvironment.cPythonOnLinux
    environment[.pythonFullVersion] = "3.14.0a1+"
    #expect(try parse("python_full_version >= '3.14.0a1'").evaluate(in: environment))
  }

  @Test func nestsParenthesesOnlySoDeep() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "(", count: depth) + "os_name == 'x'" + String(repeating: ")", count: depth)
    }
    #expect(try parse(nested(64)).description == "os_name == \"x\"")
    let error = try #require(throws: RequirementError.self) { try parse(nested(65)) }
    #expect(error.range == 64..<65)
    #expect(throws: RequirementError.self) { try parse(nested(100_000)) }
  }

  @Test func readsChainsOfAnyLength() throws {
    let comparisons = Array(repeating: "os_name == 'nt'", count: 20_000)
    let marker = try parse(comparisons.joined(separator: " or "))
    #expect(!marker.evaluate(in: .cPythonOnLinux))
  }
}
