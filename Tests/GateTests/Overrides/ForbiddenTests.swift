import SeededNumbers
import SourceText
import TestKeys
import Testing

@testable import Gate

/// What must hold whatever overrides and policies say.
@Suite struct ForbiddenTests {
  /// Random levels for the rules that find something, and random overrides that many have signed.
  @Test func nothingLiftsWhatIsForbiddenAndNothingElseThanWhatIsNamed() throws {
    var generator = SeededGenerator(seed: 11)
    var liftedCount = 0
    for _ in 0..<150 {
      var fixture = try OverrideFixture.block()
      let rules = ["new-release", "yanked", "malware", "denied"]
      var levels: [String: Level] = [:]
      for rule in rules { levels[rule] = Level.allCases[1 + generator.below(4)] }
      let lines = levels.sorted { $0.key < $1.key }
        .map { "      \($0.key): \($0.value.rawValue)\n" }.joined()
      fixture.policy = fixture.policy.replacing(
        "      new-release: {level: review, open-requirement: review}\n      yanked: block\n",
        with: lines
      ).replacing("      malware: forbid\n", with: "")
      fixture.advisories = [ExampleAdvisory("fresh", "MAL-2026-1", .everything)]
      if generator.below(2) == 0 { fixture.policy += "deny: [fresh]\n" }
      let named = rules.filter { _ in generator.below(3) > 0 }
      fixture["rules"] = "[\((named + ["typosquat"]).joined(separator: ", "))]"
      fixture.signing = [OverrideFixture.ana, .init("x", seed: 9), OverrideFixture.cy].filter { _ in
        generator.below(4) > 0
      }
      if generator.below(2) == 0 { fixture.signing.append(OverrideFixture.dee) }
      let before = try withoutOverrides(fixture)
      let judged = try #require(try fixture.judgements().first { $0.introduction.kind == .new })
      #expect(!judged.lifted.contains { $0.decided.level == .forbid })
      #expect(judged.lifted.allSatisfy { named.contains($0.decided.finding.rule.text) })
      let all = Set(judged.findings + judged.lifted.map(\.decided))
      #expect(all == Set(before.findings))
      if before.findings.contains(where: { $0.level == .forbid }) {
        #expect(judged.outcome == .blocked)
      }
      let signers = Set(fixture.signing.map(\.principal))
      if judged.lifted.contains(where: { $0.decided.level == .block }) {
        #expect(signers.isSuperset(of: ["cy@acme.example", "dee@acme.example"]))
      }
      if signers.isDisjoint(with: ["ana@acme.example", "cy@acme.example", "dee@acme.example"]) {
        #expect(judged.lifted.isEmpty)
      }
      liftedCount += judged.lifted.count
    }
    #expect(liftedCount > 50)
  }

  private func withoutOverrides(_ fixture: OverrideFixture) throws -> Judgement {
    var fixture = fixture
    fixture.signing = []
    return try #require(try fixture.judgements().first { $0.introduction.kind == .new })
  }

  /// The order in which files are found changes nothing.
  @Test func whatIsLiftedDoesNotDependOnOtherOverrides() throws {
    var fixture = try OverrideFixture.block()
    let alone = try fixture.judgements().flatMap(\.lifted).map(\.decided)
    for (index, name) in ["aaa", "zzz"].enumerated() {
      var other = fixture
      other["id"] = name
      other["rules"] = index == 0 ? "[denied]" : "[new-release]"
      fixture.files[".pipgate/overrides/\(name).yaml"] = other.text
      fixture.files[".pipgate/overrides/\(name).yaml.sig"] = try OverrideFixture.ana.sign(
        other.text)
    }
    #expect(try fixture.judgements().flatMap(\.lifted).map(\.decided) == alone)
  }
}
