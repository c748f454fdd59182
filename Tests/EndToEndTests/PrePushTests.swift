import Foundation
import Testing

/// Real pushes from a repository whose pre-push hook is the gate.
@Suite("Pushes that are about to leave")
struct PrePushTests {
  private let flask = "flask==3.0.3\n"
  private let evil = "flask==3.0.3\nreqeusts==2.32.0\n"

  /// A clone with one commit on `main` that `origin` has too, and the hook.
  private func clone(policy: String? = nil) throws -> Scratch {
    let scratch = try Scratch.published(policy: policy)
    try scratch.git("remote", "set-head", "origin", "main")
    let installed = try scratch.pipgate("hook", "install", "--pre-push")
    try #require(installed.status == 0)
    #expect(installed.output.hasSuffix("to undo: pipgate hook uninstall --pre-push\n"))
    return scratch
  }

  private func refs(_ scratch: Scratch) throws -> String {
    try scratch.git("ls-remote", "origin")
  }

  @Test func aLookAlikeDoesNotLeave() throws {
    let scratch = try clone()
    let before = try refs(scratch)
    try scratch.commit(["requirements.txt": evil])
    let result = try scratch.attempt("push", "origin", "main")
    #expect(result.status != 0)
    #expect(result.text.contains("refs/heads/main:"), "\(result.text)")
    #expect(result.text.contains("requirements.txt:2:1: blocked: 'reqeusts'"), "\(result.text)")
    #expect(try refs(scratch) == before)
    #expect(try scratch.attempt("push", "--no-verify", "origin", "main").status == 0)
    // What is there is there.
    try scratch.commit(["requirements.txt": evil + "numpy==2.1.3\n"])
    let later = try scratch.attempt("push", "origin", "main")
    #expect(later.status == 0, "\(later.text)")
    #expect(try scratch.attempt("push", "origin", "main").status == 0)
  }

  @Test func everyRefIsJudged() throws {
    let scratch = try clone()
    try scratch.git("checkout", "-q", "-b", "good")
    try scratch.commit(["requirements.txt": flask + "numpy==2.1.3\n"])
    try scratch.git("checkout", "-q", "-b", "hidden", "main")
    try scratch.commit(["tools/requirements.txt": "no-such-helper==1.0\n"])
    try scratch.git("tag", "-a", "-m", "v1", "v1")
    let result = try scratch.attempt("push", "origin", "good", "v1", "HEAD~1:refs/heads/odd name")
    #expect(result.status != 0)
    let both = try scratch.attempt("push", "origin", "good", "v1")
    #expect(both.status != 0)
    for name in ["refs/heads/good:", "refs/tags/v1:"] {
      #expect(both.text.contains(name), "\(both.text)")
    }
    #expect(both.text.contains("tools/requirements.txt:1:1: blocked"), "\(both.text)")
    #expect(try scratch.attempt("push", "origin", "good", "HEAD~1:refs/heads/other").status == 0)
    let gone = try scratch.attempt("push", "origin", ":good")
    #expect(gone.status == 0, "\(gone.text)")
  }

  @Test func aForcedPushIsComparedWithTheDefaultBranch() throws {
    let scratch = try clone()
    let result = try scratch.pushByForce(evil)
    #expect(result.status != 0)
    #expect(result.text.contains("blocked: 'reqeusts'"), "\(result.text)")
  }

  @Test func anAddressInPlaceOfARemoteIsJudgedWhole() throws {
    let scratch = try clone()
    try scratch.commit(["requirements.txt": evil])
    let result = try scratch.attempt("push", scratch.top + "/server.git", "HEAD:refs/heads/topic")
    #expect(result.status != 0)
    #expect(result.text.contains("blocked: 'reqeusts'"), "\(result.text)")
  }

  @Test func thePolicyIsTheOneOfTheRemote() throws {
    let scratch = try clone(policy: "version: 1\ntier: balanced\n")
    try scratch.commit([
      ".pipgate/policy.yaml": "version: 1\nallow: [reqeusts]\n", "requirements.txt": evil,
    ])
    let result = try scratch.attempt("push", "origin", "main")
    #expect(result.status != 0)
    #expect(result.text.contains("counts once it is there"), "\(result.text)")
  }

  @Test func anEarlierHookHearsOfTheRefsToo() throws {
    let scratch = try clone()
    #expect(try scratch.pipgate("hook", "uninstall", "--pre-push").status == 0)
    try scratch.write(
      ".git/hooks/pre-push",
      "#!/bin/sh\ncat >'\(scratch.top)/seen'; echo \"$1\" >>'\(scratch.top)/seen'\n",
      permissions: 0o755)
    let installed = try scratch.pipgate("hook", "install", "--pre-push")
    #expect(installed.output.contains("runs first"), "\(installed.text)")
    try scratch.commit(["requirements.txt": flask + "numpy==2.1.3\n"])
    #expect(try scratch.attempt("push", "origin", "main").status == 0)
    let seen = try scratch.read(scratch.top + "/seen")
    #expect(seen.hasPrefix("refs/heads/main ") && seen.hasSuffix("\norigin\n"), "\(seen)")
    #expect(try scratch.attempt("push", "origin", "main").status == 0)
    #expect(try scratch.read(scratch.top + "/seen") == "origin\n")
  }

  @Test func nothingIsToldOfNothing() throws {
    let scratch = try clone()
    let result = try scratch.pipgate("check", "--pre-push", "origin")
    #expect(result.status == 0)
    #expect(result.output.isEmpty && result.errors.contains("no ref"), "\(result.text)")
  }

  @Test(arguments: ["main\n", "a b c\n", "refs/heads/a 00 refs/heads/a 00\n"])
  func whatGitWouldNotSayIsRefused(text: String) throws {
    let scratch = try clone()
    let result = try scratch.pipgate("check", "--pre-push", "origin", input: text)
    #expect(result.status == 2, "\(result.text)")
  }
}
