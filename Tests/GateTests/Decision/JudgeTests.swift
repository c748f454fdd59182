import PythonPackaging
import SourceText
import Testing

@testable import Gate

@Suite struct JudgeTests {
  private static let network = Unavailability(.network, "no route")
  private static let rubbish = Unavailability(.answer, "the answer is not JSON")
  private static let old = ExampleProject("flask", .init("1.0", daysOld: 900))

  private func judge(
    _ head: String, path: String = "requirements.txt", base: String? = nil,
    policy text: String? = nil, projects: [ExampleProject] = [old],
    unavailable: [String: Unavailability] = [:], mode: Mode? = nil, isHook: Bool = false
  ) throws -> (judgements: [Judgement], verdict: Verdict) {
    let policy = try TestPolicy.reading(text)
    let change = TestChange(base: base.map { [path: $0] } ?? [:], head: [path: head])
    let introductions = try change.introductions(under: policy)
    let facts = TestFacts.make(
      projects: projects, asked: TestFacts.names(askedAbout: introductions),
      unavailable: unavailable)
    let judge = Judge(policy: policy, facts: facts, mode: mode, defersToLater: isHook)
    let judgements = judge.judgements(of: introductions)
    return (judgements, judge.verdict(on: judgements))
  }

  @Test func passesWhatIsKnownAndOld() throws {
    let (judgements, verdict) = try judge("flask==1.0\n")
    #expect(judgements.map(\.outcome) == [.safe])
    #expect(verdict == .pass)
  }

  @Test func blocksWhatDoesNotExist() throws {
    let (judgements, verdict) = try judge("invented==1.0\n")
    #expect(judgements.map(\.outcome) == [.blocked])
    #expect(judgements[0].findings.map(\.finding.rule) == ["unknown-project"])
    #expect(verdict == .blocked)
  }

  @Test func asksForAPersonByStopping() throws {
    let young = ExampleProject("fresh", .init("1.0", daysOld: 20))
    let (judgements, verdict) = try judge("fresh==1.0\n", projects: [young])
    #expect(judgements.map(\.outcome) == [.review])
    #expect(verdict == .blocked)
  }

  @Test func permissiveModeOnlyAnnotatesWhatAsksForReview() throws {
    let young = ExampleProject("fresh", .init("1.0", daysOld: 20))
    let (judgements, verdict) = try judge("fresh==1.0\n", projects: [young], mode: .permissive)
    #expect(judgements.map(\.outcome) == [.safe])
    #expect(Set(judgements[0].findings.map(\.level)) == [.annotate])
    #expect(verdict == .pass)
    #expect(try judge("invented==1\n", mode: .permissive).verdict == .blocked)
  }

  @Test func auditModeStopsNothingAndHidesNothing() throws {
    let (judgements, verdict) = try judge("invented==1.0\n", mode: .audit)
    #expect(judgements.map(\.outcome) == [.blocked])
    #expect(verdict == .pass)
  }

  @Test func unknownIsNeverSafe() throws {
    for reason in [Self.network, Self.rubbish] {
      let (judgements, verdict) = try judge("flask==1.0\n", unavailable: ["flask": reason])
      #expect(judgements.map(\.outcome) == [.unknown])
      #expect(verdict == .inconclusive)
    }
  }

  @Test func aHookLeavesOnlyWhatNeedsTheNetworkToLater() throws {
    let offline = try judge("flask==1\n", unavailable: ["flask": Self.network], isHook: true)
    #expect(offline.judgements.map(\.outcome) == [.unknown])
    #expect(offline.verdict == .pass)
    #expect(offline.judgements[0].missing.map(\.isDeferred).contains(true))
    let rubbish = try judge("flask==1\n", unavailable: ["flask": Self.rubbish], isHook: true)
    #expect(rubbish.verdict == .inconclusive)
  }

  @Test func aPolicyCanMakeMissingFactsNotes() throws {
    let (judgements, verdict) = try judge(
      "flask==1.0\n", policy: "version: 1\ninconclusive: annotate\n",
      unavailable: ["flask": Self.network])
    #expect(judgements.map(\.outcome) == [.safe])
    #expect(!judgements[0].missing.isEmpty)
    #expect(verdict == .pass)
  }

  @Test func blockedBeatsInconclusive() throws {
    let (_, verdict) = try judge(
      "flask==1.0\ninvented==1.0\n", unavailable: ["flask": Self.network])
    #expect(verdict == .blocked)
  }

  @Test func removalAndReorderingIntroduceNothing() throws {
    let base = "invented==1.0\nflask==1.0\nother==2\n"
    #expect(try judge("flask==1.0\n", base: base).judgements.isEmpty)
    #expect(try judge("other==2\nflask == 1.0\nInvented==1.0\n", base: base).judgements.isEmpty)
  }

  @Test func tiersFollowPaths() throws {
    let policy = """
      version: 1
      tier: autonomous
      paths:
        - {match: "pay/**", tier: paranoid}
      """
    let (judgements, verdict) = try judge(
      "flask==1.0\n", path: "pay/requirements.txt", policy: policy)
    #expect(judgements.map(\.tier) == ["paranoid"])
    #expect(judgements[0].findings.map(\.finding.rule).contains("unlisted"))
    #expect(verdict == .blocked)
    #expect(try judge("flask==1.0\n", policy: policy).verdict == .pass)
  }

  @Test func deniedBeatsAllowed() throws {
    let (judgements, verdict) = try judge(
      "flask==1.0\n", policy: "version: 1\nallow: [flask]\ndeny: [flask]\n")
    #expect(judgements[0].findings.first?.level == .forbid)
    #expect(verdict == .blocked)
  }

  @Test func allowedSettlesTheNameButNotTheFacts() throws {
    let young = ExampleProject(
      "reqeusts", .init("0.9", daysOld: 900), .init("1.0", daysOld: 2))
    let policy = "version: 1\nallow: [reqeusts]\n"
    let (judgements, _) = try judge("reqeusts==1.0\n", policy: policy, projects: [young])
    #expect(judgements[0].findings.map(\.finding.rule) == ["new-release"])
    #expect(judgements[0].allowedBy != nil)
  }

  @Test func aSubmoduleIsNamed() throws {
    let policy = TestPolicy.builtIn.policy
    let facts = TestFacts.make(projects: [])
    let judge = Judge(policy: policy, facts: facts, defersToLater: false)
    let judgements = judge.judgements(of: [.submodule("vendor/tool")])
    #expect(judgements.map(\.outcome) == [.review])
  }

  @Test func aConstraintOnWhatNothingAsksForIsANote() throws {
    let (judgements, verdict) = try judge("invented==1.0\n", path: "constraints.txt")
    #expect(judgements.map(\.outcome) == [.safe])
    #expect(judgements[0].findings.map(\.level) == [.annotate])
    #expect(verdict == .pass)
  }

  @Test func aProjectOfAnotherIndexIsNotLookedUpHere() throws {
    let text = """
      [tool.poetry.dependencies]
      flask = {version = "1.0", source = "ours"}
      """
    let change = TestChange(base: [:], head: ["pyproject.toml": text])
    let introductions = try change.introductions()
    #expect(TestFacts.names(askedAbout: introductions).isEmpty)
    let facts = TestFacts.make(projects: [Self.old])
    let judge = Judge(policy: TestPolicy.builtIn.policy, facts: facts, defersToLater: false)
    let judgements = judge.judgements(of: introductions)
    #expect(judgements.map(\.outcome) == [.unknown])
    #expect(judge.verdict(on: judgements) == .inconclusive)
  }

  @Test func statusesAreThoseOfTheSpecification() {
    #expect(Verdict.pass.exitStatus == 0)
    #expect(Verdict.blocked.exitStatus == 1)
    #expect(Verdict.inconclusive.exitStatus == 3)
  }
}

/// Files that have a manifest's name and are something else.
@Suite struct ProseTests {
  private static let prose = """
    Constraints of the model
    A row must have a name, and
    two rows must not share it.
    Checks with null values pass
    unless the column says otherwise.
    invented==1.0

    """

  private func introductions(_ head: [String: String]) throws -> [Introduction] {
    try TestChange(base: [:], head: head).introductions()
  }

  @Test func proseIsNamedOnceAndDeclaresNothing() throws {
    #expect(
      try introductions(["docs/requirements.txt": Self.prose])
        == [.unsupported("docs/requirements.txt")])
  }

  @Test func whoeverIncludesItMakesItAManifest() throws {
    for name in ["a-requirements.txt", "z-requirements.txt"] {
      let found = try introductions([
        "docs/requirements.txt": Self.prose, name: "-r docs/requirements.txt\n",
      ])
      #expect(
        found.contains { introduction in
          guard case .dependency(let dependency, _) = introduction else { return false }
          return dependency.name?.normalized == "invented"
        }, "\(name)")
      #expect(found.count { if case .unreadable = $0 { true } else { false } } == 5, "\(name)")
    }
  }

  @Test func linesThatHideSomethingAreNoProse() throws {
    let hiding = String(repeating: "${NAME}==1\n-r ../out.txt\nreq\u{443}ests==1\n", count: 3)
    let found = try introductions(["requirements.txt": hiding + "flask==1.0\n"])
    #expect(!found.contains(.unsupported("requirements.txt")))
    #expect(found.count > 3)
  }

  @Test func aFewBadLinesAmongGoodOnesStop() throws {
    let good = (1...6).map { "name\($0)==1.0\n" }.joined()
    let found = try introductions(["requirements.txt": good + Self.prose])
    #expect(!found.contains(.unsupported("requirements.txt")))
  }
}
