import SourceText
import Testing

@testable import Gate

/// Lists of licences in a policy.
@Suite struct LicenseSettingTests {
  private func read(_ settings: String) -> Result<Policy, PolicyProblems> {
    Policy.read(
      SourceFile(
        path: "policy.yaml",
        text:
          "version: 1\ntier: a\ntiers: {a: {extends: balanced, levels: {license: \(settings)}}}\n"),
      origin: "here", builtIn: TestPolicy.builtIn, rules: RuleRegistry.descriptions)
  }

  @Test func readsIdentifiersInAnyCase() throws {
    let policy = try read(
      "{allow: [mit, GPL-2.0-only WITH classpath-exception-2.0, LicenseRef-Acme], deny: []}"
    ).get()
    let licenses = policy.defaultTier["license"].licenses
    #expect(
      licenses["allow"]?.map(\.description) == [
        "MIT", "GPL-2.0-only WITH Classpath-exception-2.0", "LicenseRef-Acme",
      ])
    #expect(licenses["deny"] == [])
    #expect(policy.defaultTier["license"].level == .annotate)
  }

  @Test(arguments: [
    ("{allow: MIT}", "'allow' takes a list, not text"),
    ("{allow: [MIT OR ISC]}", "'MIT OR ISC' is not the identifier of a licence"),
    ("{allow: [Apache-2]}", "'Apache-2' is not the identifier of a licence; did you mean"),
    ("{deny: [AGPL]}", "'AGPL' is not the identifier of a licence"),
    ("{deny: [3.0]}", "a licence takes text, and YAML reads '3.0' as a number"),
    ("{deny: [\"\"]}", "a licence is empty"),
    ("{forbid: [MIT]}", "'forbid' is not a key of the rule 'license'"),
  ])
  func refusesOtherLists(settings: String, problem: String) {
    guard case .failure(let problems) = read(settings) else {
      Issue.record("'\(settings)' was read")
      return
    }
    #expect(problems.diagnostics.map(\.message).contains { $0.hasPrefix(problem) })
  }

  /// A tier that extends another keeps its lists until it gives its own.
  @Test func listsAreInherited() throws {
    let policy = try TestPolicy.reading(
      """
      version: 1
      tier: b
      tiers:
        a: {extends: balanced, levels: {license: {level: review, allow: [MIT], deny: [ISC]}}}
        b: {extends: a, levels: {license: {level: block, allow: [Zlib]}}}
      """)
    let own = policy.defaultTier["license"]
    #expect(own.level == .block)
    #expect(
      own.licenses.mapValues { $0.map(\.description) } == ["allow": ["Zlib"], "deny": ["ISC"]])
  }
}
