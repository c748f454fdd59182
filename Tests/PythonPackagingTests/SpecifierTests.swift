import Testing

@testable import PythonPackaging

struct SpecifierTests {
  @Test func tellsItsParts() throws {
    let specifier = try #require(Specifier(" ==  v1.0.* "))
    #expect(specifier.op == .equal)
    #expect(specifier.versionText == "v1.0.*")
    #expect(specifier.isPrefix)
    let arbitrary = try #require(Specifier("=== latest"))
    #expect(arbitrary.op == .arbitrary)
    #expect(arbitrary.versionText == "latest")
    #expect(arbitrary.version == nil)
  }

  @Test(arguments: [
    ">=1.0.*", "~=1", "~=1.0.*", "==1.0a1.*", ">=1.0+local", "=1", "1.0", "==", "~=1.0 x",
  ])
  func refuses(text: String) { #expect(Specifier(text) == nil) }

  @Test(arguments: [
    ("==1.0", "1.0+cpu", true), ("==1.0+cpu", "1.0", false), ("==1.*", "1.5a1", true),
    ("==1.0.*", "1", true), ("!=1.*", "1.5", false), ("~=1.4.5", "1.5", false),
    ("~=1.4.5", "1.4.9", true), ("~=1.4", "1.9", true), ("<1.0", "1.0rc1", false),
    ("<1.0rc2", "1.0rc1", true), (">1.0", "1.0.post1", false), (">1.0", "1.0+cpu", false),
    (">1.0.post1", "1.0.post2", true), ("<=1.0", "1.0+cpu", true), ("===1.0", "1.0.0", false),
    (">=1", "1!0", true), ("==1.*", "1!1.0", false), ("===latest", "1.0", false),
  ])
  func contains(specifier: String, version: String, holds: Bool) throws {
    let version = try #require(Version(version))
    #expect(try #require(Specifier(specifier)).contains(version) == holds)
  }

  @Test(arguments: [
    (">=1.0 , <2,", "<2,>=1"), ("", ""), (">=1,>=1.0,>= 1.0.0", ">=1"), ("~=1.0", "~=1.0"),
    ("==1.0.*", "==1.0.*"), ("===x", "===x"), ("==1.0-1", "==1.post1"),
  ])
  func writesSetsCanonically(text: String, canonical: String) {
    #expect(SpecifierSet(text)?.description == canonical)
  }

  @Test func comparesSetsWhateverTheirOrderAndSpelling() {
    #expect(SpecifierSet(">=1.0,<2") == SpecifierSet("<2.0 , >=1"))
    #expect(SpecifierSet("~=1.0") != SpecifierSet("~=1.0.0"))
    #expect(SpecifierSet(">=1") != SpecifierSet(""))
  }

  @Test(arguments: [
    ("==1.0", "1.0"), ("===1.0", "1.0"), ("==1.0,>=0.5", "1.0"), ("==1.0,===1.0+cpu", "1.0+cpu"),
    ("===1.0-1", "1.0.post1"), ("==1.0,==1.0.0", "1.0"), ("==1.0,<1", nil), ("==1.0,==2.0", nil),
    ("==1.*", nil), (">=1", nil), ("", nil), ("===latest", nil), ("!=1.0", nil),
  ])
  func tellsTheOneVersionItSelects(text: String, pinned: String?) throws {
    #expect(try #require(SpecifierSet(text)).pinned?.description == pinned)
  }

  @Test(arguments: [
    ("", ["1.0", "2.0a1"], ["1.0"]), ("", ["2.0a1"], ["2.0a1"]),
    (">=1", ["1.0", "2.0a1"], ["1.0"]), (">1", ["1.0", "2.0a1"], ["2.0a1"]),
    (">=1.0a1", ["1.0", "2.0a1"], ["1.0", "2.0a1"]), ("!=1.0a1", ["1.0", "2.0a1"], ["1.0"]),
    ("==3", ["1.0", "2.0a1"], []),
  ])
  func selectsPrereleasesOnlyIfAsked(set: String, versions: [String], selected: [String]) throws {
    let versions = versions.compactMap { Version($0) }
    let chosen = try #require(SpecifierSet(set)).selectable(from: versions)
    #expect(chosen.map(\.description) == selected)
  }
}
