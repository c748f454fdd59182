import SourceText
import Testing

@testable import Gate

/// Policies that count their edits, and what becomes of one that is older than another.
struct PolicySerialTests {
  private func read(
    _ files: [RepositoryPath: String], as kind: RawPolicyReader.Kind = .repository,
    above floor: Policy? = nil
  ) throws -> Policy {
    let library = PolicyLibrary(
      FileTree(
        paths: { () throws(TreeError) in Array(files.keys) },
        entry: { (path) throws(TreeError) in files[path].map { .file(Array($0.utf8)) } }))
    let own = SourceFile(path: TrustedPaths.policy, text: files[TrustedPaths.policy] ?? "")
    let all =
      kind == .floor
      ? try PolicyFiles(floor: own, in: library) : try PolicyFiles(own, in: library)
    return try Policy.read(
      all, origin: "", builtIn: TestPolicy.builtIn, rules: RuleRegistry.descriptions, floor: floor
    ).get()
  }

  @Test(arguments: [("1", 1), ("12", 12), ("999999999", 999_999_999)])
  func aWholeNumberIsRead(written: String, meant: Int) throws {
    let policy = try PolicyFixtures.read("version: 1\nserial: \(written)\n").get()
    #expect(policy.serial == meant)
    #expect(policy.places[.serial]?.text == written)
  }

  @Test(arguments: [
    ("0", "not '0'"), ("007", "not '007'"), ("-1", "not '-1'"), ("1.5", "not '1.5'"),
    ("\"3\"", "not '3'"),
    ("1000000000", "not '1000000000'"), ("99999999999999999999", "not '99999999999999999999'"),
    ("", "not ''"), ("[1]", "not a list"), ("{}", "not a mapping"), ("next", "not 'next'"),
  ])
  func anythingElseIsRefused(written: String, message: String) throws {
    let problems = try PolicyFixtures.problems("version: 1\nserial: \(written)\n")
    #expect(
      problems.count == 1
        && problems[0].hasSuffix("'serial' takes a positive whole number, \(message)"),
      "\(problems)")
  }

  @Test func onlyTheOwnFileOfARepositoryCounts() throws {
    let extended = ["shared.yaml": "version: 1\nserial: 9\n"] as [RepositoryPath: String]
    let path = TrustedPaths.policy
    func own(_ text: String, above floor: Policy? = nil) throws -> Policy {
      try read(extended.merging([path: "version: 1\n" + text]) { $1 }, above: floor)
    }
    #expect(try own("extends: ../shared.yaml\n").serial == nil)
    #expect(try own("extends: ../shared.yaml\nserial: 2\n").serial == 2)
    let floor = try read([path: "version: 1\nserial: 7\n"], as: .floor)
    #expect(floor.serial == nil)
    #expect(floor.aboveItself.serial == nil)
    #expect(try own("", above: floor).serial == nil)
    let above = try own("serial: 2\n", above: floor)
    #expect(above.serial == 2)
    #expect(above.judging(everythingBy: "paranoid")?.serial == 2)
    let shown = EffectivePolicy(above, at: nil).sections.flatMap(\.values)
    #expect(shown.first { $0.name == "serial" }?.value == "2")
    #expect(PolicySummary.text(of: above).contains("  serial   2\n"))
  }

  @Test func underAnOlderPolicyNoOverrideCounts() throws {
    #expect(PolicyRollback(serial: 3, highest: 3) == nil)
    #expect(PolicyRollback(serial: 4, highest: 3) == nil)
    #expect(
      PolicyRollback(serial: nil, highest: 3)?.fact
        == "the policy has no serial, and 3 was seen before")
    var fixture = try OverrideFixture()
    #expect(try fixture.isLifted())
    fixture.rollback = PolicyRollback(serial: 2, highest: 3)
    #expect(try !fixture.isLifted())
    #expect(
      try fixture.problems() == [
        "override-expired: the policy has the serial 2, and 3 was seen before, so no override counts"
      ])
  }

  @Test(
    arguments: [
      ("serial: 3", "serial: 2", "counts its serial back from 3 to 2"),
      ("serial: 3", "tier: paranoid", "loses its serial, which was 3"),
      ("serial: 3", "serial: \"2\"", "loses its serial, which was 3"),
      ("serial: 3", "serial: [", "loses its serial, which was 3"),
      ("serial: 3", nil, "loses its serial, which was 3"),
      ("serial: 3", "serial: 3\nmode: audit", nil), ("serial: 3", "serial: 4", nil),
      ("tier: paranoid", "serial: 1", nil), (nil, "serial: 1", nil),
    ] as [(String?, String?, String?)])
  func aChangeThatCountsBackIsTold(base: String?, head: String?, told: String?) throws {
    func files(_ text: String?) -> [String: String] {
      text.map { [".pipgate/policy.yaml": "version: 1\n\($0)\n"] } ?? [:]
    }
    let introductions = try TestChange(base: files(base), head: files(head)).introductions()
    let judge = Judge(
      policy: TestPolicy.builtIn.policy, facts: TestFacts.make(projects: []), mode: .enforce,
      defersToLater: false)
    let findings = judge.judgements(of: introductions).flatMap(\.findings).map(\.finding)
    try #require(findings.count == 1 && findings[0].rule.text == "trust-changed")
    let message = "\(findings[0].message)"
    #expect(message.contains("serial") == (told != nil), "\(message)")
    if let told { #expect(message.contains(told), "\(message)") }
    #expect(findings[0].help?.contains("above 3") == (told != nil))
    #expect(findings[0].location?.text == (told?.contains("back") == true ? "2" : nil))
  }

  @Test func anotherFileHasNoSerialToLower() throws {
    let change = TestChange(
      base: [".pipgate/allowed_signers": "serial: 3\n"],
      head: [".pipgate/allowed_signers": "serial: 2\n"])
    let found = try change.introductions()
    #expect(found == [.trust(".pipgate/allowed_signers")])
  }
}
