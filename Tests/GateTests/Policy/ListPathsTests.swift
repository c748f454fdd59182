import PythonPackaging
import SourceText
import Testing

@testable import Gate

/// Entries of lists that count in some places.
struct ListPathsTests {
  private func rules(_ policy: String, _ text: String, at path: String) throws -> [String] {
    let policy = try TestPolicy.reading(policy)
    let introductions = try TestChange(base: [:], head: [path: text]).introductions(under: policy)
    let facts = TestFacts.make(
      projects: [
        .init("fresh", .init("1.0", daysOld: 20)), .init("reqeusts", .init("1.0", daysOld: 900)),
      ], asked: TestFacts.names(askedAbout: introductions))
    return Judge(policy: policy, facts: facts, defersToLater: false).judgements(of: introductions)
      .flatMap(\.findings).filter { $0.level >= .review }.map(\.finding.rule.text)
  }

  @Test func anAllowanceCountsInItsPathsAlone() throws {
    let policy = """
      version: 1
      allow: [{name: fresh, paths: ["tests/**", "tools/requirements*.txt"], reason: for tests}]
      """
    #expect(try rules(policy, "fresh==1.0\n", at: "tests/a/requirements.txt").isEmpty)
    #expect(try rules(policy, "fresh==1.0\n", at: "tools/requirements-x.txt").isEmpty)
    let found = try rules(policy, "fresh==1.0\n", at: "requirements.txt")
    #expect(found.contains("new-project") && found.contains("unpopular"))
  }

  @Test func aDenialCountsInItsPathsAlone() throws {
    let policy = "version: 1\ntier: autonomous\ndeny: [{name: \"fre*\", paths: [\"src/**\"]}]\n"
    #expect(try rules(policy, "fresh==1.0\n", at: "src/requirements.txt") == ["denied"])
    #expect(try rules(policy, "fresh==1.0\n", at: "requirements.txt").isEmpty)
  }

  @Test func aNameThatIsAllowedElsewhereIsNotFamiliarHere() throws {
    let policy = "version: 1\nallow: [{name: reqeusts, paths: [\"tests/**\"]}]\n"
    #expect(try rules(policy, "reqeusts==1.0\n", at: "tests/requirements.txt").isEmpty)
    #expect(try rules(policy, "reqeusts==1.0\n", at: "requirements.txt").contains("typosquat"))
  }

  @Test(arguments: [
    ("{name: a, paths: tests}", "2:26: 'paths' takes a list, not text"),
    ("{name: a, paths: []}", "2:26: 'paths' is empty"),
    ("{name: a, paths: [/a]}", "2:27: '/a' begins with '/'"),
    (
      "{name: a, paths: [\"a/**\", \"a/**\"]}",
      "2:35: 'a/**' is matched twice; it is first matched "
        + "on line 2"
    ),
    (
      "{name: a, paths: [t], private: true}",
      "2:9: 'paths' limits an entry that says which index knows the name, which holds everywhere"
    ),
    (
      "{name: a, paths: [t]}, {name: a, paths: [t]}",
      "2:32: 'a' is listed twice; it is first "
        + "listed on line 2"
    ),
  ])
  func whatMakesNoSenseIsTold(entries: String, message: String) throws {
    #expect(try PolicyFixtures.problems("version: 1\nallow: [\(entries)]\n") == [message])
  }

  @Test func oneNameMayHaveEntriesForSeveralPlaces() throws {
    #expect(
      try PolicyFixtures.problems(
        "version: 1\nallow: [{name: a, paths: [t]}, {name: a, paths: [u]}, a]\n") == [])
  }
}
