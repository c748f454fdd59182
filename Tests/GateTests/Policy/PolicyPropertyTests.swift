import PythonPackaging
import SeededNumbers
import SourceText
import Testing

@testable import Gate

/// What holds of every policy, whatever it says, over random ones and random changes.
@Suite struct PolicyPropertyTests {
  /// A policy in parts that a test can change one of.
  private struct Draft {
    var levels: [(rule: RuleDescription, level: Level)] = []
    var allowed: Set<String> = []
    var denied: Set<String> = []
    var inner = "balanced"
    var scope: String?
    var mode = "enforce"
    var inconclusive = "stop"

    var text: String {
      let own = levels.map { "      \($0.rule.id): \($0.level.rawValue)\n" }.joined()
      let paths = scope.map { "paths: [{match: 'tests/**', tier: \($0)}]\n" } ?? ""
      return """
        version: 1
        tier: own
        mode: \(mode)
        inconclusive: \(inconclusive)
        \(paths)tiers:
          own:
            extends: \(inner)
            levels:
              denied: forbid
        \(own)allow: [\(allowed.sorted().joined(separator: ", "))]
        deny: [\(denied.sorted().joined(separator: ", "))]
        """
    }
  }

  private static let names = [
    "flask", "fresh", "reqeusts", "single", "withdrawn", "held", "unanswered", "infected", "holed",
    "absent-project", "flaskk",
  ]

  private static let projects = [
    ExampleProject("flask", .init("1.0", daysOld: 900, metadata: [])),
    ExampleProject("fresh", .init("0.9", daysOld: 400), .init("1.0", daysOld: 1, metadata: [])),
    ExampleProject("single", .init("1.0", daysOld: 3, metadata: [])),
    ExampleProject("withdrawn", .init("1.0", daysOld: 500, yank: Yank(reason: "broken"))),
    ExampleProject("held", status: .quarantined, .init("1.0", daysOld: 500)),
    ExampleProject("infected", .init("1.0", daysOld: 500, metadata: [])),
    ExampleProject("holed", .init("1.0", daysOld: 500, metadata: [])),
    ExampleProject("flaskk", .init("1.0", daysOld: 500, metadata: [])),
  ]

  private static let advisories = [
    ExampleAdvisory("infected", "MAL-2025-1", .everything),
    ExampleAdvisory("holed", "GHSA-xxxx", .everything),
  ]

  private var rules: [RuleDescription] {
    RuleRegistry.descriptions.filter { $0.id != "denied" && !$0.id.text.hasPrefix("override-") }
  }

  private func draft(_ generator: inout SeededGenerator) -> Draft {
    func some(_ generator: inout SeededGenerator) -> [String] {
      Self.names.filter { _ in generator.below(5) == 0 }
    }
    let tiers = ["paranoid", "balanced", "autonomous"]
    var draft = Draft()
    draft.levels = rules.filter { _ in generator.below(3) == 0 }
      .map { ($0, Level.allCases[generator.below(5)]) }
    draft.allowed = Set(some(&generator))
    draft.denied = Set(some(&generator))
    draft.inner = tiers[generator.below(3)]
    draft.scope = generator.below(2) == 0 ? tiers[generator.below(3)] : nil
    draft.mode = generator.below(4) == 0 ? "permissive" : "enforce"
    draft.inconclusive = generator.below(4) == 0 ? "annotate" : "stop"
    return draft
  }

  private func files(_ generator: inout SeededGenerator) -> [String: String] {
    var files: [String: String] = [:]
    for path in ["requirements.txt", "tests/requirements.txt"] {
      let lines = Self.names.filter { _ in generator.below(2) == 0 }
        .map { $0 + ["==1.0", ">=0.5", ""][generator.below(3)] + "\n" }
      files[path] = lines.joined()
    }
    return files
  }

  /// What is said of a project at a path.
  private struct Key: Hashable {
    let path: RepositoryPath
    let name: ProjectName?
  }

  private func judge(
    _ draft: Draft, _ files: [String: String], reversed: Bool = false
  ) throws -> (judgements: [Key: Judgement], verdict: Verdict) {
    let policy = try TestPolicy.reading(draft.text)
    var introductions = try TestChange(base: [:], head: files).introductions(under: policy)
    if reversed { introductions.reverse() }
    let names = TestFacts.names(askedAbout: introductions)
    let facts = TestFacts.make(
      projects: Self.projects, asked: names,
      unavailable: ["unanswered": Unavailability(.network, "nobody answers")],
      advisories: Self.advisories, introduced: Judge.introducedNames(introductions))
    let judge = Judge(policy: policy, facts: facts, defersToLater: false)
    let judgements = judge.judgements(of: introductions)
    let keyed = judgements.map { judgement in
      (Key(path: judgement.introduction.path, name: judgement.introduction.projectName), judgement)
    }
    return (Dictionary(keyed) { first, _ in first }, judge.verdict(on: judgements))
  }

  private func severity(_ outcome: Outcome) -> Int {
    switch outcome {
    case .safe: 0
    // Both stop, and which of them it is depends on what else is so.
    case .review, .unknown: 1
    case .blocked: 2
    }
  }

  @Test func anAllowMakesNoOtherProjectSafer() throws {
    var generator = SeededGenerator(seed: 61)
    var changed = 0
    for _ in 0..<150 {
      var draft = draft(&generator)
      let files = files(&generator)
      let before = try judge(draft, files).judgements
      let added = Self.names[generator.below(Self.names.count)]
      draft.allowed.insert(added)
      for (key, judgement) in try judge(draft, files).judgements {
        let old = try #require(before[key])
        if key.name?.normalized == added {
          changed += severity(old.outcome) != severity(judgement.outcome) ? 1 : 0
          continue
        }
        #expect(
          severity(judgement.outcome) >= severity(old.outcome), "\(key) \(added)\n\(draft.text)")
      }
    }
    // The entry is not without effect on its own project.
    #expect(changed > 5)
  }

  @Test func aStricterLevelIsNeverMilder() throws {
    var generator = SeededGenerator(seed: 62)
    var changed = 0
    for _ in 0..<150 {
      var draft = draft(&generator)
      let rule = rules[generator.below(rules.count)]
      let level = Level.allCases[generator.below(4)]
      draft.levels.removeAll { $0.rule.id == rule.id }
      draft.levels.append((rule, level))
      let files = files(&generator)
      let before = try judge(draft, files)
      draft.levels[draft.levels.count - 1].level =
        Level.allCases.filter { $0 > level }
        .randomElement(using: &generator) ?? .forbid
      let after = try judge(draft, files)
      for (key, judgement) in after.judgements {
        let old = try #require(before.judgements[key])
        #expect(
          severity(judgement.outcome) >= severity(old.outcome), "\(key) \(rule.id)\n\(draft.text)")
        changed += judgement.outcome != old.outcome ? 1 : 0
      }
      #expect(before.verdict == .pass || after.verdict != .pass)
    }
    #expect(changed > 10)
  }

  @Test func theOrderOfWhatIsFoundChangesNothing() throws {
    var generator = SeededGenerator(seed: 63)
    for _ in 0..<100 {
      let draft = draft(&generator)
      let files = files(&generator)
      let (there, back) = (try judge(draft, files), try judge(draft, files, reversed: true))
      #expect(there.verdict == back.verdict)
      #expect(there.judgements.keys == back.judgements.keys)
      for (key, judgement) in there.judgements {
        #expect(back.judgements[key]?.outcome == judgement.outcome)
        #expect(back.judgements[key]?.findings == judgement.findings)
        #expect(back.judgements[key]?.missing == judgement.missing)
      }
    }
  }

  /// Also where the order of entries, tiers and modes would have it otherwise.
  @Test func denyBeatsAllowAndEveryMode() throws {
    var generator = SeededGenerator(seed: 64)
    var count = 0
    for _ in 0..<150 {
      var draft = draft(&generator)
      let denied = Self.names[generator.below(Self.names.count)]
      draft.scope = nil
      draft.denied.insert(denied)
      draft.allowed.insert(denied)
      let judged = try judge(draft, files(&generator))
      for (key, judgement) in judged.judgements where key.name?.normalized == denied {
        #expect(judgement.outcome == .blocked, "\(key)\n\(draft.text)")
        #expect(judgement.findings.contains { $0.finding.rule == "denied" && $0.level == .forbid })
        #expect(judged.verdict == .blocked)
        count += 1
      }
    }
    #expect(count > 50)
  }
}

extension Introduction {
  fileprivate var projectName: ProjectName? {
    guard case .dependency(let dependency, _) = self else { return nil }
    return dependency.name
  }
}
