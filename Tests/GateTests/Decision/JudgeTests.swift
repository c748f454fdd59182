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

  /// The facts of a tier that wants them fresh, of some age in hours.
  private func judge(
    _ head: String, hours: Int64, advisories: [ExampleAdvisory] = [], hasSnapshot: Bool = true,
    maximumAge: String? = "24h"
  ) throws -> (judgements: [Judgement], verdict: Verdict) {
    let facts = maximumAge.map { ", facts: {maximum-age: \($0)}" } ?? ""
    let policy = try TestPolicy.reading(
      "version: 1\ntier: mine\ntiers: {mine: {extends: balanced\(facts)}}\n")
    let introductions = try TestChange(base: [:], head: ["requirements.txt": head])
      .introductions(under: policy)
    let now = TestFacts.now
    let then = Timestamp(seconds: now.seconds - hours * 3600)
    let made = TestFacts.make(projects: [Self.old], advisories: advisories)
    let projects = made.projects.mapValues { lookup -> ProjectLookup in
      guard case .found(let record) = lookup else { return lookup }
      return .found(
        ProjectRecord(
          name: record.name, status: record.status, files: record.files,
          versions: record.versions, fetched: then))
    }
    let known = TestFacts.advisories(advisories)
    let name = try #require(ProjectName("flask"))
    let judge = Judge(
      policy: policy,
      facts: Facts(
        clock: Clock(now), projects: projects, popularity: TestFacts.popularity,
        metadata: made.metadata,
        advisories: hasSnapshot ? Advisories(date: then, projects: [name: known[name]]) : .none),
      defersToLater: false)
    let judgements = judge.judgements(of: introductions)
    return (judgements, judge.verdict(on: judgements))
  }

  @Test func aTierSetsTheOldestFactsThatItAccepts() throws {
    #expect(try judge("flask==1.0\n", hours: 24).verdict == .pass)
    #expect(try judge("flask==1.0\n", hours: 25).verdict == .inconclusive)
    // Without a word of it an answer lasts a week, and advisories as long as there are some.
    #expect(try judge("flask==1.0\n", hours: 7 * 24, maximumAge: nil).verdict == .pass)
    #expect(try judge("flask==1.0\n", hours: 7 * 24 + 1, maximumAge: nil).verdict == .inconclusive)
    #expect(try judge("flask==1.0\n", hours: 7 * 24 + 1, maximumAge: "8d").verdict == .pass)
    #expect(
      try judge("flask==1.0\n", hours: 1, hasSnapshot: false, maximumAge: nil).verdict == .pass)
    let without = try judge("flask==1.0\n", hours: 1, hasSnapshot: false)
    #expect(without.verdict == .inconclusive)
    #expect(without.judgements[0].missing.map(\.rule) == ["malware", "vulnerable"])
  }

  /// What was known of malware does not become unknown again.
  @Test func anOldAdvisoryStillCounts() throws {
    let malware = ExampleAdvisory("flask", "MAL-2025-1", .everything)
    let found = try judge("flask==1.0\n", hours: 500, advisories: [malware])
    #expect(found.verdict == .blocked)
    #expect(found.judgements[0].findings.map(\.finding.rule) == ["malware"])
  }

  /// No age counts by a clock that is wrong, not even one that is high enough.
  @Test func aWrongClockMakesAgesUnknown() throws {
    let introductions = try TestChange(base: [:], head: ["requirements.txt": "flask==1.0\n"])
      .introductions(under: TestPolicy.builtIn.policy)
    let made = TestFacts.make(projects: [Self.old])
    func judged(after day: String) throws -> Judgement {
      let past = try #require(Timestamp(day))
      let judge = Judge(
        policy: TestPolicy.builtIn.policy,
        facts: Facts(
          clock: Clock(TestFacts.now, after: [(past, "something happened")]),
          projects: made.projects, popularity: TestFacts.popularity, metadata: made.metadata),
        defersToLater: true)
      return judge.judgements(of: introductions)[0]
    }
    #expect(try judged(after: "2026-01-02").outcome == .safe)
    let wrong = try judged(after: "2026-01-03")
    #expect(wrong.outcome == .unknown)
    #expect(wrong.missing.map(\.rule) == ["new-project", "new-release"])
    #expect(
      wrong.missing.first?.unavailability.reason
        == "the clock says 2026-01-01, and something happened on 2026-01-03")
  }

  /// When nobody answers, a list of names says what exists, and no more than that.
  @Test(arguments: [
    // Whether a list has the name, whether a hook asks, and what is found or missing.
    (true, false, "new-project"), (true, true, "new-project"), (false, true, "unknown-project!"),
    (false, false, "unknown-project"), (nil, true, "unknown-project"),
  ])
  func existenceWithoutAnIndex(isListed: Bool?, isHook: Bool, expected: String) throws {
    let policy = TestPolicy.builtIn.policy
    let introductions = try TestChange(base: [:], head: ["requirements.txt": "frobnicator==1\n"])
      .introductions(under: policy)
    let name = try #require(ProjectName("frobnicator"))
    let day = try #require(Timestamp("2025-12-30"))
    let existing = isListed.map {
      ExistingNames(date: day, decides: isHook, answers: [name: $0])
    }
    let judge = Judge(
      policy: policy,
      facts: Facts(
        clock: Clock(TestFacts.now), projects: [name: .unavailable(Self.network)],
        popularity: TestFacts.popularity, existing: existing ?? .none),
      defersToLater: isHook)
    let judgement = try #require(judge.judgements(of: introductions).first)
    let found = judgement.findings.first { $0.level >= .review }?.finding
    let missing = judgement.missing.map(\.rule)
    if expected.hasSuffix("!") {
      #expect(found?.rule == "unknown-project")
      #expect(found?.message.text == "'frobnicator' did not exist on the index on 2025-12-30")
      #expect(judge.verdict(on: [judgement]) == .blocked)
    } else {
      #expect(found == nil)
      #expect(missing.contains("unknown-project") == (expected == "unknown-project"))
      #expect(missing.contains("new-project"))
      #expect(judge.verdict(on: [judgement]) == (isHook ? .pass : .inconclusive))
    }
    if isListed == false, !isHook {
      #expect(
        judgement.missing.first { $0.rule == "unknown-project" }?.unavailability.reason
          == "no route, and the index did not have 'frobnicator' on 2025-12-30")
    }
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
