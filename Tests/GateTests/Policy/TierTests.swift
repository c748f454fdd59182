import Gate
import SourceText
import Testing

struct TierTests {
  private func tier(_ levels: String) throws -> Tier {
    try PolicyFixtures.read(
      """
      version: 1
      tier: mine
      tiers:
        mine:
          extends: paranoid
          levels: {\(levels)}
      """
    ).get().defaultTier
  }

  @Test(arguments: [
    // What is said, and the level, the variants 'one' and 'two', the age in days and the count.
    ("", "block review forbid 30 5"),
    ("everything: annotate", "annotate annotate annotate 30 5"),
    ("everything: {level: annotate}", "annotate annotate annotate 30 5"),
    ("everything: {level: annotate, one: block}", "annotate block annotate 30 5"),
    ("everything: {one: ignore}", "block ignore forbid 30 5"),
    ("everything: {minimum-age: 14d}", "block review forbid 14 5"),
    ("everything: {level: review, minimum-age: 48h}", "review review review 2 5"),
    ("everything: {minimum-count: 7}", "block review forbid 30 7"),
    ("everything: {}", "block review forbid 30 5"),
  ])
  func aLevelResetsVariantsAndKeepsSettings(said: String, outcome: String) throws {
    let levels = try tier(said)["everything"]
    let days = levels.age("minimum-age", of: PolicyFixtures.everything).seconds / 86_400
    let count = levels.count("minimum-count", of: PolicyFixtures.everything)
    #expect(
      "\(levels.level) \(levels.level(of: "one")) \(levels.level(of: "two")) \(days) \(count)"
        == outcome)
  }

  @Test func aChildInheritsWhatItDoesNotSay() throws {
    let tier = try tier("quiet: ignore")
    #expect(tier["plain"].level == .block)
    #expect(tier["quiet"].level == .ignore)
    #expect(tier.rules.count == PolicyFixtures.smallRules.count)
  }

  @Test func theOldestFactsAreInherited() throws {
    let tiers = try PolicyFixtures.read(
      """
      version: 1
      tiers:
        c: {extends: b}
        a: {extends: autonomous, facts: {maximum-age: 24h}}
        b: {extends: a, facts: {maximum-age: 2w}}
        d: {extends: a, facts: {}}
      """
    ).get().tiers
    let ages = ["a", "b", "c", "d", "balanced"].map { tiers[$0]?.oldestFacts }
    #expect(ages == [.days(1), .days(14), .days(14), .days(1), .days(7)])
    #expect(tiers["balanced"]?.maximumFactAge == nil)
  }

  @Test func chainsResolveInAnyOrder() throws {
    let policy = try PolicyFixtures.read(
      """
      version: 1
      tier: c
      tiers:
        c: {extends: b, levels: {plain: review}}
        a: {extends: autonomous, levels: {quiet: block, plain: annotate}}
        b: {extends: a, levels: {quiet: review}}
      """
    ).get()
    #expect(policy.defaultTier.name == "c")
    #expect(policy.defaultTier["plain"].level == .review)
    #expect(policy.defaultTier["quiet"].level == .review)
    #expect(policy.defaultTier["everything"].level == .review)
  }

  @Test func aLoopIsReportedOnceWhereItCloses() throws {
    #expect(
      try PolicyFixtures.problems(
        """
        version: 1
        tiers:
          a: {extends: b}
          b: {extends: c}
          c: {extends: b}
          d: {extends: a}
        """) == ["5:16: the tier 'c' extends itself through 'b'"])
  }

  @Test func aLongChainIsWalkedWithoutRecursion() throws {
    let count = 8_000
    var text = "version: 1\ntier: t0\ntiers:\n"
    for index in 0..<count { text += "  t\(index): {extends: t\(index + 1)}\n" }
    text += "  t\(count): {extends: balanced}\n"
    #expect(try PolicyFixtures.read(text).get().defaultTier["everything"].level == .review)
  }

  @Test func aBuiltInTierNamesEveryRule() {
    let file = SourceFile(
      path: "b.yaml", text: "version: 1\ntiers:\n  balanced: {levels: {plain: block}}\n")
    guard
      case .failure(let problems) = BuiltInPolicies.read([file], rules: PolicyFixtures.smallRules)
    else {
      Issue.record("an incomplete tier was read")
      return
    }
    #expect(
      problems.lines == [
        "3:3: the tier 'balanced' gives no level to 'everything', 'quiet'",
        "1:1: no built-in file gives the tiers paranoid, autonomous",
      ])
  }

  @Test func aBuiltInFileSaysNothingThatOnlyARepositoryCan() {
    let file = SourceFile(path: "b.yaml", text: "version: 1\nmode: audit\n")
    guard case .failure(let problems) = BuiltInPolicies.read([file], rules: []) else {
      Issue.record("a mode was read")
      return
    }
    #expect(problems.lines.first == "2:1: 'mode' is not a known key")
  }
}
