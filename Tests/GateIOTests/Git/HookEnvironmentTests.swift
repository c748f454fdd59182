import Gate
import Glibc
import SourceText
import Testing

@testable import GateIO

/// A `git commit` as a hook sees it.
struct HookCase: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let arguments: [String]
  let folder: String
  let expected: [String]

  init(_ name: String, _ arguments: [String], in folder: String = "", _ expected: [String]) {
    (testDescription, self.arguments, self.folder, self.expected) =
      (name, arguments, folder, expected)
  }

  /// In every case `staged.txt` is staged, `tracked.txt` is only edited and `new.txt` is untracked.
  static let all = [
    HookCase("plain", [], ["M staged.txt"]),
    HookCase("-a", ["-a"], ["M staged.txt", "M tracked.txt"]),
    HookCase("-- path", ["--", "tracked.txt"], ["M tracked.txt"]),
    HookCase("--include path", ["-i", "tracked.txt"], ["M staged.txt", "M tracked.txt"]),
    HookCase("from a subfolder", [], in: "sub", ["M staged.txt"]),
    HookCase("-a from a subfolder", ["-a"], in: "sub", ["M staged.txt", "M tracked.txt"]),
    // What the amended commit itself brought in is not seen: git compares with HEAD, too.
    HookCase("--amend", ["--amend"], ["M staged.txt"]),
    HookCase("linked worktree", ["--", "tracked.txt"], in: "../linked", ["M tracked.txt"]),
    HookCase("plain in a linked worktree", [], in: "../linked", ["M staged.txt"]),
  ]
}

@Suite struct HookEnvironmentTests {
  @Test(arguments: HookCase.all, ReaderChoice.all)
  func readsTheIndexThatTheHookIsGiven(_ hook: HookCase, by reader: ReaderChoice) throws {
    let repository = try TestRepository()
    try repository.commit(["before.txt": ""])
    try repository.commit(["staged.txt": "", "tracked.txt": "", "sub/x": ""])
    try repository.git("worktree", "add", "-q", "-b", "other", "../linked")
    let worktree = hook.folder == "../linked" ? repository.top + "/linked" : repository.root
    for (path, text) in [("staged.txt", "1\n"), ("tracked.txt", "2\n"), ("new.txt", "3\n")] {
      try TestRepository.write("\(worktree)/\(path)", Array(text.utf8))
    }
    try repository.git(["add", "staged.txt"], in: worktree)
    // The hook keeps what it was given, and stops the commit so that HEAD stays.
    let script = """
      #!/bin/sh
      cp "$GIT_INDEX_FILE" "$HOME/index"
      printf %s "$GIT_INDEX_FILE" >"$HOME/index-file"
      printf %s "$GIT_DIR" >"$HOME/git-dir"
      printf %s "$PWD" >"$HOME/folder"
      exit 1
      """
    try TestRepository.write(
      repository.root + "/.git/hooks/pre-commit", Array(script.utf8), mode: 0o755)
    let folder = hook.folder == "sub" ? repository.root + "/sub" : worktree
    try repository.git(["commit", "-m", "c"] + hook.arguments, in: folder, succeeds: false)

    let home = repository.top + "/home/"
    func kept(_ name: String) throws -> String {
      String(decoding: try TestRepository.read(home + name), as: UTF8.self)
    }
    let here = try kept("folder")
    try #require(here == worktree)
    let indexFile = try kept("index-file")
    let path = indexFile.hasPrefix("/") ? indexFile : "\(here)/\(indexFile)"
    try TestRepository.write(path, TestRepository.read(home + "index"))
    var variables = ["GIT_INDEX_FILE": indexFile]
    let gitDirectory = try kept("git-dir")
    if !gitDirectory.isEmpty { variables["GIT_DIR"] = gitDirectory }

    let opened = try repository.open(reader, at: here, with: variables)
    #expect(opened.worktree == worktree)
    #expect(try opened.change(.staged).summary == hook.expected)
  }

  @Test(arguments: ReaderChoice.all)
  func resolvesARelativeIndexFromTheTopLevel(_ reader: ReaderChoice) throws {
    let repository = try TestRepository()
    try repository.commit(["sub/a": "", "b": ""])
    try repository.stage(Array("b".utf8), "new")
    let opened = try repository.open(
      reader, at: repository.root + "/sub", with: ["GIT_INDEX_FILE": ".git/index"])
    #expect(try opened.change(.staged).summary == ["M b"])
  }

  @Test(arguments: ReaderChoice.all)
  func refusesAMissingIndex(_ reader: ReaderChoice) throws {
    let repository = try TestRepository()
    let opened = try repository.open(reader, with: ["GIT_INDEX_FILE": "absent"])
    // Before the first commit an index need not be there.
    #expect(try opened.change(.staged).summary == [])
    #expect(try opened.isHeadUnborn())
    try repository.commit(["a": ""])
    #expect(try !opened.isHeadUnborn())
    let error = try #require(throws: GitError.self) { try opened.change(.staged) }
    #expect(error.kind == .unreadableIndex)
    #expect(!error.isUsage)
  }

  @Test(arguments: ReaderChoice.all)
  func refusesTheIndexOfABareRepository(_ reader: ReaderChoice) throws {
    let repository = try TestRepository("--bare")
    let opened = try repository.open(reader)
    #expect(opened.isBare)
    #expect(opened.worktree == nil)
    #expect(opened.gitDirectory == repository.root)
    let error = try #require(throws: GitError.self) { try opened.change(.staged) }
    #expect(error.kind == .bareRepositoryHasNoIndex)
    #expect(error.isUsage)
  }

  @Test(arguments: [ReaderChoice.automatic, .plumbing])
  func honoursSeparateWorkTreeAndCommonDirectory(_ reader: ReaderChoice) throws {
    let repository = try TestRepository()
    try repository.commit(["a": ""])
    try repository.stage(Array("a".utf8), "new")
    let git = repository.root + "/.git"
    for variables in [
      ["GIT_DIR": git, "GIT_WORK_TREE": repository.root],
      ["GIT_DIR": git, "GIT_WORK_TREE": repository.root, "GIT_COMMON_DIR": git],
    ] {
      let opened = try repository.open(reader, at: repository.top, with: variables)
      #expect(opened.worktree == repository.root)
      #expect(opened.gitDirectory == git)
      #expect(try opened.change(.staged).summary == ["M a"])
    }
  }

  @Test(arguments: ReaderChoice.all)
  func refusesAConflict(_ reader: ReaderChoice) throws {
    let repository = try TestRepository()
    try repository.commit(["requirements.txt": "a\n"])
    try repository.git("switch", "-q", "-c", "other")
    try repository.commit(["requirements.txt": "b\n"])
    try repository.git("switch", "-q", "main")
    try repository.commit(["requirements.txt": "c\n"])
    try repository.git(["merge", "other"], succeeds: false)
    let error = try #require(throws: GitError.self) {
      try repository.open(reader).change(.staged)
    }
    #expect(error.kind == .mergeConflict)
    #expect(error.reason == "'requirements.txt' is in conflict")
  }

  @Test func findsTheFolderOfTheHooks() throws {
    let repository = try TestRepository()
    try repository.commit(["sub/a": ""])
    try repository.git("worktree", "add", "-q", "-b", "other", "../linked")
    let linked = repository.top + "/linked"
    let usual = repository.root + "/.git/hooks"
    #expect(try samePath(repository.open().hooksDirectory(), usual))
    #expect(try samePath(repository.open(at: repository.root + "/sub").hooksDirectory(), usual))
    #expect(try samePath(repository.open(at: linked).hooksDirectory(), usual))
    try repository.git("config", "core.hooksPath", "my hooks")
    #expect(
      try repository.open(at: repository.root + "/sub").hooksDirectory()
        == repository.root + "/my hooks")
    #expect(try repository.open(at: linked).hooksDirectory() == linked + "/my hooks")
    try repository.git("config", "core.hooksPath", "~/hooks")
    #expect(try repository.open().hooksDirectory() == repository.top + "/home/hooks")
  }

  private func samePath(_ a: String, _ b: String) -> Bool {
    var (x, y) = (stat(), stat())
    return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_ino == y.st_ino && x.st_dev == y.st_dev
  }
}
