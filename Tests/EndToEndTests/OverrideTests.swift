import Foundation
import Testing

/// The life of an override, with real keys and a real repository.
@Suite("Overrides")
struct OverrideTests {
  private static let policy = SignedRepository.policy
  private static let index = Result {
    try LoopbackIndex([
      "steady": #"{"versions": {"1.0": {"uploaded": "-900d"}, "2.0": {"uploaded": "-2d"}}}"#
    ])
  }

  /// A repository whose base names signers with new keys, and in which a fresh release is staged.
  private func scratch(
    keys: [(person: String, type: String, bits: String)], policy: String = policy,
    signers more: String = ""
  ) throws -> Scratch {
    let scratch = try Scratch(index: Self.index.get().url)
    var signers = more
    for (person, type, bits) in keys {
      try run(
        scratch, ["ssh-keygen", "-q", "-t", type, "-b", bits, "-N", "", "-f", "../\(person)"])
      signers +=
        "\(person)@acme.example namespaces=\"pipgate-override\" "
        + (try scratch.read("\(scratch.top)/\(person).pub"))
    }
    try scratch.commit([
      "requirements.txt": "steady==1.0\n", ".pipgate/policy.yaml": policy,
      ".pipgate/allowed_signers": signers,
    ])
    try scratch.stage(["requirements.txt": "steady==2.0\n"])
    return scratch
  }

  @discardableResult
  private func run(_ scratch: Scratch, _ words: [String]) throws -> CommandResult {
    let result = try Command.run(
      ["/usr/bin/env"] + words, in: scratch.root, environment: scratch.environment)
    try #require(result.status == 0, "\(words): \(result.text)")
    return result
  }

  private func request(_ scratch: Scratch, by person: String = "dev@acme.example") throws {
    let result = try scratch.pipgate(
      "override", "request", "steady", "--reason", "the fix, see ticket 7", "--requester", person)
    try #require(result.status == 0, "\(result.text)")
  }

  private func sign(_ scratch: Scratch, _ person: String) throws -> CommandResult {
    try scratch.pipgate(
      "override", "sign", "steady-2.0", "--yes", "--key", "\(scratch.top)/\(person)")
  }

  @Test(
    arguments: [
      ("ed25519", "256"), ("ecdsa", "256"), ("ecdsa", "384"), ("ecdsa", "521"), ("rsa", "3072"),
    ])
  func liftsWhatEveryKindOfKeySigns(type: String, bits: String) throws {
    let scratch = try scratch(keys: [("ana", type, bits)])
    let blocked = try scratch.pipgate("check")
    #expect(blocked.status == 1)
    #expect(blocked.output.contains("[new-release]"))
    try request(scratch)
    try scratch.git("add", "-A")
    let unsigned = try scratch.pipgate("check")
    #expect(unsigned.status == 1)
    #expect(unsigned.output.contains("[override-unsigned]"))
    let signed = try sign(scratch, "ana")
    #expect(signed.status == 0, "\(signed.text)")
    #expect(signed.output.contains("  project: \"steady\"\n"))
    #expect(!signed.output.contains("notice"))
    #expect(try scratch.pipgate("override", "verify").status == 0)
    // A signature in the working tree alone is not part of the change.
    #expect(try scratch.pipgate("check").status == 1)
    try scratch.git("add", "-A")
    let lifted = try scratch.pipgate("check")
    #expect(lifted.status == 0, "\(lifted.text)")
    #expect(lifted.output.contains("overridden: "))
    #expect(lifted.output.contains("accepted by ana@acme.example until "))
    let json = try scratch.pipgate("check", "--format", "json")
    #expect(json.output.contains(#""id": "steady-2.0""#))
    let github = try scratch.pipgate("check", "--format", "github")
    #expect(github.output.contains("title=pipgate%3A overridden (new-release)"))
    // The same as a commit, judged as continuous integration does.
    try scratch.git("checkout", "-q", "-b", "topic")
    try scratch.commit()
    #expect(try scratch.pipgate("check", "--base", "main").status == 0)
    #expect(try scratch.pipgate("check", "--from", "main", "--to", "topic").status == 0)
  }

  @Test func whatTheChangeSaysOfSignersHasNoSay() throws {
    let scratch = try scratch(keys: [("ana", "ed25519", "256")])
    try run(scratch, ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "../eve"])
    try request(scratch)
    #expect(try sign(scratch, "eve").output.contains("notice: the key is not that of a signer"))
    let signers = "ana@acme.example namespaces=\"pipgate-override\" "
    try scratch.stage([
      ".pipgate/allowed_signers": signers + (try scratch.read("\(scratch.top)/eve.pub")),
      ".pipgate/policy.yaml": Self.policy + "allow: [steady]\n",
    ])
    let result = try scratch.pipgate("check")
    #expect(result.status == 1)
    #expect(result.output.contains("[override-signer]"))
    // The same bytes at the base let the change pass.
    try scratch.commit(["requirements.txt": "steady==1.0\n"])
    try scratch.stage(["requirements.txt": "steady==2.0\n"])
    #expect(try scratch.pipgate("check").status == 0)
  }

  @Test func aRevocationAtTheBaseCounts() throws {
    let scratch = try scratch(keys: [("ana", "ed25519", "256")])
    try request(scratch)
    #expect(try sign(scratch, "ana").status == 0)
    try scratch.git("add", "-A")
    #expect(try scratch.pipgate("check").status == 0)
    #expect(try scratch.pipgate("override", "revoke", "steady-2.0").status == 0)
    #expect(try scratch.read(".pipgate/revoked") == "override steady-2.0\n")
    try scratch.git("add", "-A")
    #expect(try scratch.pipgate("check").status == 0)
    try scratch.git("commit", "-q", "--no-verify", "-m", "Revoke", ".pipgate/revoked")
    let result = try scratch.pipgate("check")
    #expect(result.status == 1)
    #expect(result.output.contains("[override-revoked]"))
    #expect(try scratch.pipgate("override", "verify").status == 1)
  }

  @Test func blocksTakeTwoPeopleAndTheRequesterIsNoneOfThem() throws {
    let strict = Self.policy.replacingOccurrences(
      of: "unpopular: ignore", with: "new-release: block, unpopular: ignore")
    let scratch = try scratch(
      keys: [("cy", "ed25519", "256"), ("dee", "ecdsa", "256")], policy: strict)
    try request(scratch, by: "cy@acme.example")
    let own = try sign(scratch, "cy")
    #expect(own.output.contains("has requested it, so this does not count"))
    #expect(try sign(scratch, "dee").status == 0)
    try scratch.git("add", "-A")
    let result = try scratch.pipgate("check")
    #expect(result.status == 1)
    #expect(result.output.contains("takes 2 signatures by 'security', and has 1"))
    #expect(try sign(scratch, "dee").status == 2)
    let list = try scratch.pipgate("override", "list")
    #expect(list.output.contains("not yet for 'block': 1 of 2 by security missing"))
  }

  @Test func anOverrideAloneIsUnusedAndNothingElse() throws {
    let scratch = try scratch(keys: [("ana", "ed25519", "256")])
    try request(scratch)
    #expect(try sign(scratch, "ana").status == 0)
    try scratch.stage(["requirements.txt": "steady==1.0\n"])
    let result = try scratch.pipgate("check")
    #expect(result.status == 0)
    #expect(result.output.contains("[override-unused]"))
    #expect(!result.output.contains("[trust-changed]"))
    // Without a policy at the base somebody else's signature says nothing.
    let bare = try Scratch(index: Self.index.get().url)
    try bare.commit(["requirements.txt": "steady==1.0\n"])
    try bare.stage([
      ".pipgate/overrides/steady-2.0.yaml": try scratch.read(".pipgate/overrides/steady-2.0.yaml")
    ])
    let unsigned = try bare.pipgate("check")
    #expect(unsigned.status == 0)
    #expect(unsigned.output.contains("[override-unsigned]"))
  }

  @Test func listAnnouncesWhatExpiresAndWhatIsUnused() throws {
    let scratch = try scratch(keys: [("ana", "ed25519", "256")])
    try request(scratch)
    #expect(try sign(scratch, "ana").status == 0)
    try scratch.git("add", "-A")
    #expect(try scratch.pipgate("override", "list").output.contains("signed in full for 'review'"))
    func later(_ days: Double) -> String {
      ISO8601DateFormatter().string(from: Date(timeIntervalSinceNow: days * 86_400))
    }
    func list(_ days: Double) throws -> String {
      try scratch.pipgate("override", "list", "--as-of", later(days)).output
    }
    #expect(try list(17).contains("expires within 14 days"))
    #expect(try list(24).contains("expires within 7 days"))
    #expect(try list(31).contains("expired at "))
    #expect(try !list(1).contains("unused"))
    try scratch.stage(["requirements.txt": "flask==1.0\n"])
    #expect(try list(1).contains("unused: "))
  }

  @Test func nothingIsWrittenThroughALink() throws {
    let scratch = try scratch(keys: [])
    try run(scratch, ["mkdir", "../elsewhere"])
    try run(scratch, ["ln", "-s", "../../elsewhere", ".pipgate/overrides"])
    let result = try scratch.pipgate(
      "override", "request", "steady", "--reason", "x", "--requester", "dev@acme.example")
    #expect(result.status == 2)
    #expect(result.errors.contains("is a symbolic link, and no override is read through it"))
    #expect(!scratch.exists("\(scratch.top)/elsewhere/steady-2.0.yaml"))
  }

  @Test func requestAsksForNothingThatIsForbiddenOrSafe() throws {
    let denying = Self.policy + "deny: [steady]\n"
    let scratch = try scratch(keys: [("ana", "ed25519", "256")], policy: denying)
    let words = ["override", "request", "steady", "--reason", "x", "--requester", "dev"]
    let forbidden = try scratch.pipgate(words[0], words[1], words[2], words[3], words[4])
    #expect(forbidden.status == 2)
    #expect(forbidden.errors.contains("nobody says who asks"))
    let denied = try scratch.pipgate(
      words[0], words[1], words[2], words[3], words[4], words[5], words[6])
    #expect(denied.status == 2)
    #expect(denied.errors.contains("'denied' is forbidden here, which no override lifts"))
    let other = try scratch.pipgate(
      words[0], words[1], "flask", words[3], words[4], words[5], words[6])
    #expect(other.status == 2)
    #expect(other.errors.contains("nothing about 'flask' stops this change"))
    #expect(!scratch.exists(".pipgate/overrides"))
  }

  @Test(
    arguments: [
      ("* namespaces=\"pipgate-override\" KEY", "a pattern names nobody"),
      ("ana KEY", "the line does not say for what its key may sign"),
      ("ana namespaces=\"pipgate-override\",valid-before=\"20300101\" KEY", "without a zone"),
      ("ana namespaces=\"pipgate-override\" KEY\r", "carriage returns"),
      ("\u{feff}# signers", "byte order mark"),
      ("ana namespaces=\"pipgate-override\",touch=\"1\" KEY", "'touch' is not a known option"),
    ])
  func signersThatCouldBeMistakenStopEveryRun(line: String, problem: String) throws {
    let scratch = try Scratch(index: Self.index.get().url)
    try run(scratch, ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", "../ana"])
    let key = try scratch.read("\(scratch.top)/ana.pub").split(separator: "\n")[0]
    try scratch.commit([
      "requirements.txt": "", ".pipgate/policy.yaml": Self.policy,
      ".pipgate/allowed_signers": line.replacingOccurrences(of: "KEY", with: key) + "\n",
    ])
    try scratch.stage(["requirements.txt": "steady==1.0\n"])
    let result = try scratch.pipgate("check")
    #expect(result.status == 2, "\(result.text)")
    #expect(result.errors.contains(problem), "\(result.errors)")
    #expect(result.errors.contains(".pipgate/allowed_signers:1:"))
  }

  @Test func aBaseWithoutSignersOrWithUnreadableRevocationsStopsEveryRun() throws {
    let scratch = try scratch(keys: [("ana", "ed25519", "256")])
    try scratch.git("rm", "-q", ".pipgate/allowed_signers")
    try scratch.git("commit", "-q", "--no-verify", "-m", "Lose", ".pipgate/allowed_signers")
    let lost = try scratch.pipgate("check")
    #expect(lost.status == 2)
    #expect(lost.errors.contains("there is no '.pipgate/allowed_signers' at HEAD"))
    let other = try self.scratch(keys: [("ana", "ed25519", "256")])
    try other.commit([".pipgate/revoked": "what is this\n", "requirements.txt": ""])
    try other.stage(["requirements.txt": "steady==2.0\n"])
    let unread = try other.pipgate("check")
    #expect(unread.status == 2)
    #expect(unread.errors.contains(".pipgate/revoked:1:1"))
  }

  @Test func foldersWithoutGitAreReadAlike() throws {
    let scratch = try scratch(keys: [("ana", "ed25519", "256")])
    try request(scratch)
    #expect(try sign(scratch, "ana").status == 0)
    try run(scratch, ["mkdir", "../before"])
    try run(scratch, ["sh", "-c", "git archive HEAD | tar -x -C ../before"])
    let words = ["check", "--before", "../before", "--after", "."]
    let result = try scratch.pipgate(words[0], words[1], words[2], words[3], words[4])
    #expect(result.status == 0, "\(result.text)")
    // The signers of the base, not those of the head.
    try run(scratch, ["sh", "-c", ": > ../before/.pipgate/allowed_signers"])
    #expect(
      try scratch.pipgate(words[0], words[1], words[2], words[3], words[4]).output.contains(
        "[override-signer]"))
  }
}
