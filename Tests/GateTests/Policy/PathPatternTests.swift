import Gate
import SourceText
import Testing

struct PathPatternTests {
  @Test(arguments: [
    ("requirements.txt", "requirements.txt", true),
    ("requirements.txt", "a/requirements.txt", false),
    ("*", "a", true), ("*", "a/b", false), ("**", "a/b", true),
    ("a/**", "a/b/c", true), ("a/**", "a", true), ("a/**", "ab/c", false),
    ("**/b", "b", true), ("**/b", "a/a/b", true), ("**/b", "a/bb", false),
    ("a/**/b", "a/b", true), ("a/**/b", "a/x/y/b", true), ("a/**/b", "a/x/y/c", false),
    ("requirements*.txt", "requirements-dev.txt", true),
    ("requirements*.txt", "requirements/dev.txt", false),
    ("a?c", "abc", true), ("a?c", "aéc", true), ("a?c", "a😀c", true), ("a?c", "ac", false),
    ("a?c", "abbc", false), ("É", "é", false), ("*.txt", ".txt", true),
  ])
  func matches(pattern: String, path: String, isMatch: Bool) {
    #expect(PathPattern(pattern).matches(RepositoryPath(path)) == isMatch)
  }

  @Test func aByteThatIsNotUTF8IsOneCharacter() {
    #expect(PathPattern("a?").matches(RepositoryPath(bytes: [0x61, 0xff])))
    #expect(!PathPattern("aÿ").matches(RepositoryPath(bytes: [0x61, 0xff])))
  }

  @Test(arguments: [
    ["a/b/c.txt", "a/b/*.txt", "a/b/**", "a/**", "**"],
    ["a/**/c.txt", "**/c.txt", "*/*/c*", "*/**"],
    ["services/payments/**", "services/*/**", "services/**"],
  ])
  func moreLiteralPatternsAreMoreSpecific(patterns: [String]) {
    for (index, first) in patterns.enumerated() {
      for second in patterns[(index + 1)...] {
        #expect(PathPattern(first).isMoreSpecific(than: PathPattern(second)))
        #expect(!PathPattern(second).isMoreSpecific(than: PathPattern(first)))
      }
    }
  }

  @Test func theOrderOfPathsNeverDecides() throws {
    let scopes = [
      "{match: 'a/**', tier: paranoid}", "{match: 'a/*.txt', tier: autonomous}",
      "{match: '**/x.txt', tier: balanced}", "{match: '?/x.txt', tier: paranoid}",
    ]
    for list in [scopes, scopes.reversed()] {
      let text = "version: 1\npaths: [\(list.joined(separator: ", "))]"
      let policy = try PolicyFixtures.read(text).get()
      #expect(policy.tier(for: "a/b/c").name == "paranoid")
      #expect(policy.tier(for: "a/c.txt").name == "autonomous")
      #expect(policy.tier(for: "a/x.txt").name == "autonomous")
      #expect(policy.tier(for: "b/x.txt").name == "paranoid")
      #expect(policy.tier(for: "bc/x.txt").name == "balanced")
    }
  }
}
