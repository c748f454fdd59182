import Foundation
import Testing

/// Real pushes to a repository whose pre-receive hook is the gate.
@Suite("Pushes")
struct PushTests {
  private let flask = "flask==3.0.3\n"
  private let evil = "flask==3.0.3\nreqeusts==2.32.0\n"

  /// A repository with one commit on `main` that its server, `origin`, has too.
  private func withServer(policy: String? = nil) throws -> Scratch {
    let scratch = try Scratch(index: LoopbackIndex.shared.get().url)
    try scratch.git("init", "-q", "--bare", "-b", "main", "--template=", server(scratch))
    try scratch.git("remote", "add", "origin", server(scratch))
    var files = ["requirements.txt": flask]
    files[".pipgate/policy.yaml"] = policy
    try scratch.commit(files)
    try scratch.git("push", "-q", "origin", "main")
    try #require(
      try scratch.pipgate("hook", "install", "--server", in: server(scratch)).status == 0)
    return scratch
  }

  private func server(_ scratch: Scratch) -> String { scratch.top + "/server.git" }

  private func refs(_ scratch: Scratch) throws -> String {
    try scratch.git("for-each-ref", "--format=%(refname) %(objectname)", in: server(scratch))
  }

  @Test func aLookAlikeIsRefusedAndNothingIsWritten() throws {
    let scratch = try withServer()
    let before = try refs(scratch)
    let commit = try scratch.commit(["requirements.txt": evil])
    let result = try scratch.attempt("push", "origin", "main")
    #expect(result.status != 0)
    #expect(result.text.contains("requirements.txt:2:1: blocked: 'reqeusts'"), "\(result.text)")
    #expect(result.text.contains("refs/heads/main:"))
    #expect(try refs(scratch) == before)
    #expect(try scratch.attempt("cat-file", "-e", commit, in: server(scratch)).status != 0)
    #expect(!scratch.exists(server(scratch) + "/pipgate"))
  }

  @Test func whatIsEstablishedPasses() throws {
    let scratch = try withServer()
    let commit = try scratch.commit(["requirements.txt": flask + "numpy==2.1.3\n"])
    let result = try scratch.attempt("push", "origin", "main")
    #expect(result.status == 0, "\(result.text)")
    #expect(try refs(scratch) == "refs/heads/main \(commit)")
  }

  @Test func everyRefOfAPushIsJudged() throws {
    let scratch = try withServer()
    let before = try refs(scratch)
    try scratch.git("checkout", "-q", "-b", "good")
    try scratch.commit(["requirements.txt": flask + "numpy==2.1.3\n"])
    try scratch.git("checkout", "-q", "-b", "other", "main")
    try scratch.commit(["README": "text\n"])
    try scratch.git("checkout", "-q", "-b", "hidden", "main")
    try scratch.commit(["tools/requirements.txt": "no-such-helper==1.0\n"])
    try scratch.git("tag", "-a", "-m", "v1", "v1")
    try scratch.git("checkout", "-q", "main")
    let result = try scratch.attempt("push", "origin", "good", "other", "v1")
    #expect(result.status != 0)
    for name in ["refs/heads/good:", "refs/heads/other:", "refs/tags/v1:"] {
      #expect(result.text.contains(name), "\(result.text)")
    }
    #expect(result.text.contains("tools/requirements.txt:1:1: blocked: 'no-such-helper'"))
    #expect(try refs(scratch) == before)
    #expect(try scratch.attempt("push", "origin", "good", "other").status == 0)
  }

  @Test func aBranchCanBeDeleted() throws {
    let scratch = try withServer()
    try scratch.git("push", "-q", "origin", "main:topic")
    let result = try scratch.attempt("push", "origin", ":topic")
    #expect(result.status == 0, "\(result.text)")
    #expect(try !refs(scratch).contains("topic"))
  }

  @Test func aPolicyThatIsPushedHasNoSay() throws {
    let scratch = try withServer()
    let lax = "version: 1\nmode: audit\n"
    try scratch.commit([".pipgate/policy.yaml": lax, "requirements.txt": evil])
    let both = try scratch.attempt("push", "origin", "main")
    #expect(both.status != 0)
    #expect(both.text.contains(".pipgate/policy.yaml: note: "), "\(both.text)")

    // A branch that has brought the policy before does not live by it afterwards.
    try scratch.git("reset", "-q", "--hard", "origin/main")
    try scratch.git("checkout", "-q", "-b", "topic")
    try scratch.commit([".pipgate/policy.yaml": lax])
    #expect(try scratch.attempt("push", "origin", "topic").status == 0)
    try scratch.commit(["requirements.txt": evil])
    let later = try scratch.attempt("push", "origin", "topic")
    #expect(later.status != 0)
    #expect(later.text.contains("blocked: 'reqeusts'"), "\(later.text)")
  }

  @Test func theServersOwnPolicyDecides() throws {
    let scratch = try withServer(policy: "version: 1\nallow: [reqeusts]\ntier: autonomous\n")
    try scratch.commit(["requirements.txt": evil])
    let result = try scratch.attempt("push", "origin", "main")
    #expect(result.status == 0, "\(result.text)")
    #expect(result.text.contains("the default branch"), "\(result.text)")
  }

  @Test func aForcedPushIsComparedWithTheDefaultBranch() throws {
    let scratch = try withServer()
    let result = try scratch.pushByForce(evil)
    #expect(result.status != 0)
    #expect(result.text.contains("blocked: 'reqeusts'"), "\(result.text)")
  }

  @Test func theFirstPushOfAllIsJudgedWhole() throws {
    let scratch = try Scratch(index: LoopbackIndex.shared.get().url)
    try scratch.git("init", "-q", "--bare", "-b", "main", "--template=", server(scratch))
    #expect(
      try scratch.pipgate("hook", "install", "--server", in: server(scratch)).status == 0)
    try scratch.commit(["requirements.txt": evil])
    let result = try scratch.attempt("push", server(scratch), "main")
    #expect(result.status != 0)
    #expect(result.text.contains("blocked: 'reqeusts'"), "\(result.text)")
    try scratch.commit(["requirements.txt": flask])
    let mended = try scratch.attempt("push", server(scratch), "main")
    #expect(mended.status == 0, "\(mended.text)")
  }

  @Test func historyOfItsOwnIsJudgedWhole() throws {
    let scratch = try withServer()
    try scratch.git("checkout", "-q", "--orphan", "island")
    try scratch.commit(["requirements.txt": evil])
    let result = try scratch.attempt("push", "origin", "island")
    #expect(result.status != 0)
    #expect(result.text.contains("blocked: 'reqeusts'"), "\(result.text)")
  }

  @Test func anEarlierHookHearsOfTheRefsToo() throws {
    let scratch = try withServer()
    let hooks = server(scratch) + "/hooks"
    #expect(
      try scratch.pipgate("hook", "uninstall", "--server", in: server(scratch)).status == 0)
    try scratch.write(
      hooks + "/pre-receive", "#!/bin/sh\ncat >\"$GIT_DIR/seen\"\n", permissions: 0o755)
    let installed = try scratch.pipgate("hook", "install", "--server", in: server(scratch))
    #expect(installed.output.contains("runs first"), "\(installed.text)")
    try scratch.commit(["requirements.txt": evil])
    #expect(try scratch.attempt("push", "origin", "main").status != 0)
    #expect(try scratch.read(server(scratch) + "/seen").hasSuffix(" refs/heads/main\n"))
  }

  @Test func aServerWithoutTheProgramRefuses() throws {
    let scratch = try withServer()
    let hook = server(scratch) + "/hooks/pre-receive"
    try scratch.write(
      hook, try String(contentsOfFile: BuiltProgram.root + "/hooks/pre-receive", encoding: .utf8),
      permissions: 0o755)
    try scratch.commit(["requirements.txt": flask + "numpy==2.1.3\n"])
    let result = try scratch.attempt("push", "origin", "main", with: ["PATH": "/usr/bin:/bin"])
    #expect(result.status != 0)
    #expect(result.text.contains("the push was not checked"), "\(result.text)")
  }

  @Test(arguments: [
    "", "\n", "main\n", "0 0 refs/heads/main\n",
    String(repeating: "g", count: 40) + " " + String(repeating: "0", count: 40) + " refs/x\n",
    String(repeating: "0", count: 40) + " " + String(repeating: "0", count: 64) + " refs/x\n",
  ])
  func whatNoHookIsToldIsMisuse(_ input: String) throws {
    let scratch = try withServer()
    let result = try scratch.pipgate("check", "--pre-receive", in: server(scratch), input: input)
    #expect(result.status == 2, "\(result.text)")
    #expect(result.errors.contains("pre-receive hook"))
  }

  @Test func anObjectThatIsNotThereIsNoPass() throws {
    let scratch = try withServer()
    let old = try scratch.git("rev-parse", "HEAD")
    let result = try scratch.pipgate(
      "check", "--pre-receive", in: server(scratch),
      input: "\(old) \(String(repeating: "a", count: 40)) refs/heads/\u{1b}[31mx\n")
    #expect(result.status == 3, "\(result.text)")
    #expect(result.text.isFreeOfControls)
  }
}
