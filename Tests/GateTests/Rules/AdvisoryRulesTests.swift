import PythonPackaging
import SourceText
import Testing

@testable import Gate

/// Edges of the rules that ask the advisories.
@Suite struct AdvisoryRulesTests {
  private static let unreached = Unavailability(.network, "nobody answers")

  private func check(
    _ rule: any Rule.Type, _ head: String, path: String = "requirements.txt",
    projects: [ExampleProject] = [], unavailable: [String: Unavailability] = [:],
    _ advisories: ExampleAdvisory...
  ) throws -> [RuleResult] {
    let introductions = try TestChange(base: [:], head: [path: head]).introductions()
    let facts = TestFacts.make(
      projects: projects, asked: TestFacts.names(askedAbout: introductions),
      unavailable: unavailable,
      advisories: advisories)
    let policy = TestPolicy.builtIn.policy
    let familiar = FamiliarNames(facts, allowed: policy.allowed)
    return introductions.filter { rule.description.subject.covers($0) }.map { introduction in
      var context = RuleContext(
        of: introduction, facts: facts, policy: policy, familiar: familiar)
      context.settings = RuleLevels(level: .review)
      return rule.check(introduction, in: context)
    }
  }

  private func messages(_ results: [RuleResult]) -> [String] {
    results.flatMap { result -> [String] in
      guard case .found(let findings) = result else { return [] }
      return findings.map(\.message.text)
    }
  }

  @Test func aPinNeedsNoIndex() throws {
    let results = try check(
      Vulnerable.self, "steady==2.0\n", unavailable: ["steady": Self.unreached],
      ExampleAdvisory("steady", "GHSA-1", .before("2.1"), .high))
    #expect(messages(results) == ["'steady' 2.0 has a known vulnerability: GHSA-1, high"])
  }

  @Test func aPinOfAMendedVersionNeedsNoIndexEither() throws {
    let results = try check(
      Vulnerable.self, "steady==2.1\n", unavailable: ["steady": Self.unreached],
      ExampleAdvisory("steady", "GHSA-1", .before("2.1"), .high))
    #expect(results == [.silent])
  }

  @Test(arguments: [true, false])
  func aRangeIsUnknownWithoutTheIndex(isMalware: Bool) throws {
    let results = try check(
      isMalware ? Malware.self : Vulnerable.self, "steady>=1\n",
      unavailable: ["steady": Self.unreached],
      ExampleAdvisory("steady", isMalware ? "MAL-1" : "GHSA-1", .versions("2.0")))
    #expect(results == [.lacks(Self.unreached)])
  }

  @Test func aProjectWithoutAdvisoriesNeedsNothing() throws {
    let results = try check(
      Vulnerable.self, "other>=1\n", unavailable: ["other": Self.unreached],
      ExampleAdvisory("steady", "GHSA-1", .everything))
    #expect(results == [.silent])
  }

  @Test func malwareThatTheIndexHasRemovedIsStillNamed() throws {
    let results = try check(
      Malware.self, "gone\n", ExampleAdvisory("gone", "MAL-1", .everything))
    #expect(messages(results) == ["'gone' is malware: MAL-1"])
  }

  @Test func namesFromAnotherIndexAreUnknown() throws {
    let head = "[tool.poetry.dependencies]\ngone = {version = \"1\", source = \"acme\"}\n"
    let results = try check(
      Malware.self, head, path: "pyproject.toml", ExampleAdvisory("gone", "MAL-1", .everything))
    let isUnknown = results.contains { result in
      if case .lacks = result { true } else { false }
    }
    #expect(isUnknown)
    #expect(messages(results) == [])
  }

  @Test func oneThingWithSeveralNamesIsCountedOnce() throws {
    let results = try check(
      Vulnerable.self, "steady==2.0\n", ExampleAdvisory("steady", "GHSA-2", .before("2.1"), .low),
      ExampleAdvisory("steady", "GHSA-1", .before("3.0"), .critical))
    #expect(
      messages(results) == [
        "'steady' 2.0 has 2 known vulnerabilities, the worst: GHSA-1, critical"
      ])
    guard case .found(let findings) = results.first, let finding = findings.first else {
      Issue.record("nothing found")
      return
    }
    #expect(finding.help == "take 3.0 or later, which no known advisory is about")
    #expect(finding.facts.map(\.name) == ["GHSA-1", "GHSA-2"])
  }

  @Test(arguments: [
    (Severity.low, "low" as String?), (.medium, "medium"), (.unknown, nil), (.high, nil),
    (.critical, nil),
  ])
  func theSeverityChoosesTheVariant(severity: Severity, variant: String?) throws {
    let results = try check(
      Vulnerable.self, "steady==2.0\n", ExampleAdvisory("steady", "X-1", .everything, severity))
    guard case .found(let findings) = results.first else {
      Issue.record("nothing found")
      return
    }
    #expect(findings.map(\.variant) == [variant])
    #expect(findings.first?.help?.hasPrefix("no mended version is known") == true)
  }

  @Test func malwareIsNoVulnerability() throws {
    let advisory = ExampleAdvisory("steady", "MAL-1", .everything)
    #expect(try check(Vulnerable.self, "steady==2.0\n", advisory) == [.silent])
    #expect(try messages(check(Malware.self, "steady==2.0\n", advisory)).count == 1)
  }
}
