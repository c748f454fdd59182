import Foundation
import Testing

/// Commits of people at a terminal, who are asked about what needs a person.
@Suite("Confirmations")
struct ConfirmationTests {
  private static let log = "state/pipgate/accepted.jsonl"
  private static let prompt = "[y/N/o] "
  private static let why = "the record keeps it: "

  private static let index = Result {
    try LoopbackIndex([
      "flask": LoopbackIndex.established("3.0.3"),
      "otherthing": #"{"versions": {"1.0": {"uploaded": "-20d"}}}"#,
      "lastthing": #"{"versions": {"1.0": {"uploaded": "-20d"}}}"#,
      "withdrawn": """
      {"versions": {"1.0": {"uploaded": "-900d"}, "2.0": {"uploaded": "-800d", \
      "yanked": "\\u001b]0;owned\\u0007\\u001b[2J\\u202e\\r\\nallowed ::error::x"}}}
      """,
    ])
  }

  /// A repository with the hook, and something staged that needs a person.
  private func scratch(
    _ requirements: String = "otherthing==1.0\n", policy: String? = nil
  ) throws -> Scratch {
    var scratch = try Scratch.withHook(index: Self.index.get().url)
    scratch.environment["XDG_STATE_HOME"] = scratch.top + "/state"
    try scratch.git("config", "user.email", "ana@example.invalid")
    if let policy {
      try scratch.commit([
        ".pipgate/policy.yaml": policy, ".pipgate/allowed_signers": "# Nobody yet.\n",
      ])
    }
    try scratch.stage(["requirements.txt": "flask==3.0.3\n" + requirements])
    return scratch
  }

  private func log(_ scratch: Scratch) throws -> [String] {
    guard scratch.exists("\(scratch.top)/\(Self.log)") else { return [] }
    return try scratch.read("\(scratch.top)/\(Self.log)").split(separator: "\n").map(String.init)
  }

  private func isCommitted(_ scratch: Scratch) throws -> Bool {
    try scratch.git("show", "HEAD:requirements.txt").contains("==1.0")
  }

  @Test func whatIsAcceptedPassesOnceAndIsRecorded() throws {
    let scratch = try scratch()
    let session = try scratch.atTerminal(
      "commit", "-m", "Add",
      typing: [(Self.prompt, "y\n"), (Self.why, "  looked at its source \u{e9}\n")])
    #expect(session.status == 0 && session.left == 0, "\(session.screen)")
    #expect(try isCommitted(scratch))
    #expect(session.screen.contains("pipgate asks about 'otherthing' (1 of 1)"))
    #expect(session.screen.contains("'otherthing' first appeared on the index 20 days ago"))
    let reason = "looked at its source \u{e9}"
    #expect(
      session.screen.contains(
        "'otherthing' first appeared on the index 20 days ago; accepted once by "
          + "ana@example.invalid: \(reason) [new-project]"))
    #expect(session.screen.contains("continuous integration judges by itself"))
    #expect(session.screen.contains("pipgate says: pass"))
    let entry = try #require(try log(scratch).first)
    for part in [
      #""schema":"pipgate-acceptance/1""#, #""person":"ana@example.invalid""#,
      #""reason":"\#(reason)""#, #""title":"otherthing""#, #""requirement":"otherthing==1.0""#,
      #""rule":"new-project""#, #""rule":"unpopular""#, #""file":"requirements.txt""#,
    ] { #expect(entry.contains(part), "\(part)") }
    // It is no override: others judge for themselves.
    let judged = try scratch.pipgate("check", "--from", "HEAD~1", "--to", "HEAD")
    #expect(judged.status == 1)
    // And the next change of the same project is asked about again.
    try scratch.stage(["other/requirements.txt": "otherthing==1.0  # here\nlastthing==1.0\n"])
    #expect(try scratch.attempt("commit", "-m", "Again").status == 1)
  }

  @Test func eachEntryNamesTheOneBefore() throws {
    let scratch = try scratch()
    for (number, name) in ["otherthing", "lastthing"].enumerated() {
      try scratch.stage(["\(number)/requirements.txt": "\(name)==1.0\n"])
      let session = try scratch.atTerminal(
        "commit", "-m", "Add", typing: [(Self.prompt, "yes\n"), (Self.why, "needed\n")])
      #expect(session.status == 0, "\(session.screen)")
    }
    let entries = try log(scratch)
    #expect(entries.count == 2)
    let digest = try Command.run(
      ["sha256sum"], in: scratch.root, environment: scratch.environment, input: entries[0])
    #expect(entries[1].contains("\"previous\":\"sha256:\(digest.output.prefix(64))\""))
    #expect(
      entries[0].contains("\"previous\":\"sha256:\(String(repeating: "0", count: 64))\""))
  }

  @Test(
    arguments: [
      ("no", [(prompt, "n\n")]), ("nothing", [(prompt, "\n")]),
      ("the end of input", [(prompt, TerminalSession.end)]),
      ("what is no answer", [(prompt, "maybe\n"), (prompt, "so\n"), (prompt, "yep\n")]),
      ("no reason", [(prompt, "y\n"), (why, "\n"), (why, "  \t \n"), (why, "\n")]),
      ("the end in place of a reason", [(prompt, "y\n"), (why, TerminalSession.end)]),
      ("bytes that are no text", [(prompt, "y\n"), (why, "\u{16}\u{3}\n")]),
      (
        "a reason without end",
        [
          (prompt, "y\n"), (why, String(repeating: "x", count: 1500) + "\n"),
          (why, "\n"), (why, "\n"),
        ]
      ),
    ] as [(String, [TerminalSession.Step])])
  func whatIsNotAcceptedStops(_ title: String, _ steps: [TerminalSession.Step]) throws {
    let scratch = try scratch()
    let session = try scratch.atTerminal("commit", "-m", "Add", typing: steps)
    #expect(session.status == 1 && session.left == 0, "\(title): \(session.screen)")
    #expect(session.screen.contains("pipgate says: blocked"))
    #expect(try !isCommitted(scratch))
    #expect(try log(scratch).isEmpty)
  }

  @Test func aReasonIsAskedForUntilThereIsOne() throws {
    let scratch = try scratch()
    let session = try scratch.atTerminal(
      "commit", "-m", "Add",
      typing: [(Self.prompt, "what\n"), (Self.prompt, "y\n"), (Self.why, "\n"), (Self.why, "x\n")])
    #expect(session.status == 0, "\(session.screen)")
    #expect(session.screen.contains("without a reason nothing is accepted"))
  }

  @Test func controlCEndsTheCommit() throws {
    let scratch = try scratch()
    for steps in [
      [(Self.prompt, TerminalSession.interrupt)],
      [(Self.prompt, "y\n"), (Self.why, "half" + TerminalSession.interrupt)],
    ] as [[TerminalSession.Step]] {
      let session = try scratch.atTerminal("commit", "-m", "Add", typing: steps)
      #expect(session.status != 0, "\(session.screen)")
      #expect(try !isCommitted(scratch))
      #expect(try log(scratch).isEmpty)
    }
  }

  @Test func whoDoesNotAnswerInTimeHasNotAccepted() throws {
    let scratch = try scratch()
    let session = try scratch.atTerminal(
      "commit", "-m", "Add", typing: [],
      with: ["NO_COLOR": "1", "PIPGATE_ANSWER_TIMEOUT": "1"])
    #expect(session.status == 1)
    #expect(session.screen.contains("no answer came in time, so nothing is accepted"))
    #expect(try log(scratch).isEmpty)
  }

  @Test func whatIsTypedBeforeTheQuestionIsNoAnswer() throws {
    let scratch = try scratch()
    let session = try scratch.atTerminal(
      "commit", "-m", "Add", typing: [("", "y\nbecause\n"), (Self.prompt, "n\n")])
    #expect(session.status == 1 && session.left == 0, "\(session.screen)")
    #expect(try log(scratch).isEmpty)
  }

  @Test func nobodyIsAskedWithoutATerminal() throws {
    let scratch = try scratch()
    let result = try scratch.attempt("commit", "-m", "Add")
    #expect(result.status == 1)
    #expect(!result.text.contains("pipgate asks"))
    #expect(result.text.contains("pipgate says: blocked"))
  }

  @Test(arguments: [
    ("CI", "true"), ("CI", "1"), ("TF_BUILD", "True"), ("JENKINS_URL", "https://ci.invalid/"),
    ("TEAMCITY_VERSION", "2026"), ("GIT_TERMINAL_PROMPT", "0"),
  ])
  func nobodyIsAskedWhereAServiceRuns(_ name: String, _ value: String) throws {
    let scratch = try scratch()
    let session = try scratch.atTerminal("commit", "-m", "Add", typing: [], with: [name: value])
    #expect(session.status == 1)
    #expect(!session.screen.contains("pipgate asks"), "\(session.screen)")
  }

  @Test func nobodyIsAskedOutsideOfACommit() throws {
    let scratch = try scratch()
    try scratch.git("config", "alias.judge", "!pipgate check --staged")
    let session = try scratch.atTerminal("judge", typing: [])
    #expect(session.status == 1)
    #expect(!session.screen.contains("pipgate asks"), "\(session.screen)")
  }

  @Test func nobodyIsAskedWhereSomethingElseStops() throws {
    let scratch = try scratch("otherthing==1.0\nno-such-thing==1.0\n")
    let session = try scratch.atTerminal("commit", "-m", "Add", typing: [])
    #expect(session.status == 1)
    #expect(!session.screen.contains("pipgate asks"), "\(session.screen)")
  }

  @Test func oneNoStopsEverything() throws {
    let scratch = try scratch("lastthing==1.0\notherthing==1.0\n")
    let refused = try scratch.atTerminal(
      "commit", "-m", "Add",
      typing: [(Self.prompt, "y\n"), (Self.why, "known\n"), (Self.prompt, "n\n")])
    #expect(refused.status == 1 && refused.left == 0)
    #expect(refused.screen.contains("pipgate asks about 'otherthing' (2 of 2)"))
    #expect(try log(scratch).isEmpty)
    let accepted = try scratch.atTerminal(
      "commit", "-m", "Add",
      typing: [
        (Self.prompt, "y\n"), (Self.why, "known\n"), (Self.prompt, "y\n"), (Self.why, "too\n"),
      ])
    #expect(accepted.status == 0, "\(accepted.screen)")
    #expect(try log(scratch).count == 2)
  }

  @Test func theSameProjectInSeveralFilesIsOneQuestion() throws {
    let scratch = try scratch()
    try scratch.stage(["a/requirements.txt": "otherthing==1.0\n"])
    let session = try scratch.atTerminal(
      "commit", "-m", "Add", typing: [(Self.prompt, "y\n"), (Self.why, "known\n")])
    #expect(session.status == 0, "\(session.screen)")
    #expect(try log(scratch).first?.contains("a/requirements.txt") == true)
  }

  @Test func textOfTheIndexDoesNothingToTheTerminal() throws {
    let scratch = try scratch("withdrawn==2.0\n")
    let session = try scratch.atTerminal(
      "commit", "-m", "Add",
      typing: [(Self.prompt, "y\n"), (Self.why, "\u{202e}x\u{1b}[31m\n"), (Self.why, "x\n")])
    // What is typed is echoed by the terminal itself; all else is pipgate's.
    let facts = session.screen.components(separatedBy: "accept this once?")[0]
    #expect(facts.contains("owned"), "\(session.screen)")
    let isSafe = facts.unicodeScalars.allSatisfy { scalar in
      scalar == "\r" || scalar == "\n" || (0x20...0x7e).contains(scalar.value)
    }
    #expect(isSafe, "\(facts)")
    for entry in try log(scratch) {
      #expect(entry.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f })
      #expect(!entry.unicodeScalars.contains("\u{202e}"))
    }
  }

  @Test func anOverrideIsAskedForInstead() throws {
    let policy = """
      version: 1
      repository: github.com/acme/shop
      roles: {security: [cy@acme.example]}
      overrides: {review: {signatures: 1, roles: [security]}}

      """
    let scratch = try scratch(policy: policy)
    let session = try scratch.atTerminal(
      "commit", "-m", "Add", typing: [(Self.prompt, "o\n"), ("who signs reads it: ", "needed\n")])
    #expect(session.status == 1 && session.left == 0, "\(session.screen)")
    #expect(session.screen.contains("wrote '.pipgate/overrides/otherthing-1.0.yaml'"))
    #expect(session.screen.contains("'pipgate override sign otherthing-1.0'"))
    let document = try scratch.read(".pipgate/overrides/otherthing-1.0.yaml")
    #expect(document.contains("reason: \"needed\"\n"))
    #expect(document.contains("requester: \"ana@example.invalid\"\n"))
    #expect(try !isCommitted(scratch))
    #expect(try log(scratch).isEmpty)
  }

  @Test func whereNoOverrideCanBeItSaysWhy() throws {
    let scratch = try scratch()
    let session = try scratch.atTerminal(
      "commit", "-m", "Add",
      typing: [(Self.prompt, "override\n"), ("who signs reads it: ", "needed\n")])
    #expect(session.status == 1)
    #expect(session.screen.contains("the policy does not name its repository"))
    #expect(!scratch.exists(".pipgate/overrides"))
  }

  @Test func withoutARecordNothingIsAccepted() throws {
    let scratch = try scratch()
    let elsewhere = scratch.top + "/elsewhere"
    try scratch.write(elsewhere + "/x", "")
    try FileManager.default.createDirectory(
      atPath: scratch.top + "/state", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: scratch.top + "/state/pipgate", withDestinationPath: elsewhere)
    let session = try scratch.atTerminal(
      "commit", "-m", "Add", typing: [(Self.prompt, "y\n"), (Self.why, "known\n")])
    #expect(session.status == 1, "\(session.screen)")
    #expect(session.screen.contains("not accepted: the record of it cannot be written"))
    #expect(!scratch.exists(elsewhere + "/accepted.jsonl"))
    #expect(try !isCommitted(scratch))
  }
}
