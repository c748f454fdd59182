import Gate
import Testing

struct NamePatternTests {
  @Test(arguments: [
    ("numpy", "numpy", true), ("NumPy", "numpy", true), ("numpy", "numpy2", false),
    ("typing_extensions", "typing-extensions", true), ("a.-_b", "a-b", true),
    ("acme-*", "acme-shop", true), ("acme-*", "acme", false), ("acme_*", "acme-shop", true),
    ("*-internal", "acme-internal", true), ("*", "anything", true), ("a*b*c", "axbxbxc", true),
    ("a*b*c", "axbxb", false), ("a**b", "ab", true),
  ])
  func matchesNormalizedNames(pattern: String, name: String, isMatch: Bool) throws {
    #expect(try #require(NamePattern(validating: pattern)).matches(name) == isMatch)
  }

  @Test(arguments: ["", "-a", "a-", "a b", "ä", "a?", "a[b]", "a/b", "a\u{0}", "\u{212A}", "_*"])
  func refusesWhatNoNameIs(pattern: String) {
    #expect(NamePattern(validating: pattern) == nil)
  }

  @Test func manyStarsCostNoMoreThanTheirLength() throws {
    // A matcher that backtracks would not return from either of these.
    let name = String(repeating: "a", count: 300)
    let long = String(repeating: "*a*a*a*a*b", count: 10_000)
    #expect(try !#require(NamePattern(validating: long)).matches(name))
    let list = (0..<10_000).map { "'*a*a*a*a*b\($0)'" }.joined(separator: ", ")
    let policy = try PolicyFixtures.read("version: 1\ndeny: [\(list)]").get()
    #expect(!policy.denied.contains { $0.name.matches(name) })
  }
}
