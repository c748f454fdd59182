import Foundation
import Testing

/// Real commits in repositories that have the hook.
@Suite("Commits")
struct HookTests {
  private let flask = "flask==3.0.3\n"

  @Test func aLookAlikeIsRefusedAtItsPlace() throws {
    let scratch = try Scratch.withHook()
    let head = try scratch.git("rev-parse", "HEAD")
    try scratch.stage(["requirements.txt": flask + "reqeusts==2.32.0\n"])
    let result = try scratch.attempt("commit", "-m", "Add")
    #expect(result.status == 1)
    #expect(result.text.contains("requirements.txt:2:1: blocked: 'reqeusts'"))
    #expect(result.text.contains("'requests'"))
    #expect(try scratch.git("rev-parse", "HEAD") == head)
  }

  @Test func anEstablishedProjectPasses() throws {
    let scratch = try Scratch.withHook()
    try scratch.stage(["requirements.txt": flask + "numpy==2.1.3\n"])
    let result = try scratch.attempt("commit", "-m", "Add")
    #expect(result.status == 0, "\(result.text)")
    #expect(try scratch.git("show", "HEAD:requirements.txt").contains("numpy"))
  }

  @Test func anInventedNameIsRefused() throws {
    let scratch = try Scratch.withHook()
    try scratch.stage(["requirements.txt": flask + "flask-easy-oauth-helper==1.0\n"])
    let result = try scratch.attempt("commit", "-m", "Add")
    #expect(result.status == 1)
    #expect(
      result.text.contains(
        "requirements.txt:2:1: blocked: 'flask-easy-oauth-helper' does not exist on the index"))
  }

  @Test func editsThatAreNotStagedChangeNothing() throws {
    let scratch = try Scratch.withHook()
    try scratch.stage(["requirements.txt": flask + "numpy==2.1.3\n"])
    try scratch.write("requirements.txt", flask + "numpy==2.1.3\nno-such-helper==1\n")
    #expect(try scratch.attempt("commit", "-m", "Add").status == 0)

    try scratch.stage([:])
    try scratch.write("requirements.txt", flask)
    let result = try scratch.attempt("commit", "-m", "Add")
    #expect(result.status == 1)
    #expect(result.text.contains("'no-such-helper' does not exist on the index"))
  }

  @Test(arguments: [
    ("removes", "numpy==2.1.3\n"),
    ("reorders", "# By name.\nno-such-helper==1.0\nnumpy==2.1.3\nflask==3.0.3\n"),
    ("re-spells", "FLASK == 3.0.3\nnumpy==2.1.3\nNo_Such.Helper==1.0\n"),
  ])
  func whatIntroducesNothingPasses(_ deed: String, _ text: String) throws {
    let index = try LoopbackIndex([:])
    let scratch = try Scratch.withHook(index: index.url)
    try scratch.commit([
      "requirements.txt": "flask==3.0.3\nnumpy==2.1.3\nno-such-helper==1.0\n"
    ])
    try scratch.stage(["requirements.txt": text])
    let result = try scratch.attempt("commit", "-m", "Change")
    #expect(result.status == 0, "\(result.text)")
    #expect(index.requests.isEmpty)
  }

  @Test func aCommitOfEverythingIsJudged() throws {
    let scratch = try Scratch.withHook()
    try scratch.write("requirements.txt", flask + "no-such-helper==1.0\n")
    #expect(try scratch.attempt("commit", "-a", "-m", "Add").status == 1)
    try scratch.write("requirements.txt", flask + "numpy==2.1.3\n")
    #expect(try scratch.attempt("commit", "-a", "-m", "Add").status == 0)
  }

  @Test func aCommitOfOnePathIsJudgedByThatPath() throws {
    let scratch = try Scratch.withHook()
    try scratch.stage(["requirements.txt": flask + "no-such-helper==1.0\n", "notes": "text\n"])
    let notes = try scratch.attempt("commit", "-m", "Note", "--", "notes")
    #expect(notes.status == 0, "\(notes.text)")
    #expect(
      try scratch.attempt("commit", "-m", "Add", "--", "requirements.txt").status == 1)
  }

  @Test func anAmendedCommitIsJudged() throws {
    let scratch = try Scratch.withHook()
    try scratch.commit(["notes": "text\n"])
    try scratch.stage(["requirements.txt": flask + "no-such-helper==1.0\n"])
    #expect(try scratch.attempt("commit", "--amend", "--no-edit").status == 1)
    try scratch.stage(["requirements.txt": flask + "numpy==2.1.3\n"])
    #expect(try scratch.attempt("commit", "--amend", "--no-edit").status == 0)
  }

  @Test func theFirstCommitIsJudged() throws {
    let scratch = try Scratch(index: LoopbackIndex.shared.get().url)
    #expect(try scratch.pipgate("hook", "install").status == 0)
    try scratch.stage(["requirements.txt": "no-such-helper==1.0\n"])
    let refused = try scratch.attempt("commit", "-m", "Start")
    #expect(refused.status == 1)
    #expect(refused.text.contains("requirements.txt:1:1"))
    try scratch.stage(["requirements.txt": "numpy==2.1.3\n"])
    let passed = try scratch.attempt("commit", "-m", "Start")
    #expect(passed.status == 0, "\(passed.text)")
  }

  @Test func aLinkedWorktreeIsJudgedByItsOwnIndex() throws {
    let scratch = try Scratch.withHook()
    let linked = scratch.top + "/linked"
    try scratch.git("worktree", "add", "-q", linked)
    try scratch.write(linked + "/requirements.txt", flask + "no-such-helper==1.0\n")
    try scratch.git("add", "-A", in: linked)
    let result = try scratch.attempt("commit", "-m", "Add", in: linked)
    #expect(result.status == 1)
    #expect(result.text.contains("requirements.txt:2:1"))
    #expect(try scratch.attempt("commit", "--allow-empty", "-m", "Nothing").status == 0)
  }

  @Test func aCommitFromASubfolderIsJudgedWhole() throws {
    let scratch = try Scratch.withHook()
    try scratch.stage(["requirements.txt": flask + "no-such-helper==1.0\n", "src/a.c": "\n"])
    let folder = scratch.root + "/src"
    let result = try scratch.attempt("commit", "-m", "Add", in: folder)
    #expect(result.status == 1)
    #expect(result.text.contains("\nrequirements.txt:2:1") || result.text.hasPrefix("requirements"))
    #expect(try scratch.attempt("commit", "-m", "Add", "-a", in: folder).status == 1)
    let direct = try scratch.pipgate("check", in: folder)
    #expect(direct.status == 1)
    #expect(direct.output.hasPrefix("requirements.txt:2:1"))
  }

  @Test func aProgramThatTheRepositoryNamesDoesNotRun() throws {
    let scratch = try Scratch.withHook()
    let trace = scratch.top + "/ran"
    try scratch.write(
      scratch.top + "/monitor", "#!/bin/sh\ntouch '\(trace)'\n", permissions: 0o755)
    try scratch.stage(["requirements.txt": flask + "numpy==2.1.3\n"])
    try scratch.git("config", "core.fsmonitor", scratch.top + "/monitor")
    try? FileManager.default.removeItem(atPath: trace)
    #expect(try scratch.pipgate("check", "--staged", "--hook").status == 0)
    #expect(try scratch.pipgate("check", "--all").status == 0)
    #expect(try scratch.pipgate("hook", "install").status == 0)
    #expect(!scratch.exists(trace))
    _ = try scratch.attempt("status")
    #expect(scratch.exists(trace), "git itself runs the monitor, so the test can fail")
  }

  @Test func theHookGoesOnWithoutAHome() throws {
    let scratch = try Scratch.withHook()
    try scratch.stage(["requirements.txt": flask + "no-such-helper==1.0\n"])
    let result = try scratch.attempt(
      "commit", "-m", "Add", with: ["HOME": nil, "XDG_CACHE_HOME": nil])
    #expect(result.status == 1)
    #expect(result.text.contains("does not exist on the index"))
  }
}
