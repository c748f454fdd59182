import Foundation
import Testing

@testable import Gate

/// Keeps `docs/rules/` what the code says; `RECORD_GOLDEN=1` rewrites the pages and fails the run.
@Suite struct RulePageTests {
  @Test(arguments: RuleRegistry.descriptions.map(\.id.text))
  func pageIsCurrent(_ id: String) throws {
    let rule = try #require(RuleRegistry.rule(RuleID(id)))
    let text = RulePage.markdown(of: rule.description, tiers: TestPolicy.builtIn.tiers)
    let page = TestFiles.repository.appendingPathComponent("docs/rules/\(id).md")
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
      try text.write(to: page, atomically: true, encoding: .utf8)
      Issue.record("recorded \(page.lastPathComponent); run again without RECORD_GOLDEN")
      return
    }
    let recorded = try String(contentsOf: page, encoding: .utf8)
    #expect(recorded == text)
  }

  @Test func noPageIsLeftOver() throws {
    let folder = TestFiles.repository.appendingPathComponent("docs/rules")
    let pages = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".md") && $0 != "README.md" }
    #expect(Set(pages) == Set(RuleRegistry.descriptions.map { "\($0.id).md" }))
  }

  /// Every built-in tier says what each rule costs, and names no rule that does not exist.
  @Test func everyTierKnowsEveryRule() {
    for tier in TestPolicy.builtIn.tiers.values {
      #expect(Set(tier.rules.keys) == Set(RuleRegistry.descriptions.map(\.id)), "\(tier.name)")
    }
  }
}
