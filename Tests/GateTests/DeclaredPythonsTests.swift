import PythonPackaging
import SourceText
import Testing

@testable import Gate

@Suite struct DeclaredPythonsTests {
  /// The lowest Python that these files declare for `a/b/requirements.txt`.
  private func lowest(_ files: [String: String], marker: String? = nil) throws -> String? {
    let path = "a/b/requirements.txt"
    let change = TestChange(
      base: files, head: files.merging([path: "click==1\n"]) { old, _ in old })
    let pythons = try DeclaredPythons(for: try change.introductions(), in: change.change.head)
    let bytes = Array((marker ?? "").utf8)
    let parsed = marker == nil ? nil : try Marker.parse(bytes, in: 0..<bytes.count)
    return pythons.declaration(for: RepositoryPath(path))?.lowest(where: parsed)?.description
  }

  private static func project(_ python: String) -> String {
    "[project]\nrequires-python = \"\(python)\"\n"
  }

  @Test(
    arguments: [
      (">=3.9", "3.9"), (">=3.9.2", "3.9.2"), ("~=3.10", "3.10"), ("==3.12.*", "3.12"),
      (">3.8", "3.9"), ("!=3.9.*,>=3.9", "3.10"), ("<3.8", "2.7"), (">=3,<4", "3.0"),
      (">=3.13.0rc1", "3.13"), (">=3.99", "3.99"), ("<1", nil), ("any", nil), ("^3.9", nil),
    ] as [(String, String?)])
  func findsTheLowestThatIsDeclared(text: String, version: String?) throws {
    #expect(try lowest(["pyproject.toml": Self.project(text)]) == version)
  }

  @Test(
    arguments: [
      ("pyproject.toml", "[tool.poetry.dependencies]\npython = \"^3.9\"\n", "3.9"),
      ("pyproject.toml", "[tool.poetry.dependencies]\npython = \">=3.12 || ~3.8\"\n", "3.8"),
      ("pyproject.toml", "[project]\nrequires-python = 3\n", nil), ("pyproject.toml", "[", nil),
      ("pyproject.toml", "project = 1\n", nil), ("pyproject.toml", "", nil),
      ("setup.cfg", "[options]\npython_requires = >=3.10\n", "3.10"),
      ("setup.cfg", "[options]\npython_requires =\n  >=3.10,\n  <4\n", "3.10"),
      ("setup.cfg", "[metadata]\npython_requires = >=3.10\n", nil),
      (".python-version", "3.12\n", "3.12"), (".python-version", "# ours\r\n3.12.1\r\n", "3.12.1"),
      (".python-version", "cpython-3.11\n", "3.11"), (".python-version", "pypy3.9\n", nil),
      (".python-version", "3\n", nil), (".python-version", "", nil),
    ] as [(String, String, String?)])
  func readsEachFile(name: String, text: String, version: String?) throws {
    for folder in ["", "a/", "a/b/"] { #expect(try lowest([folder + name: text]) == version) }
    #expect(try lowest(["c/" + name: text]) == nil)
  }

  @Test func theNearestFolderDecidesAndTheProjectBeforeItsTools() throws {
    #expect(
      try lowest([
        "pyproject.toml": Self.project(">=3.8"), "a/pyproject.toml": "[tool.ruff]\n",
        "a/setup.cfg": "[options]\npython_requires = >=3.9\n", "a/.python-version": "3.13\n",
      ]) == "3.9")
  }

  @Test(
    arguments: [
      ("python_version >= '3.11'", "3.11"), ("python_full_version < '3.9.1'", "3.9"),
      ("sys_platform == 'linux'", "3.9"), ("python_version < '3'", nil),
      ("extra == 'test'", nil),
    ] as [(String, String?)])
  func aMarkerLimitsIt(marker: String, version: String?) throws {
    #expect(try lowest(["pyproject.toml": Self.project(">=3.9")], marker: marker) == version)
  }

  @Test func longDeclarationsAreNotCompared() throws {
    let long = (0..<100_000).map { "!=3.\($0)" }.joined(separator: ",")
    #expect(try lowest(["pyproject.toml": Self.project(long)]) == nil)
  }
}
