import SourceText
import TestKeys

@testable import Gate

/// A change that brings a blocked and a reviewed dependency, and overrides for them, of which a test
/// changes one thing.
struct OverrideFixture {
  static let ana = TestSigner("ana@acme.example", seed: 1)
  static let bo = TestSigner("bo@acme.example", seed: 2)
  static let cy = TestSigner("cy@acme.example", seed: 3)
  static let dee = TestSigner("dee@acme.example", seed: 4)
  static let stranger = TestSigner("eve@acme.example", seed: 5)

  var policy = """
    version: 1
    repository: github.com/acme/shop
    tiers:
      own:
        extends: balanced
        levels:
          new-release: {level: review, open-requirement: review}
          yanked: block
          new-project: ignore
          unpopular: ignore
          malware: forbid
    tier: own
    roles:
      reviewer: [ana@acme.example, bo@acme.example]
      security: [cy@acme.example, dee@acme.example]
    overrides:
      review: {signatures: 1, roles: [reviewer, security]}
      block: {signatures: 2, roles: [security]}

    """
  var signers = ""
  var revoked = ""
  /// Members of the document, in order.
  var members: [(name: String, value: String)] = [
    ("version", "1"), ("id", "fresh"), ("repository", "github.com/acme/shop"),
    ("project", "fresh"), ("versions", "'==2.0'"),
    ("hashes", "[\(Self.wheel), \(Self.source)]"), ("rules", "[new-release]"),
    ("paths", "[requirements.txt]"), ("tier", "own"), ("reason", "'needed: see the ticket'"),
    ("requester", "dev@acme.example"), ("issued", "2025-12-20T00:00:00Z"),
    ("expires", "2026-01-10T00:00:00Z"), ("serial", "5"),
  ]
  var document: [UInt8]?
  /// Who signs, each in a file of their own.
  var signing = [Self.ana]
  var signatures: [String: [UInt8]] = [:]
  var requirements = "fresh==2.0\n"
  var now = TestFacts.now
  var past: [(moment: Timestamp, event: String)] = []
  var rollback: PolicyRollback?
  var mode: Mode?
  var files: [String: [UInt8]] = [:]
  var advisories: [ExampleAdvisory] = []
  var unavailable: [String: Unavailability] = [:]
  /// Whether the override comes with the change.
  var isNew = true

  static let wheel = "sha256:" + String(repeating: "a", count: 64)
  static let source = "sha256:" + String(repeating: "b", count: 64)
  static let path: RepositoryPath = ".pipgate/overrides/fresh.yaml"

  init() throws {
    signers =
      try [Self.ana, Self.bo, Self.cy, Self.dee].map { try $0.line() }.joined()
  }

  /// Asks to lift a block: two of security have to sign.
  static func block() throws -> OverrideFixture {
    var fixture = try OverrideFixture()
    fixture.signing = [cy, dee]
    fixture["rules"] = "[new-release, yanked]"
    fixture.isYanked = true
    return fixture
  }

  var isYanked = false

  subscript(member: String) -> String {
    get { members.first { $0.name == member }?.value ?? "" }
    set {
      if let index = members.firstIndex(where: { $0.name == member }) {
        members[index].value = newValue
      } else {
        members.append((member, newValue))
      }
    }
  }

  var text: [UInt8] {
    document ?? Array(members.map { "\($0.name): \($0.value)\n" }.joined().utf8)
  }

  /// What the head holds in the folder.
  func folder() throws -> [String: [UInt8]] {
    var all = files
    all[Self.path.description] = text
    for (index, signer) in signing.enumerated() {
      let number = index == 0 ? "" : ".\(index + 1)"
      all["\(Self.path)\(number).sig"] = try signer.sign(text)
    }
    for (name, bytes) in signatures { all[".pipgate/overrides/\(name)"] = bytes }
    return all
  }

  func overrides(_ policy: Policy) throws -> Overrides {
    let head = try folder()
    let tree = Self.tree(head)
    let base = Self.tree([
      ".pipgate/allowed_signers": Array(signers.utf8), ".pipgate/revoked": Array(revoked.utf8),
    ])
    let trust = try OverrideTrust.read(in: base).get()
    let introductions = try TestChange(base: [:], head: ["requirements.txt": requirements])
      .introductions(under: policy)
    return Overrides(
      try OverrideFolder.read(in: tree),
      on: OverrideConditions(
        trust: trust, repository: policy.repository,
        clock: Clock(now, after: past), policyExpires: policy.expires, rollback: rollback),
      changed: isNew ? Set(head.keys.map { RepositoryPath($0) }) : [],
      introducing: introductions.compactMap(\.projectName))
  }

  func judgements() throws -> [Judgement] {
    let policy = try TestPolicy.reading(policy)
    let introductions = try TestChange(base: [:], head: ["requirements.txt": requirements])
      .introductions(under: policy)
    let judge = Judge(
      policy: policy, facts: facts(for: introductions), mode: mode,
      overrides: try overrides(policy), defersToLater: false)
    return judge.judgements(of: introductions)
  }

  func verdict() throws -> Verdict {
    let policy = try TestPolicy.reading(policy)
    let judge = Judge(policy: policy, facts: facts(for: []), mode: mode, defersToLater: false)
    return judge.verdict(on: try judgements())
  }

  /// What is told of overrides: `rule file: message`.
  func problems() throws -> [String] {
    try judgements().filter { $0.introduction.kind == .override }.flatMap(\.findings).map {
      "\($0.finding.rule): \($0.finding.message)"
    }
  }

  /// Whether everything that stops is lifted.
  func isLifted() throws -> Bool {
    let judged = try judgements()
    return judged.contains { !$0.lifted.isEmpty }
      && judged.allSatisfy { $0.findings.allSatisfy { $0.level < .review } }
  }

  private func facts(for introductions: [Introduction]) -> Facts {
    let facts = TestFacts.make(
      projects: [], asked: TestFacts.names(askedAbout: introductions), unavailable: unavailable,
      advisories: advisories)
    var projects = facts.projects
    if unavailable["fresh"] == nil, let record = Self.record(isYanked: isYanked) {
      projects[record.name] = .found(record)
    }
    return Facts(
      clock: Clock(now), projects: projects, popularity: facts.popularity,
      advisories: facts.advisories,
      noProjects: facts.noProjects)
  }

  /// `fresh` 1.0 of long ago, and 2.0 of yesterday.
  private static func record(isYanked: Bool) -> ProjectRecord? {
    guard
      let record = TestFacts.record(
        of: ExampleProject(
          "fresh", .init("1.0", daysOld: 700),
          .init("2.0", daysOld: 1, yank: isYanked ? Yank(reason: "broken") : nil)))
    else { return nil }
    let files = record.files.map { file in
      ReleaseFile(
        filename: file.filename, version: file.version, kind: file.kind, uploaded: file.uploaded,
        yank: file.yank,
        sha256: SHA256Digest(String(repeating: file.kind == .wheel ? "a" : "b", count: 64)))
    }
    return ProjectRecord(
      name: record.name, status: nil, files: files, versions: record.versions,
      fetched: record.fetched)
  }

  static func tree(_ files: [String: [UInt8]]) -> FileTree {
    FileTree(
      paths: { () throws(TreeError) in files.keys.map { RepositoryPath($0) }.sorted() },
      entry: { (path) throws(TreeError) in files[path.description].map { .file($0) } })
  }
}
