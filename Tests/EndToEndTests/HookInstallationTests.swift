import Foundation
import Testing

/// `pipgate hook install` and `uninstall`.
@Suite("Hook installation")
struct HookInstallationTests {
  private let hook = ".git/hooks/pre-commit"
  private let earlier = ".git/hooks/pre-commit.before-pipgate"

  @Test func saysWhereAndHowToUndo() throws {
    let scratch = try Scratch()
    let result = try scratch.pipgate("hook", "install")
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("installed '"))
    #expect(result.output.hasSuffix("\(hook)'\nto undo: pipgate hook uninstall\n"))
    #expect(FileManager.default.isExecutableFile(atPath: "\(scratch.root)/\(hook)"))
  }

  /// Nothing is committed in a bare repository: git would never run the hook.
  @Test func aBareRepositoryIsToldOfTheHookForServers() throws {
    let scratch = try Scratch(index: LoopbackIndex.shared.get().url)
    let server = scratch.top + "/server.git"
    try scratch.git("init", "-q", "--bare", "-b", "main", "--template=", server)
    let refused = try scratch.pipgate("hook", "install", in: server)
    #expect(refused.status == 2)
    #expect(refused.errors.contains("is a bare repository, in which nothing is committed"))
    #expect(refused.errors.contains("'--server'"))
    #expect(!scratch.exists(server + "/hooks/pre-commit"))
    // A push may start there, though, and what stands there from elsewhere can be taken out.
    #expect(try scratch.pipgate("hook", "install", "--pre-push", in: server).status == 0)
    #expect(try scratch.pipgate("hook", "uninstall", in: server).status == 0)

    // What the message names is what stops a push.
    #expect(try scratch.pipgate("hook", "install", "--server", in: server).status == 0)
    try scratch.git("remote", "add", "origin", server)
    try scratch.commit(["requirements.txt": "reqeusts==2.32.0\n"])
    let push = try scratch.attempt("push", "origin", "main")
    #expect(push.status != 0)
    #expect(push.text.contains("blocked: 'reqeusts'"), "\(push.text)")
  }

  /// People keep a bare repository with working trees beside it: its hooks run in those.
  @Test func aBareRepositoryWithLinkedWorktreesTakesTheHook() throws {
    let scratch = try Scratch(index: LoopbackIndex.shared.get().url)
    try scratch.commit(["README": "x\n"])
    let (bare, tree) = (scratch.top + "/store.git", scratch.top + "/tree")
    try scratch.git("clone", "-q", "--bare", "--template=", scratch.root, bare)
    try scratch.git("worktree", "add", "-q", tree, "main", in: bare)
    for place in [bare, tree] {
      #expect(try scratch.pipgate("hook", "install", in: place).status == 0)
    }
    #expect(scratch.exists(bare + "/hooks/pre-commit"))
    try scratch.write(tree + "/requirements.txt", "reqeusts==2.32.0\n")
    try scratch.git("add", "-A", in: tree)
    let commit = try scratch.attempt("commit", "-m", "Add", in: tree)
    #expect(commit.status == 1)
    #expect(commit.text.contains("blocked: 'reqeusts'"), "\(commit.text)")
  }

  @Test func installingTwiceChangesNothing() throws {
    let scratch = try Scratch()
    try scratch.write(hook, "#!/bin/sh\nexit 0\n", permissions: 0o755)
    #expect(try scratch.pipgate("hook", "install").status == 0)
    let first = try scratch.read(hook)
    let again = try scratch.pipgate("hook", "install")
    #expect(again.status == 0)
    #expect(again.output.hasPrefix("updated '"))
    #expect(try scratch.read(hook) == first)
    #expect(try scratch.read(earlier) == "#!/bin/sh\nexit 0\n")
  }

  @Test func anEarlierHookRunsFirstAndCanStop() throws {
    let scratch = try Scratch(index: LoopbackIndex.shared.get().url)
    let text = "#!/bin/sh\necho earlier hook: \"$GIT_INDEX_FILE\"\n[ ! -e stop ]\n"
    try scratch.write(hook, text, permissions: 0o755)
    let installed = try scratch.pipgate("hook", "install")
    #expect(installed.output.contains("runs first"))

    try scratch.stage(["requirements.txt": "no-such-helper==1.0\n"])
    let blocked = try scratch.attempt("commit", "-m", "Start")
    #expect(blocked.status == 1)
    #expect(blocked.text.contains("earlier hook: "))
    #expect(blocked.text.contains("does not exist on the index"))

    try scratch.stage(["requirements.txt": "numpy==2.1.3\n", "stop": ""])
    let stopped = try scratch.attempt("commit", "-m", "Start")
    #expect(stopped.status == 1)
    #expect(!stopped.text.contains("pipgate says"))
  }

  @Test func uninstallingRestoresByteForByte() throws {
    let scratch = try Scratch()
    let text = "#!/bin/sh\n# Not the last line\u{7f}\nexit 0"
    try scratch.write(hook, text, permissions: 0o750)
    #expect(try scratch.pipgate("hook", "install").status == 0)
    let result = try scratch.pipgate("hook", "uninstall")
    #expect(result.status == 0)
    #expect(try scratch.read(hook) == text)
    #expect(try permissions(scratch, hook) == 0o750)
    #expect(!scratch.exists(earlier))

    let again = try scratch.pipgate("hook", "uninstall")
    #expect(again.status == 0)
    #expect(again.output.hasPrefix("nothing to remove: "))
    #expect(try scratch.read(hook) == text)
  }

  @Test func uninstallingWithoutAnEarlierHookLeavesNothing() throws {
    let scratch = try Scratch()
    #expect(try scratch.pipgate("hook", "install").status == 0)
    #expect(try scratch.pipgate("hook", "uninstall").status == 0)
    let left = (try? FileManager.default.contentsOfDirectory(atPath: scratch.root + "/.git/hooks"))
    #expect(left ?? [] == [])
  }

  @Test(arguments: ["shared-hooks", "/absolute"])
  func theConfiguredFolderIsUsed(_ path: String) throws {
    let scratch = try Scratch(index: LoopbackIndex.shared.get().url)
    let configured = path.hasPrefix("/") ? scratch.top + path : path
    try scratch.git("config", "core.hooksPath", configured)
    try scratch.stage(["src/a.c": "\n", "requirements.txt": "no-such-helper==1.0\n"])
    #expect(try scratch.pipgate("hook", "install", in: scratch.root + "/src").status == 0)
    #expect(scratch.exists("\(configured)/pre-commit"))
    #expect(!scratch.exists(hook))
    for folder in [scratch.root, scratch.root + "/src"] {
      let result = try scratch.attempt("commit", "-m", "Start", in: folder)
      #expect(result.status == 1)
      #expect(result.text.contains("does not exist on the index"), "\(result.text)")
    }
  }

  @Test func aLinkToASharedScriptIsNotWrittenThrough() throws {
    let scratch = try Scratch()
    let shared = scratch.top + "/shared-hook"
    try scratch.write(shared, "#!/bin/sh\nexit 0\n", permissions: 0o755)
    try scratch.write(".git/hooks/.keep", "")
    try FileManager.default.createSymbolicLink(
      atPath: "\(scratch.root)/\(hook)", withDestinationPath: shared)
    #expect(try scratch.pipgate("hook", "install").status == 0)
    #expect(try scratch.read(shared) == "#!/bin/sh\nexit 0\n")
    #expect(try scratch.pipgate("hook", "uninstall").status == 0)
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: "\(scratch.root)/\(hook)")
        == shared)
  }

  @Test func twoForeignHooksAreLeftAlone() throws {
    let scratch = try Scratch()
    try scratch.write(hook, "#!/bin/sh\nexit 0\n", permissions: 0o755)
    try scratch.write(earlier, "#!/bin/sh\nexit 1\n", permissions: 0o755)
    let result = try scratch.pipgate("hook", "install")
    #expect(result.status == 2)
    #expect(result.errors.contains("join the two into one hook"))
    #expect(try scratch.read(hook) == "#!/bin/sh\nexit 0\n")
    #expect(try scratch.read(earlier) == "#!/bin/sh\nexit 1\n")
  }

  @Test func aMissingProgramStopsTheCommitInWords() throws {
    let scratch = try Scratch()
    try scratch.write(
      hook, String(contentsOfFile: BuiltProgram.root + "/hooks/pre-commit", encoding: .utf8),
      permissions: 0o755)
    try scratch.stage(["notes": "text\n"])
    let result = try scratch.attempt("commit", "-m", "Start", with: ["PATH": "/usr/bin:/bin"])
    #expect(result.status == 1)
    #expect(result.text.contains("pipgate: the commit was not checked"))
    let direct = try Command.run(
      ["/bin/sh", hook], in: scratch.root, environment: ["PATH": "/usr/bin:/bin"])
    #expect(direct.status == 3)
    #expect(try scratch.attempt("commit", "-m", "Start").status == 0, "with pipgate on PATH")
  }

  @Test func aProgramWhosePathNeedsQuotingIsFound() throws {
    let scratch = try Scratch(index: LoopbackIndex.shared.get().url)
    let folder = scratch.top + "/it's \"here\" $(now)"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: false)
    try FileManager.default.linkItem(atPath: BuiltProgram.path, toPath: folder + "/pipgate")
    let installed = try Command.run(
      [folder + "/pipgate", "hook", "install"], in: scratch.root,
      environment: scratch.environment)
    #expect(installed.status == 0, "\(installed.text)")
    try scratch.stage(["requirements.txt": "no-such-helper==1.0\n"])
    let result = try scratch.attempt("commit", "-m", "Start", with: ["PATH": "/usr/bin:/bin"])
    #expect(result.text.contains("does not exist on the index"), "\(result.text)")
  }

  @Test func outsideARepositoryItIsRefusedInWords() throws {
    let scratch = try Scratch()
    let result = try scratch.pipgate("hook", "install", in: scratch.top + "/home")
    #expect(result.status == 2)
    #expect(result.errors.contains("not a git repository"), "\(result.errors)")
  }

  private func permissions(_ scratch: Scratch, _ path: String) throws -> Int? {
    let attributes = try FileManager.default.attributesOfItem(atPath: "\(scratch.root)/\(path)")
    return attributes[.posixPermissions] as? Int
  }
}
