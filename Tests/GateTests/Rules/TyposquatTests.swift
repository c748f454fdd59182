import LookAlikes
import PythonPackaging
import SourceText
import Testing

@testable import Gate

/// What decides whether a likeness is noted, asks for a person, or stops.
@Suite struct TyposquatTests {
  private func findings(
    _ head: [String: String], base: [String: String] = [:], policy text: String? = nil,
    projects: [ExampleProject] = [], status: ProjectStatus? = nil, of rule: RuleID = "typosquat"
  ) throws -> [DecidedFinding] {
    let policy = try TestPolicy.reading(text)
    let found = try TestChange(base: base, head: base.merging(head) { $1 }).find(under: policy)
    var facts = TestFacts.make(
      projects: projects, asked: TestFacts.names(askedAbout: found.introductions),
      declared: found.declared)
    if let status { facts = facts.saying(status) }
    let judge = Judge(policy: policy, facts: facts, defersToLater: false)
    return judge.judgements(of: found.introductions).flatMap(\.findings)
      .filter { $0.finding.rule == rule }
  }

  private func levels(
    _ text: String, projects: [ExampleProject], policy: String? = nil, status: ProjectStatus? = nil
  ) throws -> [Level] {
    try findings(
      ["requirements.txt": text], policy: policy, projects: projects, status: status
    ).map(\.level)
  }

  private static let old = ExampleProject(
    "reqeusts", .init("1.0", daysOld: 900), .init("1.1", daysOld: 800), .init("1.2", daysOld: 700))

  @Test func aNameAloneAsksForAPersonAndNoMore() throws {
    #expect(try levels("reqeusts==1.2\n", projects: [Self.old]) == [.review])
  }

  @Test func youthFewReleasesSuspicionAndWithdrawalStop() throws {
    let young = ExampleProject(
      "reqeusts", .init("1.0", daysOld: 9), .init("1.1", daysOld: 8), .init("1.2", daysOld: 8))
    let single = ExampleProject("reqeusts", .init("1.2", daysOld: 900))
    let gone = ExampleProject(
      "reqeusts",
      .init("1.0", daysOld: 900, yank: Yank(reason: nil)),
      .init("1.1", daysOld: 800, yank: Yank(reason: nil)),
      .init("1.2", daysOld: 700, yank: Yank(reason: nil)))
    for project in [young, single, gone] {
      #expect(try levels("reqeusts==1.2\n", projects: [project]) == [.block])
    }
    #expect(
      try levels("reqeusts==1.2\n", projects: [Self.old], status: .quarantined) == [.block])
    #expect(try levels("reqeusts==1.2\n", projects: [Self.old], status: .active) == [.review])
  }

  @Test func aFaintLikenessNeverStops() throws {
    let name = "xrequests"
    let found = TestFacts.popularity.names.lookAlikes(of: name)
    try #require(found.first?.strength == .note, "\(found)")
    let young = ExampleProject(name, .init("1.0", daysOld: 2))
    let old = ExampleProject(
      name, .init("1.0", daysOld: 900), .init("1.1", daysOld: 800), .init("1.2", daysOld: 700))
    #expect(try levels("\(name)==1.0\n", projects: [young]) == [.review])
    #expect(try levels("\(name)==1.0\n", projects: [old]) == [.annotate])
  }

  @Test func aHintIsOnlyToldOfAProjectThatSomethingElseSpeaksAgainst() throws {
    let name = "pandar"
    let found = TestFacts.popularity.names.lookAlikes(of: name)
    try #require(found.first?.strength == .hint, "\(found)")
    let young = ExampleProject(name, .init("1.0", daysOld: 2))
    let old = ExampleProject(
      name, .init("1.0", daysOld: 900), .init("1.1", daysOld: 800), .init("1.2", daysOld: 700))
    #expect(try levels("\(name)==1.0\n", projects: [young]) == [.annotate])
    #expect(try levels("\(name)==1.0\n", projects: [old]) == [])
  }

  @Test func aNameThatDoesNotExistIsToldWithWhatWasMeant() throws {
    let found = try findings(["requirements.txt": "pandar==1\n"], of: "unknown-project")
    let finding = try #require(found.first?.finding)
    #expect(finding.help == "write 'pandas' if that is what was meant")
    #expect(finding.likeness?.found.name == "pandas")
  }

  @Test func theAllowlistSettlesItAndIsImitatedItself() throws {
    let policy = "version: 1\nallow: [reqeusts, frobnicator]\n"
    #expect(try levels("reqeusts==1.2\n", projects: [Self.old], policy: policy) == [])
    let found = try findings(["requirements.txt": "frobnicatro==1\n"], policy: policy)
    #expect(found.map(\.finding.likeness?.found.protection) == [.additional(.allowed)])
  }

  @Test func dependenciesOfFilesThatDidNotChangeAreImitatedToo() throws {
    let found = try findings(
      ["requirements.txt": "frobnciator==1\n"],
      base: ["services/a/pyproject.toml": "[project]\nname='a'\ndependencies=['frobnicator']\n"])
    let likeness = try #require(found.first?.finding.likeness)
    #expect(likeness.found.name == "frobnicator")
    #expect(likeness.found.protection == .additional(.dependency))
    #expect(likeness.replacement == "frobnicator")
    #expect(likeness.facts.map(\.marks) == [[5..<7], [5..<7]])
  }

  /// What the head itself adds speaks for nobody, whatever includes it.
  @Test func theChangeCannotVouchForItself() throws {
    let head = ["requirements.txt": "reqeusts==1\n", "other/requirements.txt": "reqeusts==1\n"]
    #expect(try findings(head).count == 2)
    #expect(
      try findings(["x": "reqeusts==1\n"], base: ["requirements.txt": "-r x\n", "x": ""]).count == 1
    )
  }

  @Test func whatTheSameTierAcceptedIsNotSaidAgain() throws {
    let policy = """
      version: 1
      paths:
        - match: "lab/**"
          tier: autonomous

      """
    let accepted = ["lab/requirements.txt": "reqeusts==1\n", "setup/requirements.txt": "click\n"]
    #expect(
      try findings(
        ["lab/more/requirements.txt": "reqeusts==2\n"], base: accepted, policy: policy
      ).isEmpty)
    let elsewhere = try findings(
      ["setup/requirements.txt": "click\nreqeusts==1\n"], base: accepted, policy: policy)
    #expect(elsewhere.map(\.finding.likeness?.found.name) == ["requests"])
  }

  @Test(arguments: [
    ("cv2", "'cv2' is a module of 'opencv-python'", "opencv-python"),
    ("sklearn", "'sklearn' is a module of 'scikit-learn'", "scikit-learn"),
    ("subprocess", "'subprocess' is a module of the standard library", nil),
    (
      "requirements.txt", "'requirements.txt' is what people type by mistake", "-r requirements.txt"
    ),
  ])
  func namesOfNoProjectAreSaidToBeSuch(
    _ name: String, message: String, replacement: String?
  ) throws {
    let found = try findings(["requirements.txt": "\(name)==1\n"])
    let finding = try #require(found.first?.finding)
    #expect(finding.message.text == message)
    #expect(finding.likeness?.replacement == replacement)
    #expect(
      finding.help?.contains(replacement ?? "remove it") == true, "\(finding.help ?? "no help")")
    #expect(finding.likeness?.facts.allSatisfy(\.marks.isEmpty) == true)
  }

  @Test func noneOfTheMostDownloadedIsFlagged() throws {
    let list = TestFiles.source("Sources/EmbeddedData/popular-projects.txt")
    let popularity = Popularity(date: "2026-06-16", names: ProtectedNames(lines: list.bytes))
    let familiar = FamiliarNames(
      Facts(
        clock: Clock(TestFacts.now), projects: [:], popularity: popularity,
        noProjects: TestFacts.noProjects)
    )
    let names = String(decoding: list.bytes, as: UTF8.self).split(separator: "\n")
      .compactMap { ProjectName(String($0)) }
    #expect(names.count == 15_000)
    #expect(names.filter { familiar.likeness(of: $0) != nil } == [])
  }
}

extension Facts {
  /// The same facts, every project having a status.
  fileprivate func saying(_ status: ProjectStatus) -> Facts {
    Facts(
      clock: Clock(now),
      projects: projects.mapValues { lookup in
        guard case .found(let record) = lookup else { return lookup }
        return .found(
          ProjectRecord(
            name: record.name, status: status, files: record.files, versions: record.versions,
            fetched: record.fetched))
      }, popularity: popularity, established: established, declared: declared,
      noProjects: noProjects)
  }
}
