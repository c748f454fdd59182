import Signatures
import SourceText
import TestKeys
import Testing

@testable import Gate

/// A change of one thing about an override that would otherwise count, and what is told then.
struct OverrideCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  /// Each `rule: message`; the message may be a beginning.
  let told: [String]
  let change: @Sendable (inout OverrideFixture) throws -> Void

  init(
    _ name: String, _ told: String...,
    change: @escaping @Sendable (inout OverrideFixture) throws -> Void
  ) {
    testDescription = name
    self.told = told
    self.change = change
  }
}

@Suite struct OverrideTests {
  @Test func liftsAReviewThatOnePersonHasSigned() throws {
    let fixture = try OverrideFixture()
    let judgement = try #require(try fixture.judgements().first { $0.introduction.kind == .new })
    #expect(judgement.outcome == .safe)
    #expect(!judgement.findings.contains { $0.level >= .review })
    #expect(judgement.lifted.map(\.decided.finding.rule) == ["new-release"])
    let accepted = try #require(judgement.lifted.first?.override)
    #expect(
      accepted.phrase
        == "accepted by ana@acme.example until 2026-01-10T00:00:00Z (override 'fresh')")
    #expect(accepted.reason == "needed: see the ticket")
    #expect(try fixture.problems() == [])
    #expect(try fixture.verdict() == .pass)
  }

  @Test func withoutTheOverrideTheSameChangeStops() throws {
    var fixture = try OverrideFixture()
    fixture.signing = []
    #expect(try fixture.verdict() == .blocked)
  }

  @Test func liftsABlockThatTwoPeopleHaveSigned() throws {
    let fixture = try OverrideFixture.block()
    #expect(try fixture.isLifted())
    #expect(try fixture.problems() == [])
    #expect(try fixture.verdict() == .pass)
  }

  @Test func liftsOnlyTheRulesThatItNames() throws {
    var fixture = try OverrideFixture.block()
    fixture["rules"] = "[yanked]"
    let judgement = try #require(try fixture.judgements().first { $0.introduction.kind == .new })
    #expect(judgement.lifted.map(\.decided.finding.rule) == ["yanked"])
    #expect(judgement.outcome == .review)
    #expect(try fixture.verdict() == .blocked)
  }

  @Test(arguments: OverrideCase.review)
  func refusesAReview(_ row: OverrideCase) throws {
    try expect(row, try OverrideFixture())
  }

  @Test(arguments: OverrideCase.block)
  func refusesABlock(_ row: OverrideCase) throws {
    try expect(row, try OverrideFixture.block())
  }

  private func expect(_ row: OverrideCase, _ start: OverrideFixture) throws {
    #expect(try start.isLifted())
    var fixture = start
    try row.change(&fixture)
    let problems = try fixture.problems()
    #expect(problems.count == row.told.count, "\(problems)")
    for (problem, told) in zip(problems, row.told) { #expect(problem.hasPrefix(told)) }
    #expect(try !fixture.isLifted())
    #expect(try fixture.verdict() == .blocked)
  }

  @Test func oneBadFileNeverDisablesAGoodOne() throws {
    var fixture = try OverrideFixture()
    fixture.files = [
      ".pipgate/overrides/aaa.yaml": Array("version: 1\n".utf8),
      ".pipgate/overrides/aaa.yaml.sig": Array("nonsense".utf8),
      ".pipgate/overrides/zzz.yaml": [0xff, 0x00],
      ".pipgate/overrides/zzz.yaml.sig": try OverrideFixture.ana.sign([0xff, 0x00]),
      ".pipgate/overrides/lone.yaml.sig": [], ".pipgate/overrides/odd.yml": [],
      ".pipgate/overrides/deeper/x.yaml": [], ".pipgate/overrides/README.md": [],
    ]
    #expect(
      try fixture.problems() == [
        "override-signature: the file does not begin with '-----BEGIN SSH SIGNATURE-----'",
        "override-malformed: this is neither an override nor a signature of one",
        "override-signature: the override of this signature is not there",
        "override-malformed: this is neither an override nor a signature of one",
        "override-malformed: the override does not end with a line feed",
      ])
    #expect(try fixture.isLifted())
  }

  @Test func aBadSignatureBesideGoodOnesIsToldAndHarmless() throws {
    var fixture = try OverrideFixture.block()
    fixture.signatures["fresh.yaml.3.sig"] = try OverrideFixture.stranger.sign(fixture.text)
    fixture.signatures["fresh.yaml.4.sig"] = Array("nonsense".utf8)
    #expect(
      try fixture.problems().map { String($0.prefix { $0 != ":" }) }
        == ["override-signature", "override-signer"])
    #expect(try fixture.isLifted())
  }

  @Test func aFolderOfTenThousandFilesIsBounded() throws {
    var fixture = try OverrideFixture()
    for number in 0..<10_000 { fixture.files[".pipgate/overrides/x\(number).yaml"] = [] }
    let problems = try fixture.problems()
    #expect(problems.first?.hasPrefix("override-malformed: there are more than 2000 files") == true)
    #expect(problems.count <= 2001)
    #expect(try fixture.isLifted())
  }

  @Test func everyFlippedBitIsRefused() throws {
    let fixture = try OverrideFixture()
    let conditions = OverrideConditions(
      trust: OverrideTrust(
        signers: try AllowedSigners.read(
          SourceFile(path: "signers", text: fixture.signers),
          namespace: OverrideTrust.namespace, moment: { Timestamp($0)?.seconds }
        ).get()),
      repository: "github.com/acme/shop",
      clock: Clock(fixture.now))
    func examined(_ document: [UInt8], _ signature: [UInt8]) -> ExaminedOverride {
      ExaminedOverride(
        OverrideFile(
          id: "fresh", file: SourceFile(path: OverrideFixture.path, bytes: document),
          signatures: [.init(path: "fresh.yaml.sig", bytes: signature)]), on: conditions)
    }
    let document = fixture.text
    let signature = try OverrideFixture.ana.sign(document)
    #expect(examined(document, signature).isInForce)
    for bit in 0..<document.count * 8 {
      var changed = document
      changed[bit / 8] ^= 1 << (bit % 8)
      let result = examined(changed, signature)
      #expect(!result.isInForce && result.document == nil)
      #expect(result.problems.map(\.kind) == [.signature])
    }
    for bit in 0..<signature.count * 8 {
      var changed = signature
      changed[bit / 8] ^= 1 << (bit % 8)
      let result = examined(document, changed)
      #expect(!result.isInForce && result.document == nil)
      #expect(
        result.problems.map(\.kind) == [.signature] || result.problems.map(\.kind) == [.signer])
    }
  }

  @Test func isUnusedWhereNothingNeedsIt() throws {
    var fixture = try OverrideFixture()
    fixture.requirements = "flask==1.0\n"
    fixture.unavailable = ["flask": Unavailability(.network, "no route")]
    #expect(
      try fixture.problems()
        == ["override-unused: the override lifts nothing that this change brings"])
    // One that the base has had is left alone while nobody can tell.
    fixture.isNew = false
    #expect(try fixture.problems() == [])
  }

  @Test func isNotCalledUnusedWhileAFactIsMissing() throws {
    var fixture = try OverrideFixture()
    fixture.unavailable = ["fresh": Unavailability(.network, "no route")]
    #expect(try fixture.problems() == [])
    #expect(try fixture.verdict() == .inconclusive)
  }

  /// What was merged before and speaks of something else is not looked at: not even its signature is.
  @Test func ofTheBaseOnlyWhatMayConcernTheChangeIsExamined() throws {
    var fixture = try OverrideFixture()
    fixture.signing = [OverrideFixture.stranger]
    #expect(try fixture.problems().count == 1)
    fixture.isNew = false
    #expect(try fixture.problems().count == 1)
    fixture.requirements = "freshly==2.0\nfres==2.0\n"
    #expect(try fixture.problems() == [])
    fixture.isNew = true
    #expect(try fixture.problems().count == 1)
  }

  @Test(arguments: ["fresh", "'fresh'", "\"fresh\"", "\"\\x66resh\"", "\n  fresh"])
  func howeverANameIsWrittenItIsFound(name: String) throws {
    var fixture = try OverrideFixture()
    fixture["id"] = "fresh"
    fixture["project"] = name
    fixture.isNew = false
    #expect(try fixture.isLifted())
    fixture.document = Array(
      ("{" + fixture.members.map { "\"\($0.name)\":\($0.value)" }.joined(separator: ",") + "}\n")
        .utf8)
    if name.first == "\"" { #expect(try fixture.isLifted()) }
  }

  @Test func permissiveModeCallsNothingUnused() throws {
    var fixture = try OverrideFixture()
    fixture.mode = .permissive
    #expect(try fixture.problems() == [])
  }

  @Test func aSecondOverrideForTheSameIsNotUnused() throws {
    var fixture = try OverrideFixture()
    var other = fixture
    other["id"] = "other"
    fixture.files[".pipgate/overrides/other.yaml"] = other.text
    fixture.files[".pipgate/overrides/other.yaml.sig"] = try OverrideFixture.bo.sign(other.text)
    #expect(try fixture.problems() == [])
    #expect(try fixture.judgements().flatMap(\.lifted).map(\.override.id) == ["fresh"])
  }
}

extension OverrideCase {
  /// Each is refused for an override that lifts a `review`.
  static let review: [OverrideCase] = [
    OverrideCase("unsigned", "override-unsigned: the override is not signed") { $0.signing = [] },
    OverrideCase("signed for git", "override-signature: the signature is for 'git'") {
      $0.signing = []
      $0.signatures["fresh.yaml.sig"] = try OverrideFixture.ana.sign($0.text, for: "git")
    },
    OverrideCase("of another document", "override-signature: the signature is not that of this") {
      $0.signing = []
      $0.signatures["fresh.yaml.sig"] = try OverrideFixture.ana.sign([0x61])
    },
    OverrideCase("a stranger", "override-signer: the key SHA256:") {
      $0.signing = [OverrideFixture.stranger]
    },
    OverrideCase("no signers at the base", "override-signer: the key SHA256:") { $0.signers = "" },
    OverrideCase(
      "a signer without a role",
      "override-unsigned: 'new-release' takes 1 signature by 'reviewer' or 'security', and has 0"
    ) {
      $0.signing = [OverrideFixture.stranger]
      $0.signers = try OverrideFixture.stranger.line()
    },
    OverrideCase("an expired key", "override-signer: the key of 'ana@acme.example' is not valid") {
      $0.signers = try OverrideFixture.ana.line(",valid-before=\"20260101Z\"")
    },
    OverrideCase("a key of tomorrow", "override-signer: the key of 'ana@acme.example' is not") {
      $0.signers = try OverrideFixture.ana.line(",valid-after=\"20260102Z\"")
    },
    OverrideCase("a revoked key", "override-revoked: the key SHA256:") {
      $0.revoked = try OverrideFixture.ana.keyText() + " lost\n"
    },
    OverrideCase("a revoked id", "override-revoked: the override 'fresh' is revoked") {
      $0.revoked = "override fresh\n"
    },
    OverrideCase("a revoked serial", "override-revoked: the serial 5 is revoked: 6 is the lowest") {
      $0.revoked = "minimum-serial 6\n"
    },
    OverrideCase(
      "the requester's own", "override-signer: 'ana@acme.example' has requested the override",
      "override-unsigned: 'new-release' takes 1 signature"
    ) { $0["requester"] = "ana@acme.example" },
    OverrideCase(
      "another repository", "override-scope: the override is for 'github.com/acme/Shop', and this"
    ) { $0["repository"] = "github.com/acme/Shop" },
    OverrideCase("another project", "override-unused: ") { $0["project"] = "fresher" },
    OverrideCase(
      "another version", "override-scope: the override is for the versions '==2.1', and this is 2.0"
    ) { $0["versions"] = "'==2.1'" },
    OverrideCase("another local version", "override-scope: the override is for the versions") {
      $0["versions"] = "'==2.0+cpu'"
    },
    OverrideCase(
      "a file that the signers have not seen", "override-scope: the signers have not seen the file"
    ) { $0["hashes"] = "[\(OverrideFixture.wheel)]" },
    OverrideCase("a leap second", "override-malformed: '2026-01-09T23:59:60Z' is not a moment") {
      $0["expires"] = "2026-01-09T23:59:60Z"
    },
    OverrideCase("a version of two digits", "override-malformed: this is not a version of") {
      $0["version"] = "01"
    },
    OverrideCase(
      "a serial that begins with zero", "override-malformed: 'serial' takes a positive whole"
    ) { $0["serial"] = "05" },
    OverrideCase(
      "the requester's own in capitals", "override-signer: 'ana@acme.example' has requested",
      "override-unsigned: 'new-release' takes 1 signature"
    ) { $0["requester"] = "ANA@acme.example" },
    OverrideCase("another epoch", "override-scope: the override is for the versions '==1!2.0'") {
      $0["versions"] = "'==1!2.0'"
    },
    OverrideCase(
      "a range that selects more",
      "override-scope: the override is for the versions '==2.0', and 1.0"
    ) { $0.requirements = "fresh>=1\n" },
    OverrideCase("another rule", "override-scope: the override does not name 'new-release'") {
      $0["rules"] = "[typosquat]"
    },
    OverrideCase("another path", "override-scope: the override is not for 'requirements.txt'") {
      $0["paths"] = "[Requirements.txt, other/requirements.txt]"
    },
    OverrideCase("another tier", "override-scope: the override is for the tier 'balanced', and") {
      $0["tier"] = "balanced"
    },
    OverrideCase("over", "override-expired: the override has expired at 2026-01-01T00:00:00Z") {
      $0["expires"] = "2026-01-01T00:00:00Z"
    },
    OverrideCase("not yet", "override-expired: the override is issued only at 2026-01-01T00:05:01Z")
    { $0["issued"] = "2026-01-01T00:05:01Z" },
    OverrideCase("too long", "override-scope: the override holds for ") {
      $0["expires"] = "2026-04-20T00:00:00Z"
    },
    OverrideCase(
      "a clock that is wrong",
      "override-expired: the clock says 2026-01-01, and it rained on 2026-01-03"
    ) {
      $0.past = [(Timestamp("2026-01-03")!, "it rained")]
    },
    OverrideCase(
      "a policy without overrides", "override-scope: the policy lets no override lift 'new-release'"
    ) { $0.policy = String($0.policy.prefix { $0 != "\n" }) + $0.policyBody(until: "overrides:") },
    OverrideCase("a policy without a repository", "override-scope: the policy does not name its") {
      $0.policy = $0.policyBody(until: "roles:").replacing(
        "repository: github.com/acme/shop\n", with: "")
      $0.policy = "version: 1\n" + $0.policy
    },
    OverrideCase("a direct reference", "override-scope: the override does not name 'direct-ref") {
      $0.requirements = "fresh @ https://acme.example/fresh-2.0-py3-none-any.whl\n"
    },
    OverrideCase("forbidden", "override-scope: 'denied' is forbidden here, which no override lifts")
    {
      $0.policy += "deny: [fresh]\n"
      $0["rules"] = "[denied]"
    },
    OverrideCase(
      "forbidden malware", "override-scope: 'malware' is forbidden here, which no override lifts"
    ) {
      $0.advisories = [ExampleAdvisory("fresh", "MAL-2026-1", .everything)]
      $0["rules"] = "[malware, new-release]"
    },
    OverrideCase("an unknown member", "override-malformed: 'hours' is not a known key") {
      $0["hours"] = "9-17"
    },
    OverrideCase("a member twice", "override-malformed: the key 'rules' stands here twice") {
      $0.members.append(("rules", "[yanked]"))
    },
    OverrideCase("a missing member", "override-malformed: the override lacks 'tier'") {
      $0.members.removeAll { $0.name == "tier" }
    },
    OverrideCase("another id", "override-malformed: the id 'fresher' is not the name of the file") {
      $0["id"] = "fresher"
    },
    OverrideCase("another version of the form", "override-malformed: this is not a version of") {
      $0["version"] = "2"
    },
    OverrideCase("a pattern of rules", "override-malformed: '*' is not a rule") {
      $0["rules"] = "['*']"
    },
    OverrideCase("an unknown rule", "override-malformed: 'new-relase' is not a rule; did you mean")
    {
      $0["rules"] = "[new-relase]"
    },
    OverrideCase("no rules", "override-malformed: 'rules' is empty") { $0["rules"] = "[]" },
    OverrideCase("a pattern of paths", "override-malformed: '**' is not the path of a file") {
      $0["paths"] = "['**']"
    },
    OverrideCase("a path that leads out", "override-malformed: '../x' is not the path of a file") {
      $0["paths"] = "['../x']"
    },
    OverrideCase("a name that is not normalized", "override-malformed: 'Fresh' is not the norm") {
      $0["project"] = "Fresh"
    },
    OverrideCase("an arbitrary version", "override-malformed: '===2.0' is not a version spec") {
      $0["versions"] = "'===2.0'"
    },
    OverrideCase("a day instead of a moment", "override-malformed: '2026-01-10' is not a moment") {
      $0["expires"] = "2026-01-10"
    },
    OverrideCase("a moment without a zone", "override-malformed: '2026-01-10T00:00:00' is not a") {
      $0["expires"] = "2026-01-10T00:00:00"
    },
    OverrideCase("an end before the beginning", "override-malformed: the override expires before") {
      $0["expires"] = "2025-12-01T00:00:00Z"
    },
    OverrideCase("an alias", "override-malformed: anchors are not", "override-malformed: aliases") {
      $0["rules"] = "[&a new-release, *a]"
    },
    OverrideCase("a tag", "override-malformed: tags are not") { $0["tier"] = "!!str own" },
    OverrideCase("two documents", "override-malformed: ") {
      $0.document = $0.text + Array("---\nversion: 1\n".utf8)
    },
    OverrideCase("carriage returns", "override-malformed: the override has carriage returns") {
      $0.document = $0.text.flatMap { $0 == 0x0a ? [0x0d, 0x0a] : [$0] }
    },
    OverrideCase("a byte order mark", "override-malformed: the file begins with a byte order mark")
    {
      $0.document = [0xef, 0xbb, 0xbf] + $0.text
    },
    OverrideCase("no last line feed", "override-malformed: the override does not end with a line") {
      $0.document = Array($0.text.dropLast())
    },
    OverrideCase("nothing", "override-malformed: the override is empty") { $0.document = [0x0a] },
    OverrideCase("too much", "override-malformed: the file is larger than 64 KiB") {
      $0.document = $0.text + Array(repeating: 0x0a, count: 65_536)
    },
    OverrideCase("a serial that is text", "override-malformed: 'serial' takes a positive whole") {
      $0["serial"] = "'5'"
    },
  ]

  /// Each is refused for an override that lifts a `block` and a `review`.
  static let block: [OverrideCase] = [
    OverrideCase(
      "one signer short",
      "override-unsigned: 'yanked' takes 2 signatures by 'security', and has 1"
    ) { $0.signing = [OverrideFixture.cy] },
    OverrideCase("one person twice", "override-unsigned: 'yanked' takes 2 signatures by 'security'")
    { $0.signing = [OverrideFixture.cy, OverrideFixture.cy] },
    OverrideCase(
      "one person with two keys", "override-unsigned: 'yanked' takes 2 signatures by 'security'"
    ) {
      let second = TestSigner("cy@acme.example", seed: 9)
      $0.signers += try second.line()
      $0.signing = [OverrideFixture.cy, second]
    },
    OverrideCase("one of another role", "override-unsigned: 'yanked' takes 2 signatures by 'sec") {
      $0.signing = [OverrideFixture.cy, OverrideFixture.ana]
    },
    OverrideCase(
      "one revoked", "override-revoked: the key SHA256:",
      "override-unsigned: 'yanked' takes 2 signatures"
    ) { $0.revoked = try OverrideFixture.dee.keyText() + "\n" },
    OverrideCase(
      "one is the requester", "override-signer: 'dee@acme.example' has requested",
      "override-unsigned: 'yanked' takes 2 signatures"
    ) { $0["requester"] = "dee@acme.example" },
    OverrideCase("a range of versions", "override-scope: a block is lifted for one exact version") {
      $0["versions"] = "'>=2.0,<2.1'"
    },
    OverrideCase("all versions that begin like it", "override-scope: a block is lifted for one") {
      $0["versions"] = "'==2.*'"
    },
    OverrideCase("no hashes", "override-scope: a block is lifted for known files") {
      $0["hashes"] = "[]"
    },
    OverrideCase("hashes left out", "override-scope: a block is lifted for known files") {
      $0.members.removeAll { $0.name == "hashes" }
    },
    OverrideCase(
      "a file added later", "override-scope: the signers have not seen the file 'fresh-2.0.tar.gz'"
    ) { $0["hashes"] = "[\(OverrideFixture.wheel)]" },
    OverrideCase("too long for a block", "override-scope: the override holds for ") {
      $0["expires"] = "2026-02-20T00:00:00Z"
    },
  ]
}

extension OverrideFixture {
  /// The policy without its first line, up to a key.
  func policyBody(until key: String) -> String {
    let lines = policy.split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
    return "\n" + lines.prefix { !$0.hasPrefix(key) }.joined(separator: "\n") + "\n"
  }
}
