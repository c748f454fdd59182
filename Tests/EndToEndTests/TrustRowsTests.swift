import Foundation
import Testing

/// Where each thing is read, in each way of running: what decides from the base, documents and
/// signatures from what is proposed.
@Suite("What decides, in every way of running")
struct TrustRowsTests {
  enum Way: String, CaseIterable, Sendable {
    case hook, pullRequest, job, push, server
  }

  /// A clone with a server whose hook judges; `topic` is what is proposed.
  private func clone(base files: [String: String] = [:]) throws -> SignedRepository {
    let repository = try SignedRepository(base: files)
    let scratch = repository.scratch
    try scratch.git("stash", "-q")
    try scratch.publish()
    try scratch.git("remote", "set-head", "origin", "main")
    let installed = try scratch.pipgate(
      "hook", "install", "--server", in: "\(scratch.top)/server.git")
    try #require(installed.status == 0, "\(installed.text)")
    try scratch.git("checkout", "-q", "-b", "topic")
    try scratch.stage(["requirements.txt": "steady==2.0\nother==1.0\n"])
    return repository
  }

  /// Judges what the last commit of `topic` adds to `main`, by the newest `main`.
  private func judge(_ way: Way, _ scratch: Scratch) throws -> CommandResult {
    let head = try scratch.git("rev-parse", "topic")
    switch way {
    case .hook:
      try scratch.git("reset", "-q", "--soft", "main")
      let result = try scratch.pipgate("check", "--staged", "--hook")
      try scratch.git("reset", "-q", "--soft", head)
      return result
    case .pullRequest: return try scratch.pipgate("check", "--base", "origin/main")
    case .push: return try scratch.pipgate("check", "--from", "origin/main", "--to", "topic")
    case .job:
      let event = "\(scratch.top)/event.json"
      let fork = try scratch.git("merge-base", "topic", "origin/main")
      try scratch.write(
        event,
        """
        {"pull_request": {"base": {"ref": "main", "sha": "\(fork)"}, "head": {"sha": "\(head)"}}}
        """)
      return try scratch.pipgate(
        ["check", "--ci", "--format", "human"],
        with: [
          "GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": "pull_request",
          "GITHUB_EVENT_PATH": event, "GITHUB_SHA": head,
        ])
    case .server:
      let pushed = try scratch.attempt("push", "origin", "topic:refs/heads/\(UUID().uuidString)")
      return CommandResult(
        status: pushed.status == 0 ? 0 : 1, output: pushed.text, errors: "")
    }
  }

  @Test(arguments: Way.allCases)
  func aDocumentOfTheHeadCountsBySignersOfTheBase(_ way: Way) throws {
    let repository = try clone()
    try repository.propose(signedBy: ["ana"])
    try repository.scratch.commit()
    let result = try judge(way, repository.scratch)
    #expect(result.status == 0, "\(result.text)")
    #expect(result.output.contains("accepted by ana@acme.example"), "\(result.output)")
  }

  /// The dependency, the entry that allows it, the signer of its override and a looser tier, all in one
  /// change. The same bytes at the base let it pass.
  @Test(arguments: Way.allCases)
  func whatTheHeadSaysOfItselfHasNoSay(_ way: Way) throws {
    let loose =
      SignedRepository.policy.replacingOccurrences(of: "ana@", with: "eve@")
      .replacingOccurrences(
        of: "{unpopular: ignore", with: "{new-release: annotate, unpopular: ignore")
      + "mode: audit\nallow: [steady]\n"
    let deciding = [
      ".pipgate/policy.yaml": loose,
      ".pipgate/allowed_signers": try Keys.signers() + Keys.line("eve"),
      ".pipgate/revoked": "# nothing\n",
    ]
    let repository = try clone()
    let scratch = repository.scratch
    try repository.propose(signedBy: ["eve"])
    try scratch.commit(deciding)
    let result = try judge(way, scratch)
    #expect(result.status == 1, "\(result.text)")
    #expect(result.output.contains("review: 'steady' 2.0"), "\(result.output)")
    #expect(result.output.contains("[override-signer]"), "\(result.output)")
    for file in deciding.keys {
      #expect(result.output.contains("\(file): note: this file decides"), "\(result.output)")
    }
    let other = try clone(base: deciding)
    try other.propose(signedBy: ["eve"])
    try other.scratch.commit()
    let passed = try judge(way, other.scratch)
    #expect(passed.status == 0, "\(passed.text)")
    #expect(!passed.output.contains("[trust-changed]"))
  }

  /// What `main` has come to say since the branch left it counts: an old fork point brings nothing back.
  @Test(arguments: Way.allCases)
  func theTipOfTheBaseRevokes(_ way: Way) throws {
    let repository = try clone()
    let scratch = repository.scratch
    try repository.propose(signedBy: ["ana"])
    try scratch.commit()
    try scratch.git("checkout", "-q", "main")
    try scratch.commit([".pipgate/revoked": "override steady-2.0\n"])
    try scratch.git("push", "-q", "origin", "main")
    try scratch.git("checkout", "-q", "topic")
    // For a hook the branch is on top of nothing new; only the remote's is known.
    try scratch.git("branch", "-q", "-f", "main", "main~1")
    let result = try judge(way, scratch)
    #expect(result.status == 1, "\(result.text)")
    #expect(result.output.contains("[override-revoked]"), "\(result.output)")
    #expect(!result.output.contains("overridden"))
  }

  /// What a commit hook never sees, continuous integration does: a commit without it that is amended,
  /// and one that is picked from elsewhere.
  @Test func whatPassesTheHookUnseenIsSeenLater() throws {
    let repository = try clone()
    let scratch = repository.scratch
    try #require(try scratch.pipgate("hook", "install").status == 0)
    try scratch.commit()
    try scratch.write("notes.txt", "x\n")
    try scratch.git("add", "notes.txt")
    let amended = try scratch.attempt("commit", "--amend", "-q", "-m", "Say more")
    #expect(amended.status == 0, "\(amended.text)")
    #expect(try scratch.pipgate("check", "--base", "origin/main").status == 1)
    let commit = try scratch.git("rev-parse", "HEAD")
    try scratch.git("checkout", "-q", "-b", "other", "main")
    #expect(try scratch.attempt("cherry-pick", commit).status == 0)
    #expect(try scratch.pipgate("check", "--base", "origin/main").status == 1)
    try scratch.git("checkout", "-q", "-b", "third", "main")
    try scratch.commit(["third.txt": "x\n"])
    #expect(try scratch.attempt("rebase", "-q", "other").status == 0)
    #expect(try scratch.pipgate("check", "--base", "origin/main").status == 1)
  }

  /// A push that replaces the history of its branch is compared with what was there.
  @Test func aForcedPushIsJudgedWhole() throws {
    let repository = try clone()
    let scratch = repository.scratch
    let before = try scratch.commit(["requirements.txt": "steady==1.0\nother==1.0\nthird.txt\n"])
    try scratch.git("reset", "-q", "--hard", "main")
    let after = try scratch.commit(["requirements.txt": "steady==2.0\nother==1.0\n"])
    let event = "\(scratch.top)/event.json"
    try scratch.write(event, #"{"before": "\#(before)", "after": "\#(after)", "forced": true}"#)
    let result = try scratch.pipgate(
      ["check", "--ci", "--format", "human"],
      with: [
        "GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": "push", "GITHUB_EVENT_PATH": event,
        "GITHUB_SHA": after,
      ])
    #expect(result.status == 1, "\(result.text)")
    #expect(result.output.contains("[new-release]"), "\(result.output)")
  }

  @Test func pastItsDayAPolicyLetsNoOverrideCount() throws {
    let policy = SignedRepository.policy + "expires: \"2026-01-02\"\n"
    let repository = try SignedRepository(policy: policy)
    try repository.propose(signedBy: ["ana"])
    let result = try repository.scratch.pipgate("check")
    #expect(result.status == 1, "\(result.text)")
    #expect(result.output.contains("[new-release]"))
    #expect(result.output.contains("[override-expired]"))
    #expect(result.output.contains("the policy has expired at 2026-01-02T00:00:00Z"))
  }

  /// The second that ends a policy, an override and a key is over for all of them.
  @Test func theEndIsOver() throws {
    let end = SignedRepository.moment(days: 2)
    let almost = SignedRepository.moment(days: 2, seconds: -60)
    let repository = try SignedRepository(
      policy: SignedRepository.policy + "expires: \"\(end)\"\n")
    try repository.propose(signedBy: ["ana"])
    #expect(try repository.scratch.pipgate("check", "--as-of", almost).status == 0)
    #expect(try repository.scratch.pipgate("check", "--as-of", end).status == 1)
    let other = try SignedRepository()
    try other.propose(SignedRepository.document(["expires": end]), signedBy: ["ana"])
    #expect(try other.scratch.pipgate("check", "--as-of", almost).status == 0)
    let over = try other.scratch.pipgate("check", "--as-of", end)
    #expect(over.status == 1)
    #expect(over.output.contains("the override has expired at \(end)"))
    let digits = end.filter(\.isNumber)
    let key = try SignedRepository(signers: Keys.line("ana", ",valid-before=\"\(digits)Z\""))
    try key.propose(signedBy: ["ana"])
    #expect(try key.scratch.pipgate("check", "--as-of", almost).status == 0)
    #expect(try key.scratch.pipgate("check", "--as-of", end).status == 1)
  }

  @Test func byAWrongClockNoOverrideCounts() throws {
    var repository = try SignedRepository()
    repository.scratch.environment["GIT_COMMITTER_DATE"] = "2090-01-02T00:00:00Z"
    try repository.scratch.commit(["requirements.txt": "steady==1.0\nother==1.0\n"])
    try repository.scratch.stage(["requirements.txt": "steady==2.0\nother==1.0\n"])
    try repository.propose(signedBy: ["ana"])
    let result = try repository.scratch.pipgate("check")
    #expect(result.status == 3, "\(result.text)")
    #expect(result.output.contains("[override-expired]"), "\(result.output)")
    #expect(!result.output.contains("overridden"))
  }

  /// A run has one moment, however long the index takes.
  @Test func anOverrideThatEndsDuringTheRunHoldsToItsEnd() throws {
    let slow = try LoopbackIndex([
      "steady": """
      {"versions": {"1.0": {"uploaded": "-900d"}, "2.0": {"uploaded": "-2d"}},
       "respond": {"delay": 4}}
      """
    ])
    let repository = try SignedRepository(index: slow.url)
    let start = Date()
    try repository.propose(
      SignedRepository.document(["expires": SignedRepository.moment(days: 0, seconds: 4)]),
      signedBy: ["ana"])
    // On a machine that is too busy the end is there before the run is.
    if Date().timeIntervalSince(start) > 2.5 { return }
    let result = try repository.scratch.pipgate("check")
    #expect(result.status == 0, "\(result.text)")
    #expect(result.output.contains("accepted by ana@acme.example"), "\(result.output)")
    #expect(try repository.scratch.pipgate("check").status == 1)
  }

  @Test func tenThousandFilesAndTenMegabytesAreBounded() throws {
    let repository = try SignedRepository()
    try repository.propose(signedBy: ["ana"])
    let scratch = repository.scratch
    let filled = try Command.run(
      [
        "/bin/sh", "-c",
        """
        cd .pipgate/overrides
        i=0; while [ $i -lt 10000 ]; do : > x$i.yaml; i=$((i+1)); done
        head -c 10485760 /dev/zero | tr '\\0' a > big.yaml
        cp steady-2.0.yaml.sig big.yaml.sig
        """,
      ], in: scratch.root, environment: scratch.environment)
    try #require(filled.status == 0, "\(filled.text)")
    try scratch.git("add", "-A")
    let result = try scratch.pipgate("check")
    #expect(result.status == 0, "\(result.text.prefix(2000))")
    #expect(result.output.contains("accepted by ana@acme.example"))
    #expect(result.output.contains("there are more than 2000 files here"))
    #expect(result.output.contains("the file is larger than 64 KiB"))
  }

  /// Patterns that a backtracking matcher would try for ages.
  @Test func manyPatternsOverALongNameEnd() throws {
    let patterns = (0..<10_000).map { "  - {match: \"*a*a*a*a*b\($0)\", tier: own}\n" }
    let repository = try SignedRepository(
      policy: SignedRepository.policy + "deny: [\"*a*a*a*a*a*a*a*a*b\"]\npaths:\n"
        + patterns.joined())
    let long = String(repeating: "a", count: 300)
    try repository.scratch.stage(["\(long.prefix(200))/requirements.txt": "\(long)==1\n"])
    let result = try repository.scratch.pipgate("check")
    #expect([1, 3].contains(result.status), "\(result.text.prefix(2000))")
  }

  /// Every person counts once, and one signer short is one too few.
  @Test func aBlockTakesTwoPeople() throws {
    for (people, status) in [
      (["cy"], Int32(1)), (["cy", "cy"], 1), (["cy", "ana"], 1), (["cy", "dee"], 0),
      (["eve", "cy", "dee"], 0),
    ] {
      let repository = try SignedRepository(policy: SignedRepository.strict)
      let requested = try repository.scratch.pipgate(
        "override", "request", "steady", "--reason", "x", "--requester", "dev@acme.example")
      try #require(requested.status == 0, "\(requested.text)")
      let document = try repository.scratch.read(".pipgate/overrides/steady-2.0.yaml")
      try repository.propose(document, signedBy: people)
      let result = try repository.scratch.pipgate("check")
      #expect(result.status == status, "\(people): \(result.text)")
    }
  }
}
