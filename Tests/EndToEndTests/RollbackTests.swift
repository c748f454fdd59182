import Foundation
import Testing

/// Policies that come back in an older state, told by the highest serial that was seen.
@Suite("Rolled back policies")
struct RollbackTests {
  private static let index = Result {
    try LoopbackIndex([
      "steady": #"{"versions": {"1.0": {"uploaded": "-900d"}, "2.0": {"uploaded": "-2d"}}}"#
    ])
  }

  private static func policy(_ serial: Int?, repository: String? = "github.com/acme/shop") -> String
  {
    """
    version: 1
    \(repository.map { "repository: \($0)" } ?? "")
    \(serial.map { "serial: \($0)" } ?? "")
    tier: own
    tiers:
      own: {extends: balanced, levels: {unpopular: ignore, new-project: ignore}}

    """
  }

  private static let terms = """
    roles: {reviewer: [ana@acme.example]}
    overrides: {review: {signatures: 1, roles: [reviewer]}}

    """

  /// A repository whose policies have these serials, one commit each, with what a test stages.
  private func scratch(_ serials: [Int?], repository: String? = "github.com/acme/shop") throws
    -> Scratch
  {
    let scratch = try Scratch(index: Self.index.get().url)
    for serial in serials {
      try scratch.commit([
        "requirements.txt": "steady==1.0\n",
        ".pipgate/policy.yaml": Self.policy(serial, repository: repository),
      ])
    }
    return scratch
  }

  private func back(_ scratch: Scratch) throws {
    try scratch.git("reset", "-q", "--hard", "HEAD~1")
    try scratch.stage(["notes.txt": "x\n"])
  }

  private func state(_ scratch: Scratch) -> String { "\(scratch.top)/home/.local/state" }

  private func records(_ scratch: Scratch) throws -> [String] {
    let folder = state(scratch) + "/pipgate/policies"
    guard scratch.exists(folder) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".json") }.map { "\(folder)/\($0)" }
  }

  private static let told = "notice: the policy is rolled back: the policy has the serial"
  private static let unnoticed = "notice: an older policy than this would not be noticed here"

  @Test func underAnOlderPolicyNoOverrideCounts() throws {
    let scratch = try Scratch(index: Self.index.get().url)
    let made = try Command.run(
      ["/usr/bin/env", "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "../ana"],
      in: scratch.root, environment: scratch.environment)
    try #require(made.status == 0, "\(made.text)")
    let signers =
      "ana@acme.example namespaces=\"pipgate-override\" "
      + (try scratch.read("\(scratch.top)/ana.pub"))
    for serial in [2, 3] {
      try scratch.commit([
        "requirements.txt": "steady==1.0\n", ".pipgate/allowed_signers": signers,
        ".pipgate/policy.yaml": Self.policy(serial) + Self.terms,
      ])
    }
    try scratch.stage(["requirements.txt": "steady==2.0\n"])
    let requested = try scratch.pipgate(
      "override", "request", "steady", "--reason", "the fix", "--requester", "dev@acme.example")
    try #require(requested.status == 0, "\(requested.text)")
    let signed = try scratch.pipgate(
      "override", "sign", "steady-2.0", "--yes", "--key", "\(scratch.top)/ana")
    try #require(signed.status == 0, "\(signed.text)")
    try scratch.git("add", "-A")
    // The first run is silent, and so is every one that sees the same.
    for _ in 0..<2 {
      let first = try scratch.pipgate("check", "--hook")
      #expect(first.status == 0, "\(first.text)")
      #expect(!first.text.contains("serial"), "\(first.text)")
      #expect(first.output.contains("accepted by ana@acme.example"))
    }
    try scratch.git("reset", "-q", "--soft", "HEAD~1")
    let older = try scratch.pipgate("check", "--hook")
    #expect(older.status == 1, "\(older.text)")
    #expect(older.output.contains("[new-release]"))
    #expect(older.output.contains("[override-expired]"))
    #expect(
      older.text.contains(
        "\(Self.told) 2, and 3 was seen before; its rules hold, and no override counts; fetch the "
          + "newer one, or give this one a serial above 3"), "\(older.text)")
    #expect(try scratch.pipgate("override", "verify").status == 1)
    // What is there is not forgotten by it.
    #expect(try scratch.pipgate("check", "--hook").status == 1)
    // The operator's own policy is none of the repository's.
    let named = try scratch.pipgate("check", "--policy", ".pipgate/policy.yaml")
    #expect(!named.text.contains("rolled back"), "\(named.text)")
    // Continuous integration goes by the tip of the base, and so does the next serial.
    for (name, value) in [("CI", "true"), ("GITLAB_CI", "true")] {
      let automated = try scratch.pipgate("check", with: [name: value])
      #expect(automated.status == 0, "\(automated.text)")
      #expect(!automated.text.contains("rolled back"), "\(automated.text)")
    }
    try scratch.git("reset", "-q", "--soft", "ORIG_HEAD")
    #expect(try scratch.pipgate("check", "--hook").status == 0)
  }

  @Test func theRulesHoldAndNothingElseStops() throws {
    let scratch = try scratch([2, 3])
    try scratch.stage(["notes.txt": "x\n"])
    #expect(!(try scratch.pipgate("check").text.contains("serial")))
    try back(scratch)
    let older = try scratch.pipgate("check")
    #expect(older.status == 0, "\(older.text)")
    #expect(older.text.contains(Self.told), "\(older.text)")
    let json = try scratch.pipgate("check", "--format", "json")
    #expect(json.output.contains("the policy is rolled back"))
    // Every way to judge here tells it.
    for words in [
      ["check", "--from", "HEAD", "--to", "HEAD"], ["check", "--base", "HEAD"], ["check", "--all"],
      ["check", "requirements.txt"],
    ] {
      let result = try scratch.pipgate(words)
      #expect(result.text.contains(Self.told), "\(words): \(result.text)")
    }
    // A linked worktree is the same repository.
    try scratch.git("worktree", "add", "-q", "--detach", "../linked")
    let linked = try scratch.pipgate("check", in: "\(scratch.top)/linked")
    #expect(linked.text.contains(Self.told), "\(linked.text)")
  }

  @Test(arguments: [nil, "github.com/acme/shop"])
  func aRepositoryIsKnownByItsNameOrElseByItsFolder(name: String?) throws {
    let scratch = try scratch([2, 3], repository: name)
    try scratch.stage(["notes.txt": "x\n"])
    #expect(try scratch.pipgate("check").status == 0)
    // Another one, by the same person.
    var other = try self.scratch([2], repository: name)
    other.environment["HOME"] = "\(scratch.top)/home"
    try other.stage(["notes.txt": "x\n"])
    let result = try other.pipgate("check")
    #expect(result.status == 0)
    #expect(result.text.contains(Self.told) == (name != nil), "\(result.text)")
    #expect(result.text.contains("3 was seen before in '\(scratch.root)/.git'") == (name != nil))
    #expect(try records(scratch).count == (name == nil ? 2 : 1))
    // A linked worktree has no folder of its own.
    try scratch.git("worktree", "add", "-q", "--detach", "../linked", "HEAD~1")
    let linked = try scratch.pipgate("check", in: "\(scratch.top)/linked")
    #expect(linked.text.contains("\(Self.told) 2, and 3 was seen before; "), "\(linked.text)")
  }

  /// The policy of a time before anybody counted is older than all that were counted.
  @Test func aPolicyWithoutASerialIsOlderThanOneWithIt() throws {
    let scratch = try scratch([nil, 3])
    try scratch.stage(["notes.txt": "x\n"])
    #expect(!(try scratch.pipgate("check").text.contains("rolled back")))
    let kept = try scratch.read(try #require(try records(scratch).first))
    try back(scratch)
    for _ in 0..<2 {
      let older = try scratch.pipgate("check", "--hook")
      #expect(older.status == 0, "\(older.text)")
      #expect(
        older.text.contains(
          "notice: the policy is rolled back: the policy has no serial, and 3 was seen before; "
            + "its rules hold, and no override counts"), "\(older.text)")
    }
    #expect(try scratch.read(try #require(try records(scratch).first)) == kept)
    // Continuous integration and an operator's own policy ask no record.
    #expect(!(try scratch.pipgate("check", with: ["CI": "1"]).text.contains("rolled back")))
    let named = try scratch.pipgate("check", "--policy", ".pipgate/policy.yaml")
    #expect(!named.text.contains("rolled back"))
    // Without the record counting begins anew, and without a serial nothing is counted.
    try FileManager.default.removeItem(atPath: try #require(try records(scratch).first))
    #expect(!(try scratch.pipgate("check").text.contains("rolled back")))
    #expect(try records(scratch).isEmpty)
  }

  @Test func whereNothingIsCountedOrNobodyWorksNothingIsKept() throws {
    let none = try scratch([nil])
    try none.stage(["notes.txt": "x\n"])
    #expect(try none.pipgate("check").status == 0)
    #expect(!none.exists(state(none)))
    let counted = try scratch([3])
    try counted.stage(["notes.txt": "x\n"])
    #expect(try counted.pipgate("check", with: ["CI": "1"]).status == 0)
    #expect(try counted.pipgate("check", "--policy", ".pipgate/policy.yaml").status == 0)
    #expect(try counted.pipgate("check", "--before", ".", "--after", ".").status == 0)
    let server = counted.top + "/server.git"
    try counted.git("clone", "-q", "--bare", ".", server)
    let head = try counted.git("rev-parse", "HEAD")
    let pushed = try counted.pipgate(
      "check", "--pre-receive", in: server, input: "\(head) \(head) refs/heads/main\n")
    #expect(pushed.status == 0, "\(pushed.text)")
    #expect(!counted.exists(state(counted)))
    // A floor is of no repository.
    try none.write("\(none.top)/floor.yaml", "version: 1\nserial: 9\n")
    let floor = try none.pipgate("check", "--floor", "\(none.top)/floor.yaml")
    #expect(floor.status == 0, "\(floor.text)")
    #expect(!none.exists(state(none)))
    #expect(try counted.pipgate("check").status == 0)
    #expect(try records(counted).count == 1)
  }

  @Test func aRecordThatCannotBeKeptIsToldAndDecidesNothing() throws {
    let scratch = try scratch([2, 3])
    try scratch.stage(["notes.txt": "x\n"])
    func check(_ more: [String: String?] = [:]) throws -> String {
      let result = try scratch.pipgate("check", with: more)
      #expect(result.status == 0, "\(result.text)")
      return result.text
    }
    #expect(try check(["HOME": nil]).contains("\(Self.unnoticed): nothing names a folder"))
    try scratch.write("\(scratch.top)/file", "")
    #expect(
      try check(["XDG_STATE_HOME": "\(scratch.top)/file"]).contains(Self.unnoticed))
    try FileManager.default.createDirectory(
      atPath: "\(scratch.top)/open/pipgate", withIntermediateDirectories: true)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o777], ofItemAtPath: "\(scratch.top)/open/pipgate")
    #expect(try check(["XDG_STATE_HOME": "\(scratch.top)/open"]).contains(Self.unnoticed))
    // A folder that is there and takes nothing, unless for a user whom nothing stops.
    try FileManager.default.createDirectory(
      atPath: "\(scratch.top)/closed", withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o500])
    let closed = try check(["XDG_STATE_HOME": "\(scratch.top)/closed"])
    #expect(closed.contains("cannot be written") || geteuid() == 0, "\(closed)")
    // Hostile bytes, and a link, in place of a record.
    #expect(!(try check().contains(Self.unnoticed)))
    let record = try #require(try records(scratch).first)
    try back(scratch)
    let kept = try scratch.read(record)
    try scratch.write(record, "\u{1b}]0;x\u{7}{\"serial\": 1e999}", permissions: 0o600)
    let broken = try check()
    #expect(broken.contains("\(Self.unnoticed): '\(record)' is no record of your own"))
    #expect(!broken.unicodeScalars.contains("\u{1b}"))
    try scratch.write("\(scratch.top)/elsewhere.json", kept, permissions: 0o600)
    try FileManager.default.removeItem(atPath: record)
    try FileManager.default.createSymbolicLink(
      atPath: record, withDestinationPath: "\(scratch.top)/elsewhere.json")
    #expect(try check().contains("is no record of your own"))
    #expect(try scratch.read("\(scratch.top)/elsewhere.json") == kept)
    // Once it is gone, counting begins anew.
    try FileManager.default.removeItem(atPath: record)
    #expect(!(try check().contains("notice: ")))
    #expect(try scratch.read(record).contains("\"serial\":2,"))
  }

  @Test func manyHooksAtOnceKeepTheHighest() async throws {
    let scratch = try scratch([2, 3])
    let before = "\(scratch.top)/before"
    try scratch.git("worktree", "add", "-q", "--detach", before, "HEAD~1")
    let statuses = try await withThrowingTaskGroup(of: Int32.self) { group in
      for number in 0..<6 {
        group.addTask {
          try scratch.pipgate("check", in: number.isMultiple(of: 2) ? before : nil).status
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(statuses == Array(repeating: 0, count: 6))
    let record = try #require(try records(scratch).first)
    #expect(try scratch.read(record).contains("\"serial\":3,"))
  }

  @Test func aChangeThatCountsBackIsTold() throws {
    let scratch = try scratch([3])
    try scratch.stage([".pipgate/policy.yaml": Self.policy(2)])
    let result = try scratch.pipgate("check")
    #expect(result.status == 0, "\(result.text)")
    #expect(result.output.contains("[trust-changed]"))
    #expect(result.output.contains("counts its serial back from 3 to 2"), "\(result.output)")
    #expect(result.output.contains(".pipgate/policy.yaml:3:9"), "\(result.output)")
    #expect(result.output.contains("give the policy a serial above 3"))
    #expect(!result.text.contains("rolled back"))
    let shown = try scratch.pipgate("policy", "show")
    #expect(shown.output.contains("serial"), "\(shown.output)")
    try scratch.write(".pipgate/policy.yaml", "version: 1\nserial: 0\n")
    let checked = try scratch.pipgate("policy", "check")
    #expect(checked.status == 2)
    #expect(checked.errors.contains("'serial' takes a positive whole number, not '0'"))
  }
}
