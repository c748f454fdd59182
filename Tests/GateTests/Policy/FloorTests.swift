import PythonPackaging
import SeededNumbers
import SourceText
import Testing

@testable import Gate

/// A floor, and what policies above it can and cannot do.
struct FloorTests {
  private func floor(_ text: String, above other: Policy? = nil) throws -> Policy {
    let file = SourceFile(path: "/etc/pipgate/policy.yaml", text: text)
    return try Policy.read(
      PolicyFiles(floor: file, in: .empty), origin: "the floor", builtIn: TestPolicy.builtIn,
      rules: RuleRegistry.descriptions, floor: other
    ).get()
  }

  private func read(_ text: String, above floor: Policy) throws -> Policy {
    let file = SourceFile(path: ".pipgate/policy.yaml", text: text)
    return try Policy.read(
      PolicyFiles(file, in: .empty), origin: "here", builtIn: TestPolicy.builtIn,
      rules: RuleRegistry.descriptions, floor: floor
    ).get()
  }

  private static let young = ExampleProject("fresh", .init("1.0", daysOld: 20))

  private func judge(
    _ text: String, under policy: Policy, at path: String = "requirements.txt",
    projects: [ExampleProject] = [young]
  ) throws -> (judgements: [Judgement], verdict: Verdict) {
    let introductions = try TestChange(base: [:], head: [path: text]).introductions(under: policy)
    let facts = TestFacts.make(
      projects: projects, asked: TestFacts.names(askedAbout: introductions), policy: policy)
    let judge = Judge(policy: policy, facts: facts, defersToLater: false)
    let judgements = judge.judgements(of: introductions)
    return (judgements, judge.verdict(on: judgements))
  }

  private func rules(_ judgements: [Judgement]) -> [String] {
    judgements.flatMap(\.findings).filter { $0.level >= .review }.map {
      "\($0.finding.rule) \($0.level.rawValue)"
    }
  }

  @Test func theStricterLevelHoldsAtEachPath() throws {
    let policy = try read(
      """
      version: 1
      tier: paranoid
      paths: [{match: "a/**", tier: autonomous}, {match: "b/**", tier: loose}]
      tiers: {loose: {extends: autonomous, levels: {vulnerable: ignore, deprecated: block}}}
      """,
      above: floor(
        """
        version: 1
        tier: balanced
        paths: [{match: "b/c/**", tier: own}]
        tiers: {own: {extends: balanced, levels: {vulnerable: forbid}}}
        """))
    #expect(policy.tier(for: "x")["vulnerable"].level == .block)
    #expect(policy.tier(for: "x").name == "paranoid")
    #expect(policy.tier(for: "a/x")["vulnerable"].level == .review)
    #expect(policy.tier(for: "a/x").name == "autonomous+balanced")
    #expect(policy.tier(for: "b/x")["vulnerable"].level == .review)
    #expect(policy.tier(for: "b/x")["deprecated"].level == .block)
    // The floor's own path is more specific, and the repository says nothing of it.
    #expect(policy.tier(for: "b/c/x")["vulnerable"].level == .forbid)
    #expect(Set(policy.judgingTiers.map(\.name)).contains(policy.tier(for: "b/x").name))
  }

  @Test(arguments: [
    // The repository, the floor, and what comes of both.
    ("new-release: {minimum-age: 3d}", "new-release: {minimum-age: 14d}", "new-release 14 days"),
    ("new-release: {minimum-age: 30d}", "new-release: {minimum-age: 14d}", "new-release 30 days"),
    ("unpopular: {lowest-rank: 15000}", "unpopular: {lowest-rank: 500}", "unpopular 500"),
    ("unpopular: {lowest-rank: 100}", "unpopular: {lowest-rank: 500}", "unpopular 100"),
    ("license: {allow: [MIT, Apache-2.0]}", "license: {allow: [MIT, 0BSD]}", "allow MIT"),
    ("license: {allow: [Apache-2.0]}", "license: {allow: [MIT]}", "allow MIT"),
    ("license: {allow: []}", "license: {allow: [MIT]}", "allow MIT"),
    ("license: {allow: [MIT]}", "yanked: block", "allow MIT"),
    ("license: {deny: [MIT]}", "license: {deny: [0BSD]}", "deny MIT 0BSD"),
    ("typosquat: ignore", "typosquat: {level: block, faint: ignore}", "typosquat block ignore"),
    ("typosquat: {faint: forbid}", "yanked: block", "typosquat block forbid"),
  ])
  func theStricterSettingHolds(own: String, floor least: String, outcome: String) throws {
    func text(_ levels: String) -> String {
      "version: 1\ntier: t\ntiers: {t: {extends: balanced, levels: {\(levels)}}}\n"
    }
    let tier = try read(text(own), above: floor(text(least))).tier(for: "x")
    let license = tier["license"].licenses
    let descriptions: [String] = [
      "new-release \(tier["new-release"].age("minimum-age", of: NewRelease.description))",
      "unpopular \(tier["unpopular"].count("lowest-rank", of: Unpopular.description))",
      "allow \((license["allow"] ?? []).map(\.description).joined(separator: " "))",
      "deny \((license["deny"] ?? []).map(\.description).joined(separator: " "))",
      "typosquat \(tier["typosquat"].level.rawValue) "
        + tier["typosquat"].level(of: "faint").rawValue,
    ]
    #expect(descriptions.contains(outcome), "\(descriptions)")
  }

  @Test func factsModeAndWhatIsMissingAreTheStricter() throws {
    let least = try floor(
      "version: 1\ntier: t\ntiers: {t: {extends: balanced, facts: {maximum-age: 2d}}}\n")
    let policy = try read(
      """
      version: 1
      mode: audit
      inconclusive: annotate
      tier: mine
      tiers: {mine: {extends: autonomous, facts: {maximum-age: 30d}}}
      """, above: least)
    #expect(policy.mode == .enforce && policy.inconclusiveStops)
    #expect(policy.mode(asked: .audit) == .enforce)
    #expect(policy.tier(for: "x").maximumFactAge == .days(2))
    let looser = try read(
      "version: 1\nmode: permissive\n", above: floor("version: 1\nmode: audit\n"))
    #expect(looser.mode == .permissive && looser.mode(asked: .audit) == .audit)
    #expect(try read("version: 1\n", above: floor("version: 1\nmode: audit\n")).mode == .audit)
  }

  @Test func aTierThatTheOperatorNamesDoesNotFallBelowIt() throws {
    let policy = try read("version: 1\n", above: floor("version: 1\ntier: paranoid\n"))
    let judged = try #require(policy.judging(everythingBy: "autonomous"))
    #expect(judged.tier(for: "x")["vulnerable"].level == .block)
  }

  @Test func anEntryOfTheRepositoryDoesNotLiftWhatTheFloorAsks() throws {
    let own = "version: 1\ntier: autonomous\nallow: [fresh]\n"
    let strict = try floor("version: 1\ntier: paranoid\n")
    let found = try judge("fresh==1.0\n", under: read(own, above: strict))
    #expect(rules(found.judgements).contains("unlisted block"))
    #expect(rules(found.judgements).contains("new-project block"))
    let unlisted = found.judgements.flatMap(\.findings).first { $0.finding.rule == "unlisted" }
    #expect(unlisted?.finding.help == "ask whoever sets the floor to allow it there")
    #expect(unlisted?.finding.facts.last?.name == "floor")
    // The same entry in the floor itself lifts it for everybody.
    let allowing = try floor("version: 1\ntier: paranoid\nallow: [fresh]\n")
    let none = try judge("fresh==1.0\n", under: read("version: 1\n", above: allowing))
    #expect(!rules(none.judgements).contains("unlisted block"))
    #expect(!rules(none.judgements).contains("new-project block"))
    // And where the floor does not ask, the repository's entry is enough.
    let mild = try floor("version: 1\ntier: autonomous\n")
    let free = try judge(
      "fresh==1.0\n", under: read("version: 1\ntier: paranoid\nallow: [fresh]\n", above: mild))
    #expect(!rules(free.judgements).contains("unlisted block"))
  }

  @Test func aNameThatTheRepositoryAllowsIsNotFamiliarToTheFloor() throws {
    let squat = ExampleProject("reqeusts", .init("1.0", daysOld: 900))
    let own = "version: 1\ntier: autonomous\nallow: [reqeusts]\nprivate: [reqeusts]\n"
    let alone = try TestPolicy.reading(own)
    #expect(
      try judge("reqeusts==1.0\n", under: alone, projects: [squat]).verdict == .pass)
    let found = try judge(
      "reqeusts==1.0\n", under: read(own, above: floor("version: 1\n")), projects: [squat])
    #expect(rules(found.judgements).contains { $0.hasPrefix("typosquat ") })
  }

  @Test func whatTheFloorDeniesCannotBeAllowed() throws {
    let least = try floor("version: 1\ntier: autonomous\ndeny: [{name: fresh, reason: no}]\n")
    let policy = try read(
      "version: 1\nmode: audit\nallow: [fresh]\ntiers: {t: {extends: autonomous, levels: "
        + "{denied: ignore}}}\ntier: t\n", above: least)
    let found = try judge("fresh==1.0\n", under: policy)
    #expect(rules(found.judgements) == ["denied forbid"])
    #expect(found.verdict == .blocked)
  }

  @Test func privateNamesAndIndexesOfTheFloorStay() throws {
    let least = try floor(
      """
      version: 1
      indexes: [{name: internal, url: "https://packages.acme.example/simple/"}]
      allow: [{name: "acme-*", index: internal, private: true}]
      """)
    let policy = try read(
      """
      version: 1
      indexes:
        - {name: Internal, url: "https://evil.example/simple/"}
        - {name: more, url: "https://more.example/simple/"}
      allow:
        - {name: acme-billing, private: false, index: more}
        - {name: other, index: internal}
      """, above: least)
    #expect(policy.indexes.map(\.name) == ["internal", "more"])
    let routes = IndexRoutes(policy)
    let billing = try #require(ProjectName("acme-billing"))
    #expect(routes.isPrivate(billing) && routes.isPrivateToAll(billing))
    #expect(routes.index(of: billing)?.url == least.indexes[0].url)
    #expect(routes.index(of: try #require(ProjectName("other")))?.name == "internal")
  }

  @Test func whatTheFloorReadsCannotBeHidden() throws {
    let least = try floor(
      "version: 1\nmanifests: [{match: \"vendored/**\", format: none}]\n")
    let policy = try read(
      """
      version: 1
      manifests:
        - {match: "**", format: none}
        - {match: "ops/*.list", format: requirements}
        - {match: "vendored/setup.cfg", format: setup-cfg}
      """, above: least)
    func choice(_ path: RepositoryPath) -> String {
      switch policy.manifests.choice(for: path) {
      case .read(let format): format.id
      case .excluded: "excluded"
      case .unsupported: "unsupported"
      case .nameless: "nameless"
      }
    }
    #expect(choice("requirements.txt") == "requirements")
    #expect(choice("ops/a.list") == "requirements")
    #expect(choice("vendored/requirements.txt") == "excluded")
    #expect(choice("notes.txt") == "nameless")
  }

  @Test func overridesTakeWhatBothAsk() throws {
    let least = try floor(
      """
      version: 1
      roles: {security: [cy, dee, eve]}
      overrides:
        review: {signatures: 2, roles: [reviewer], maximum-lifetime: 60d}
        block: {signatures: 1, roles: [security], maximum-lifetime: 30d}
      """)
    let own = """
      version: 1
      repository: github.com/acme/shop
      roles: {reviewer: [ana, bo], security: [cy, dee, mallory]}
      overrides:
        review: {signatures: 1, roles: [reviewer]}
        block: {signatures: 2, roles: [security], maximum-lifetime: 60d}
      """
    let terms = try read(own, above: least).overrides
    #expect(terms.requirements[.review]?.signatures == 2)
    #expect(terms.requirements[.review]?.people == ["ana", "bo"])
    #expect(terms.requirements[.review]?.maximumLifetime == .days(60))
    #expect(terms.requirements[.block]?.signatures == 2)
    #expect(terms.requirements[.block]?.people == ["cy", "dee"])
    #expect(terms.requirements[.block]?.maximumLifetime == .days(30))
    // A floor that speaks of none lets nothing be lifted, and one that does gives nobody a right.
    #expect(try read(own, above: floor("version: 1\n")).overrides.requirements.isEmpty)
    #expect(try read("version: 1\n", above: least).overrides.requirements.isEmpty)
    #expect(least.aboveItself.overrides.requirements.isEmpty)
  }

  @Test func aPolicyStartsFromItsFloor() throws {
    let least = try floor(
      """
      version: 1
      tier: house
      tiers: {house: {extends: balanced, levels: {yanked: block}}}
      roles: {security: [cy]}
      deny: [bad]
      private: [hush]
      """)
    let policy = try read(
      """
      version: 1
      repository: github.com/acme/shop
      paths: [{match: "a/**", tier: mine}]
      tiers: {mine: {extends: house, levels: {deprecated: block}}}
      """, above: least)
    #expect(policy.defaultTier.name == "house")
    #expect(policy.tier(for: "a/x")["yanked"].level == .block)
    #expect(policy.tier(for: "a/x").name == "mine")
    #expect(policy.denied[0].name.text == "bad")
    #expect(policy.privateNames.map(\.text) == ["hush"])
    #expect(policy.origin == "here, above the floor")
    let alone = least.aboveItself
    #expect(alone.tier(for: "x").name == "house")
    #expect(alone.mode(asked: .audit) == .enforce)
  }

  @Test func severalFloorsAllHold() throws {
    let machine = try floor("version: 1\ntier: autonomous\ndeny: [one]\n")
    let team = try floor("version: 1\ntier: paranoid\ndeny: [two]\nmode: audit\n", above: machine)
    let policy = try read("version: 1\ntier: autonomous\nmode: audit\nallow: [x]\n", above: team)
    #expect(policy.mode == .enforce)
    #expect(policy.tier(for: "x")["unlisted"].level == .block)
    #expect(Array(policy.denied.prefix(2).map(\.name.text)) == ["two", "one"])
    let found = try judge("x==1\n", under: policy, projects: [.init("x", .init("1", daysOld: 900))])
    #expect(rules(found.judgements).contains("unlisted block"))
  }

  @Test func noPolicyMakesAVerdictMilderThanItsFloor() throws {
    var random = SeededGenerator(seed: 20_261_121)
    let names = ["fresh", "reqeusts", "acme-tool", "gone", "steady"]
    let projects = [
      Self.young, ExampleProject("reqeusts", .init("1.0", daysOld: 900)),
      ExampleProject("acme-tool", .init("1.0", daysOld: 3)),
      ExampleProject("steady", .init("1.0", daysOld: 900), .init("0.9", daysOld: 1000)),
    ]
    func pick<T>(_ values: [T]) -> T { values[random.below(values.count)] }
    func text() -> String {
      var text = "version: 1\ntier: \(pick(["paranoid", "balanced", "autonomous", "t"]))\n"
      let rules = (0..<4).map { _ in pick(RuleRegistry.descriptions).id.text }
      let levels = Set(rules).sorted().map { "\($0): \(pick(Level.allCases).rawValue)" }
      let parent = pick(["paranoid", "balanced", "autonomous"])
      text += "tiers: {t: {extends: \(parent), levels: {\(levels.joined(separator: ", "))}}}\n"
      text += "paths: [{match: \"a/**\", tier: \(pick(["autonomous", "paranoid", "t"]))}]\n"
      text += "mode: \(pick(Mode.allCases).rawValue)\n"
      text += "inconclusive: \(pick(["stop", "annotate"]))\n"
      text += "allow: [\(pick(names)), \"\(pick(names).prefix(2))*\"]\n"
      if random.below(3) == 0 { text += "deny: [\(pick(names))]\n" }
      if random.below(3) == 0 { text += "private: [\(pick(names))]\n" }
      return text
    }
    let manifest = names.map { "\($0)==1.0\n" }.joined()
    func severity(_ outcome: Outcome) -> Int {
      switch outcome {
      case .safe: 0
      case .review: 1
      case .unknown: 1
      case .blocked: 2
      }
    }
    var differences = 0
    for _ in 0..<250 {
      let floorText = text()
      let least = try floor(floorText)
      let own = text()
      let policy = try read(own, above: least)
      for path in ["requirements.txt", "a/requirements.txt"] {
        let both = try judge(manifest, under: policy, at: path, projects: projects)
        let alone = try judge(manifest, under: least, at: path, projects: projects)
        // An audit tells what would stop, which a milder mode has made a note of.
        for (strict, mild) in zip(both.judgements, alone.judgements) where least.mode != .audit {
          #expect(
            severity(strict.outcome) >= min(severity(mild.outcome), 1),
            """
            \(path) \(strict.introduction.title) \(strict.tier) under \(policy.mode)
            \(own)
            \(least.places.keys.count) \(floorText)
            """)
          // What is known to be refused is refused still, unless the name is kept from the index.
          if mild.outcome == .blocked, strict.outcome != .blocked {
            #expect(strict.outcome == .unknown)
          }
        }
        if alone.verdict != .pass { #expect(both.verdict != .pass, "\(own)") }
        #expect(both.judgements.count == alone.judgements.count)
        if both.verdict != alone.verdict { differences += 1 }
      }
    }
    #expect(differences > 20)
  }
}
