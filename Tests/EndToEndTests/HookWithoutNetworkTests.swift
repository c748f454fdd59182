import Testing

/// Commits while nobody answers.
@Suite("Commits without a network")
struct HookWithoutNetworkTests {
  private let flask = "flask==3.0.3\n"

  @Test func aWarmCacheGivesTheSameVerdict() throws {
    let index = try LoopbackIndex(LoopbackIndex.usual)
    let scratch = try Scratch.withHook(index: index.url)
    try scratch.stage(["requirements.txt": flask + "reqeusts==2.32.0\nclick>=8\n"])
    let online = try scratch.attempt("commit", "-m", "Add")
    #expect(online.status == 1)
    #expect(!index.requests.isEmpty)
    index.stop()
    let offline = try scratch.attempt("commit", "-m", "Add")
    #expect(offline.status == 1)
    #expect(offline.text == online.text)
    #expect(try scratch.pipgate("check", "--offline").status == 1)

    try scratch.stage(["requirements.txt": flask + "click>=8\n"])
    let passed = try scratch.attempt("commit", "-m", "Add")
    #expect(passed.status == 0)
    #expect(!passed.text.contains("not checked"))
    let judged = try scratch.pipgate("check", "--from", "HEAD~1", "--to", "HEAD")
    #expect(judged.status == 0, "\(judged.text)")
  }

  @Test func aColdCacheDefersTheCommitLoudly() throws {
    let scratch = try Scratch.withHook(index: LoopbackIndex.unreachable)
    try scratch.stage(["requirements.txt": flask + "numpy==2.1.3\n"])
    let result = try scratch.attempt("commit", "-m", "Add")
    #expect(result.status == 0, "\(result.text)")
    let loud = result.text.split(separator: "\n").filter { $0.hasPrefix("not checked: ") }
    #expect(loud.count == 1)
    #expect(loud.first?.hasSuffix("; continuous integration decides") == true)
  }

  @Test func aColdCacheIsInconclusiveForContinuousIntegration() throws {
    let scratch = try Scratch()
    let base = try scratch.commit(["requirements.txt": flask])
    try scratch.commit(["requirements.txt": flask + "numpy==2.1.3\n"])
    let result = try scratch.pipgate("check", "--from", base, "--to", "HEAD")
    #expect(result.status == 3)
    #expect(result.output.contains("unknown: 'numpy' could not be checked"))
    #expect(try scratch.pipgate("check", "--offline", "--base", base).status == 3)
  }

  @Test func whatNeedsNoNetworkIsDecidedWithoutOne() throws {
    let scratch = try Scratch.withHook(index: LoopbackIndex.unreachable)
    try scratch.stage(["requirements.txt": flask + "sklearn==0.0\n"])
    let denied = try scratch.attempt("commit", "-m", "Add")
    #expect(denied.status == 1)
    #expect(denied.text.contains("use 'scikit-learn' instead"))
    try scratch.stage(["requirements.txt": flask + "${NAME}==1\n"])
    #expect(try scratch.attempt("commit", "-m", "Add").status == 1)
  }

  @Test func anIndexThatTalksNonsenseIsNotDeferred() throws {
    let index = try LoopbackIndex(["numpy": #"{"respond": {"body": "<html>Log in</html>"}}"#])
    let scratch = try Scratch.withHook(index: index.url)
    try scratch.stage(["requirements.txt": flask + "numpy==2.1.3\n"])
    let result = try scratch.attempt("commit", "-m", "Add")
    #expect(result.status == 1, "git says 1 whatever the hook's own status is")
    #expect(result.text.contains("pipgate says: inconclusive"))
    #expect(try scratch.pipgate("check", "--hook").status == 3)
  }
}
