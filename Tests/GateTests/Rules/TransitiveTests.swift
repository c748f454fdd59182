import PythonPackaging
import SourceText
import Testing

@testable import Gate

/// Edges of what a dependency pulls in.
@Suite struct TransitiveTests {
  /// A project of one old release with some requirements.
  private func project(
    _ name: String, _ requirements: String..., status: ProjectStatus? = nil
  ) -> ExampleProject {
    ExampleProject(
      name, status: status,
      .init(
        "1.0", daysOld: 900, metadata: requirements.map { "Requires-Dist: \($0)" }))
  }

  private func judgement(
    _ head: String, base: String = "", path: String = "requirements.txt",
    _ projects: [ExampleProject], unavailable: [String: Unavailability] = [:],
    advisories: [ExampleAdvisory] = [], levels: String = "transitive: review", policy: String = "",
    isHook: Bool = false
  ) throws -> Judgement {
    let change = TestChange(base: base.isEmpty ? [:] : [path: base], head: [path: head])
    let found = try change.find()
    let facts = TestFacts.make(
      projects: projects, asked: TestFacts.names(askedAbout: found.introductions),
      unavailable: unavailable, advisories: advisories,
      established: found.established.map(\.normalized),
      introduced: Judge.introducedNames(found.introductions), declared: found.declared)
    let policy = try TestPolicy.reading(
      """
      version: 1
      tier: own
      tiers:
        own:
          extends: autonomous
          levels:
            unpopular: ignore
            single-release: ignore
            \(levels)
      \(policy)
      """)
    let judge = Judge(policy: policy, facts: facts, defersToLater: isHook)
    return try #require(judge.judgements(of: found.introductions).first)
  }

  private func drawing(_ judgement: Judgement) -> [String] {
    PulledProject.drawing(of: judgement.findings.flatMap(\.finding.pulls))
  }

  @Test func drawsWhatIsNewAsATree() throws {
    let judgement = try judgement(
      "shop\n",
      [
        project("shop", "cart", "click"), project("cart", "wheels", "click"),
        project("wheels"), project("click"),
      ])
    #expect(
      drawing(judgement) == ["├─ cart 1.0", "│  └─ wheels 1.0", "└─ click 1.0"])
    #expect(
      judgement.findings.map(\.finding.message.text)
        == ["'shop' pulls in 3 projects that are new here"])
  }

  @Test func followsCyclesOnce() throws {
    let judgement = try judgement(
      "shop\n",
      [project("shop", "cart"), project("cart", "wheels"), project("wheels", "cart", "shop")])
    #expect(drawing(judgement) == ["└─ cart 1.0", "   └─ wheels 1.0"])
  }

  @Test func followsTheExtrasThatAreAskedFor() throws {
    let projects = [
      project(
        "shop", "shop[mail,cards]; extra == 'all'", "flask; extra == 'mail'",
        "click[more]; extra == 'cards'", "numpy; extra == 'other'"),
      project("flask"), project("click", "pandas; extra == 'more'"), project("pandas"),
    ]
    #expect(
      try drawing(judgement("shop[all]\n", projects))
        == ["├─ flask 1.0", "└─ click 1.0", "   └─ pandas 1.0"])
    #expect(try judgement("shop\n", projects).findings.isEmpty)
  }

  @Test(arguments: [
    ("cart; python_version < '3'", false), ("cart; python_version < '3.9'", true),
    ("cart; python_version >= '3.99'", false), ("cart; sys_platform == 'win32'", true),
    ("cart; sys_platform == 'win32' and python_version < '3'", false),
    ("cart; python_full_version < '3.10.2'", true), ("cart; extra == 'no'", false),
  ])
  func countsWhatMayBeInstalledSomewhere(_ requirement: String, _ counts: Bool) throws {
    let judgement = try judgement("shop\n", [project("shop", requirement), project("cart")])
    #expect(judgement.findings.isEmpty != counts)
  }

  @Test func leavesOutWhatIsJudgedByItself() throws {
    let projects = [project("shop", "click", "cart"), project("click", "evil"), project("cart")]
    let judgement = try judgement("click\nshop\ncart\n", base: "click\n", projects)
    #expect(judgement.findings.isEmpty)
  }

  @Test func leavesLocksAndConstraintsAlone() throws {
    let lock = """
      version = 1
      [[package]]
      name = "shop"
      version = "1.0"
      source = { registry = "https://packages.acme.example/simple" }

      """
    let projects = [project("shop", "cart"), project("cart")]
    let findings = try judgement(lock, path: "uv.lock", projects).findings
    #expect(!findings.contains { $0.finding.rule == "transitive" })
    #expect(try judgement("shop==1.0\n", path: "constraints.txt", projects).findings.isEmpty)
  }

  @Test func cutsWhatIsTooDeepAndSaysSo() throws {
    let chain = (0..<20).map { project("link-\($0)", "link-\($0 + 1)") }
    let judgement = try judgement("link-0\n", chain)
    let lines = drawing(judgement)
    #expect(lines.count == PulledTree.deepest)
    #expect(lines.last?.hasSuffix("link-8 1.0: not followed further") == true)
    #expect(judgement.findings.first?.finding.message.text.contains("at least 8") == true)
  }

  @Test func cutsWhatIsTooMuchAndSaysSo() throws {
    let names = (0..<500).map { "part-\($0)" }
    let shop = ExampleProject(
      "shop", .init("1.0", daysOld: 900, metadata: names.map { "Requires-Dist: \($0)" }))
    let judgement = try judgement("shop\n", [shop] + names.map { project($0) })
    let finding = try #require(judgement.findings.first?.finding)
    #expect(finding.pulls.count == PulledTree.largest)
    #expect(finding.message.text.contains("at least 200"))
    #expect(drawing(judgement).last == "and 160 more")
  }

  /// What is refused outright costs what it always costs, and is told under its own name.
  @Test func refusesWhatIsRefusedHoweverFarDown() throws {
    let projects = [
      project("shop", "cart"), project("cart", "evil", "poison", "jail"), project("evil"),
      project("poison"), ExampleProject("jail", status: .quarantined),
    ]
    let judgement = try judgement(
      "shop\n", projects, advisories: [ExampleAdvisory("poison", "MAL-1", .everything)],
      levels: "transitive: annotate", policy: "deny: [evil]")
    #expect(judgement.outcome == .blocked)
    let forbidden = judgement.findings.filter { $0.level == .forbid }.map(\.finding)
    #expect(forbidden.map(\.rule) == ["denied", "malware", "quarantined"])
    #expect(
      forbidden.map(\.message.text) == [
        "'shop' pulls in what is refused: 'evil' is denied by the policy",
        "'shop' pulls in what is refused: 'poison' is malware: MAL-1",
        "'shop' pulls in what is refused: 'jail' is under quarantine",
      ])
    #expect(forbidden.first?.facts.last == Finding.Fact("comes along by", "shop → cart → evil"))
    #expect(judgement.findings.last?.level == .annotate)
  }

  /// Two requirements of one project may lead to two releases.
  @Test func judgesEachReleaseThatIsAskedFor() throws {
    let cart = ExampleProject(
      "cart", .init("1.0", daysOld: 900, metadata: []), .init("2.0", daysOld: 900, metadata: []))
    let judgement = try judgement(
      "shop\n", [project("shop", "cart<2", "wheels"), project("wheels", "cart"), cart],
      advisories: [ExampleAdvisory("cart", "MAL-1", .versions("2.0"))],
      levels: "transitive: annotate")
    #expect(
      judgement.findings.filter { $0.level == .forbid }.map(\.finding.message.text)
        == ["'shop' pulls in what is refused: 'cart' 2.0 is malware: MAL-1"])
    #expect(
      drawing(judgement) == ["├─ cart 1.0", "└─ wheels 1.0", "   └─ cart 2.0: malware"])
  }

  @Test func marksWhatTheOtherRulesSay() throws {
    let projects = [
      project("shop", "reqeusts", "nowhere", "young"), project("reqeusts"),
      ExampleProject("young", .init("1.0", daysOld: 2, metadata: [])),
    ]
    let judgement = try judgement(
      "shop\n", projects, unavailable: [:], levels: "transitive: review")
    #expect(judgement.missing.map(\.rule) == ["transitive"])
    #expect(
      drawing(judgement) == [
        "├─ reqeusts 1.0: is one edit from 'requests'",
        "├─ nowhere: could not be checked",
        "└─ young 1.0: first appeared on the index 2 days ago",
      ])
  }

  /// Somebody who allows a name has answered for it, wherever it comes from.
  @Test func theAllowlistHoldsHereToo() throws {
    let judgement = try judgement(
      "shop\n", [project("shop", "reqeusts"), project("reqeusts")],
      levels: "transitive: {level: review, unremarkable: annotate}", policy: "allow: [reqeusts]")
    #expect(judgement.findings.map(\.finding.variant) == ["unremarkable"])
    #expect(judgement.outcome == .safe)
  }

  /// Unknown is never safe: the gap and what was found beside it are both told.
  @Test func whatCannotBeHadIsMissing() throws {
    let reason = Unavailability(.network, "nobody answers")
    let judgement = try judgement(
      "shop\n", [project("shop", "click", "gone")], unavailable: ["gone": reason, "click": reason],
      levels: "transitive: {level: review, unremarkable: annotate}")
    #expect(judgement.missing.map(\.unavailability) == [reason])
    #expect(judgement.missing.map(\.level) == [.review])
    #expect(judgement.findings.count == 1)
    #expect(drawing(judgement).count == 2)
  }

  @Test func tellsWhenTheIndexDoesNotTell() throws {
    let shop = ExampleProject("shop", .init("1.0", daysOld: 900))
    let judgement = try judgement("shop\n", [shop])
    #expect(judgement.findings.map(\.finding.variant) == ["untold"])
    let cart = ExampleProject("cart", .init("1.0", daysOld: 900))
    let deeper = try self.judgement("shop\n", [project("shop", "cart"), cart])
    #expect(
      drawing(deeper)
        == ["└─ cart 1.0: what it asks for is not told"])
  }

  @Test func tellsAddressesAndWhatCannotBeRead() throws {
    let judgement = try judgement(
      "shop\n", [project("shop", "cart @ https://me:secret@acme.example/cart.whl", "what is this")])
    #expect(drawing(judgement) == ["└─ cart: comes from an address instead of the index"])
    let finding = try #require(judgement.findings.first?.finding)
    #expect(
      finding.facts == [
        Finding.Fact("asked for by 'shop' 1.0", "'what is this', which cannot be read")
      ])
    #expect(finding.pulls.first?.requirement.contains("secret") == false)
  }

  @Test(arguments: [("annotate", 0), ("review", 1)])
  func aCommitHookAsksOnlyWhatCanStopIt(level: String, count: Int) throws {
    let projects = [project("shop", "click"), project("click")]
    let levels = "transitive: \(level)"
    #expect(try judgement("shop\n", projects, levels: levels, isHook: true).findings.count == count)
    #expect(try judgement("shop\n", projects, levels: levels).findings.count == 1)
  }
}
