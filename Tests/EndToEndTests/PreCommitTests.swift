import Foundation
import Testing

/// Commits, pushes and runs by hand through the real `pre-commit`.
@Suite(
  "pre-commit",
  .enabled(if: PackagingTools.isInstalled, "'.ci/packages' installs pre-commit"), .serialized)
struct PreCommitTests {
  private let flask = "flask==3.0.3\n"
  private let evil = "flask==3.0.3\nreqeusts==2.32.0\n"
  private let framework: PreCommitFramework

  init() throws { framework = try PreCommitFramework.shared.get() }

  @Test func theHooksFileIsValid() throws {
    let result = try Packaging.run(
      PackagingTools.path(of: "pre-commit"), "validate-manifest",
      BuiltProgram.root + "/.pre-commit-hooks.yaml")
    #expect(result.text.isEmpty)
  }

  @Test(arguments: ["pipgate", "pipgate-source"])
  func aCommitIsBlockedAndMended(id: String) throws {
    let scratch = try framework.scratch(id: id)
    try scratch.stage(["requirements.txt": evil])
    let blocked = try scratch.attempt("commit", "-m", "Add")
    #expect(blocked.status == 1)
    #expect(blocked.text.contains("requirements.txt:2:1: blocked: 'reqeusts'"), "\(blocked.text)")
    try scratch.stage(["requirements.txt": flask + "numpy==2.1.3\n"])
    let passed = try scratch.attempt("commit", "-m", "Add")
    #expect(passed.status == 0, "\(passed.text)")
    #expect(passed.text.contains("1 new dependency"), "\(passed.text)")
    // What is not staged is set aside while hooks run, and is not judged.
    try scratch.write("requirements.txt", evil)
    try scratch.write("setup.cfg", "[metadata]\n")
    try scratch.git("add", "setup.cfg")
    let other = try scratch.attempt("commit", "-m", "Configure")
    #expect(other.status == 0, "\(other.text)")
    #expect(try scratch.read("requirements.txt") == evil)
  }

  @Test func aCommitWithoutManifestsStartsNothing() throws {
    let scratch = try framework.scratch(id: "pipgate-source")
    let before = framework.starts
    try scratch.stage(["src/main.c": "int main(void) { return 0; }\n", "LICENSE": "text\n"])
    let quiet = try scratch.attempt("commit", "-m", "Add")
    #expect(quiet.status == 0)
    #expect(quiet.text.contains("no files to check"), "\(quiet.text)")
    #expect(framework.starts == before)
    try scratch.stage(["tools/requirements-dev.txt": "numpy==2.1.3\n"])
    #expect(try scratch.attempt("commit", "-m", "Add").status == 0)
    #expect(framework.starts == before + 1)
  }

  @Test func allFilesAreJudgedWhenNothingIsStaged() throws {
    let scratch = try framework.scratch(id: "pipgate")
    let clean = try framework.run(["run", "--all-files"], in: scratch)
    #expect(clean.status == 0, "\(clean.text)")
    try scratch.commit(["requirements.txt": evil])
    let result = try framework.run(["run", "--all-files"], in: scratch)
    #expect(result.status == 1)
    #expect(result.text.contains("requirements.txt:2:1: blocked: 'reqeusts'"), "\(result.text)")
    #expect(result.text.contains("flask") || result.text.contains("2 new dependencies"))
    // By hand, before a commit: what is staged.
    try scratch.stage(["more/requirements.txt": "no-such-helper==1.0\n"])
    let staged = try framework.run(["run"], in: scratch)
    #expect(staged.status == 1)
    #expect(staged.text.contains("'no-such-helper'"), "\(staged.text)")
    #expect(!staged.text.contains("'reqeusts'"), "\(staged.text)")
  }

  @Test func aRangeIsJudgedSinceItsHistoriesParted() throws {
    let scratch = try framework.scratch(id: "pipgate")
    try scratch.git("checkout", "-q", "-b", "topic")
    try scratch.commit(["requirements.txt": evil])
    // What has come to the other side meanwhile is not of this range.
    try scratch.git("checkout", "-q", "main")
    try scratch.commit(["tools/requirements.txt": "no-such-helper==1.0\n"])
    let words = ["run", "--from-ref", "main", "--to-ref", "topic"]
    let result = try framework.run(words, in: scratch)
    #expect(result.status == 1)
    #expect(result.text.contains("requirements.txt:2:1: blocked: 'reqeusts'"), "\(result.text)")
    #expect(!result.text.contains("no-such-helper"), "\(result.text)")
  }

  @Test func aPushIsJudged() throws {
    let scratch = try framework.scratch(id: "pipgate", kinds: ["pre-push"])
    let server = scratch.top + "/server.git"
    try scratch.git("init", "-q", "--bare", "-b", "main", "--template=", server)
    try scratch.git("remote", "add", "origin", server)
    // All of a history at first, then what comes on top, then a branch.
    try scratch.commit(["requirements.txt": evil])
    let whole = try scratch.attempt("push", "origin", "main")
    #expect(whole.status != 0)
    #expect(whole.text.contains("blocked: 'reqeusts'"), "\(whole.text)")
    try scratch.commit(["requirements.txt": flask])
    let mended = try scratch.attempt("push", "origin", "main")
    #expect(mended.status == 0, "\(mended.text)")
    try scratch.commit(["requirements.txt": evil])
    #expect(try scratch.attempt("push", "origin", "main").status != 0)
    #expect(try scratch.attempt("push", "origin", "HEAD:refs/heads/topic").status != 0)
    try scratch.commit(["requirements.txt": flask + "numpy==2.1.3\n"])
    #expect(try scratch.attempt("push", "origin", "HEAD:refs/heads/topic").status == 0)
  }

  /// Where nobody comes later, what only the network can tell is not left to anybody.
  @Test func aServiceLeavesNothingToOthers() throws {
    var scratch = try framework.scratch(id: "pipgate")
    scratch.environment["PIPGATE_INDEX_URL"] = LoopbackIndex.unreachable
    try scratch.stage(["requirements.txt": flask + "tinyqueue-lite==1.0\n"])
    let person = try framework.run(["run"], in: scratch)
    #expect(person.status == 0, "\(person.text)")
    #expect(person.text.contains("continuous integration"), "\(person.text)")
    scratch.environment["CI"] = "true"
    #expect(try framework.run(["run"], in: scratch).status != 0)
  }
}
