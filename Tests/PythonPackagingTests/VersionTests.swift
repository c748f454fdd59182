import Testing

@testable import PythonPackaging

struct VersionTests {
  @Test(arguments: [
    ("1.0", "1.0"), (" v1.0\n", "1.0"), ("1.0-1", "1.0.post1"), ("1.0ALPHA", "1.0a0"),
    ("1.0.PREVIEW_3", "1.0rc3"), ("1.0c1", "1.0rc1"), ("1.0rev2", "1.0.post2"), ("0!01.00", "1.0"),
    ("1!2.0.DEV3+Ubuntu-01", "1!2.0.dev3+ubuntu.1"),
    ("1.99999999999999999999999", "1.99999999999999999999999"),
  ])
  func writesTheCanonicalForm(text: String, canonical: String) {
    #expect(Version(text)?.description == canonical)
  }

  @Test(arguments: ["", " ", "1.", "1..0", "1.0.*", "1.0+", "x", "1.0 x", "１.0", "1.0\u{0}"])
  func refuses(text: String) { #expect(Version(text) == nil) }

  @Test func putsVersionsInOrder() {
    let ordered = [
      "0", "1.0.dev1", "1.0a1.dev1", "1.0a1", "1.0a1.post1", "1.0b1", "1.0rc1", "1.0", "1.0+a",
      "1.0+a.1", "1.0+1", "1.0.post1.dev1", "1.0.post1", "1.0.1", "1.1", "18446744073709551615",
      "18446744073709551616", "99999999999999999999999", "1!0",
    ].compactMap { Version($0) }
    #expect(ordered.count == 19)
    for (index, version) in ordered.enumerated() {
      for later in ordered[(index + 1)...] {
        #expect(version < later)
        #expect(!(later < version))
        #expect(version != later)
      }
    }
    #expect(ordered.reversed().sorted() == ordered)
  }

  @Test(arguments: [("1.0", "1.0.0"), ("v1", "01.0"), ("1.0-1", "1.post1"), ("0!1+A", "1+a")])
  func takesSpellingsOfOneVersionAsEqual(left: String, right: String) throws {
    let (left, right) = (try #require(Version(left)), try #require(Version(right)))
    #expect(left == right)
    #expect(left.hashValue == right.hashValue)
  }

  @Test func tellsItsParts() throws {
    let version = try #require(Version("2!1.0.0rc3.post4.dev5+cu.118"))
    #expect(version.epoch == 2)
    #expect(version.release == [1, 0, 0])
    #expect(version.prerelease?.kind == .releaseCandidate)
    #expect(version.prerelease?.number == 3)
    #expect(version.postrelease == 4)
    #expect(version.development == 5)
    #expect(version.local == "cu.118")
    #expect(version.isPrerelease && version.isPostrelease && version.isDevelopment)
    #expect(version.public.description == "2!1.0.0rc3.post4.dev5")
  }

  @Test func readsNumbersUpToThePythonLimit() {
    #expect(Version(String(repeating: "9", count: 4300)) != nil)
    #expect(Version(String(repeating: "9", count: 4301)) == nil)
    #expect(Version("1+" + String(repeating: "0", count: 4301)) == nil)
  }
}
