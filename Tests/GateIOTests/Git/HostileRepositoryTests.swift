import Gate
import Glibc
import SourceText
import Testing

@testable import GateIO

@Suite struct HostileRepositoryTests {
  @Test(arguments: ReaderChoice.all)
  func runsNothingThatARepositoryOrTheEnvironmentNames(_ reader: ReaderChoice) throws {
    let repository = try TestRepository()
    try repository.commit(["requirements.txt": "flask\n"])
    try repository.commit(["requirements.txt": "flask\nnumpy\n"])
    try repository.stage(Array("requirements.txt".utf8), "evil\n")
    let marker = repository.top + "/marker"
    let program = repository.top + "/program"
    try TestRepository.write(program, Array("#!/bin/sh\n: >'\(marker)'\n".utf8), mode: 0o755)
    for key in [
      "core.fsmonitor", "core.pager", "core.editor", "core.sshCommand", "core.askPass",
      "diff.external", "diff.x.textconv", "diff.x.command", "filter.x.clean", "filter.x.smudge",
      "filter.x.process", "alias.diff-index", "core.alternateRefsCommand", "core.gitProxy",
    ] {
      try repository.git("config", key, program)
    }
    try TestRepository.write(
      repository.root + "/.git/info/attributes", Array("* diff=x filter=x\n".utf8))
    let hooks = repository.root + "/.git/hooks/"
    for hook in ["post-index-change", "fsmonitor-watchman", "reference-transaction"] {
      try TestRepository.write(hooks + hook, Array("#!/bin/sh\n: >'\(marker)'\n".utf8), mode: 0o755)
    }
    // The trap works: an unprotected git falls into it.
    try repository.git(["diff-index", "--cached", "HEAD"])
    #expect(access(marker, F_OK) == 0)
    unlink(marker)

    let elsewhere = try TestRepository()
    try elsewhere.commit(["other": ""])
    var hostile = [
      "GIT_EXTERNAL_DIFF": program, "GIT_TRACE": marker, "GIT_TRACE2": marker,
      "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "core.fsmonitor", "GIT_CONFIG_VALUE_0": program,
      "GIT_CONFIG_PARAMETERS": "'core.fsmonitor=\(program)'", "GIT_EXEC_PATH": repository.top,
      "GIT_PAGER": program, "GIT_SSH_COMMAND": program, "GIT_ASKPASS": program,
      "GIT_NAMESPACE": "x", "GIT_LITERAL_PATHSPECS": "0", "LD_PRELOAD": "/absent.so",
    ]
    let hook = try repository.open(reader, with: hostile)
    #expect(try hook.change(.staged).headText("requirements.txt") == "evil\n")
    hostile["GIT_DIR"] = elsewhere.root + "/.git"
    hostile["GIT_OBJECT_DIRECTORY"] = elsewhere.root + "/.git/objects"
    hostile["GIT_INDEX_FILE"] = "/absent"
    let build = try repository.open(reader, mode: .continuousIntegration, with: hostile)
    let change = try build.change(.range(from: "HEAD~1", to: "HEAD"))
    #expect(try change.headText("requirements.txt") == "flask\nnumpy\n")
    #expect(try build.change(.sinceMergeBase(of: "HEAD~1", head: "HEAD")).summary.count == 1)
    #expect(try change.head.paths() == ["requirements.txt"])
    #expect(try build.hooksDirectory().hasSuffix("hooks"))
    #expect(access(marker, F_OK) != 0)
  }

  @Test(arguments: ReaderChoice.all)
  func fetchesNothingForAPartialClone(_ reader: ReaderChoice) throws {
    let repository = try TestRepository()
    try repository.commit(["requirements.txt": "flask\n"])
    try repository.git("config", "uploadpack.allowFilter", "true")
    let clone = repository.top + "/clone"
    try repository.git([
      "clone", "-q", "--no-checkout", "--filter=blob:none", "file://" + repository.root, clone,
    ])
    let marker = repository.top + "/marker"
    try repository.git(["config", "remote.origin.url", "ext::touch \(marker)"], in: clone)
    try repository.git(["config", "protocol.ext.allow", "always"], in: clone)
    let change = try repository.open(reader, at: clone).change(.everything(at: nil))
    #expect(change.summary == ["A requirements.txt"])
    let error = try #require(throws: TreeError.self) { try change.head.entry("requirements.txt") }
    #expect(error.remedy != nil || reader == .libgit2)
    #expect(access(marker, F_OK) != 0)
  }

  @Test(arguments: ReaderChoice.all)
  func ignoresReplacedObjects(_ reader: ReaderChoice) throws {
    let repository = try TestRepository()
    let first = try repository.commit(["requirements.txt": "flask\n"])
    let second = try repository.commit(["requirements.txt": "evil\n"])
    try repository.git("replace", second, first)
    try repository.git("replace", "\(second):requirements.txt", "\(first):requirements.txt")
    let change = try repository.open(reader).change(.range(from: first, to: second))
    #expect(try change.headText("requirements.txt") == "evil\n")
  }

  @Test(arguments: ReaderChoice.all)
  func refusesDamagedObjects(_ reader: ReaderChoice) throws {
    let repository = try TestRepository()
    let first = try repository.commit(["requirements.txt": "flask\n"])
    let second = try repository.commit(["requirements.txt": "evil\n"])
    func damage(_ revision: String) throws {
      let id = try repository.git("rev-parse", revision)
      let path = "\(repository.root)/.git/objects/\(id.prefix(2))/\(id.dropFirst(2))"
      chmod(path, 0o644)
      var bytes = try TestRepository.read(path)
      for index in bytes.indices.dropFirst(2) { bytes[index] ^= 0xff }
      try TestRepository.write(path, bytes)
    }
    try damage(second + ":requirements.txt")
    let opened = try repository.open(reader)
    let change = try opened.change(.range(from: first, to: second))
    #expect(throws: TreeError.self) { try change.head.entry("requirements.txt") }
    #expect(try change.baseText("requirements.txt") == "flask\n")
    try damage(second + "^{tree}")
    let again = try repository.open(reader)
    let error = try #require(throws: GitError.self) {
      try again.change(.range(from: first, to: second))
    }
    #expect(!error.isUsage)
    try TestRepository.write(repository.root + "/.git/index", Array("DIRC\0\0\0\u{2}junk".utf8))
    #expect(throws: GitError.self) { try again.change(.staged) }
  }

  @Test func refusesAnObjectWhoseContentWasSwapped() throws {
    let repository = try TestRepository()
    try repository.commit(["requirements.txt": "evil\n", "other": "fine\n"])
    func path(_ name: String) throws -> String {
      let id = try repository.git("rev-parse", "HEAD:" + name)
      return "\(repository.root)/.git/objects/\(id.prefix(2))/\(id.dropFirst(2))"
    }
    let swapped = try path("requirements.txt")
    chmod(swapped, 0o644)
    try TestRepository.write(swapped, TestRepository.read(path("other")))
    let tree = try repository.open().tree(at: "HEAD")
    let error = try #require(throws: TreeError.self) { try tree.entry("requirements.txt") }
    #expect(error.reason.contains("hash mismatch"))
  }

  @Test func stopsAtATreeThatNamesBillionsOfPaths() throws {
    let repository = try TestRepository()
    var entry = "100644 blob \(try repository.git("hash-object", "-w", "-t", "blob", "/dev/null"))"
    for _ in 0..<10 {
      let lines = (0..<10).map { "\(entry)\t\($0)\n" }.joined()
      let tree = try repository.git(["mktree"], input: Array(lines.utf8)).dropLast()
      entry = "040000 tree \(String(decoding: tree, as: UTF8.self))"
    }
    let id = try repository.git("commit-tree", "-m", "bomb", String(entry.dropFirst(12)))
    let opened = try repository.open()
    let error = try #require(throws: GitError.self) { try opened.change(.everything(at: id)) }
    #expect(error.kind == .limitReached)
    // A single path is found all the same.
    #expect(try opened.tree(at: id).entry("0/1/2/3/4/5/6/7/8/9") == .file([]))
  }

  @Test(arguments: ReaderChoice.all)
  func doesNotLoadAFileAboveTheLimit(_ reader: ReaderChoice) throws {
    let repository = try TestRepository()
    try repository.commit(["small": "x"])
    let big = repository.root + "/big"
    try TestRepository.write(big, [])
    truncate(big, FileTree.fileSizeLimit + 1)
    try repository.git("add", "-A")
    let change = try repository.open(reader).change(.staged)
    #expect(try change.head.entry("big") == .tooLarge(FileTree.fileSizeLimit + 1))
    // The next object is read as if nothing had been.
    #expect(try change.headText("small") == "x")
  }

  @Test(arguments: ReaderChoice.all)
  func refusesATreeWithTheSameNameTwice(_ reader: ReaderChoice) throws {
    let repository = try TestRepository()
    let blob = try repository.git("hash-object", "-w", "-t", "blob", "/dev/null")
    let raw = try #require(ObjectID(hex: Array(blob.utf8))).bytes
    let entry = Array("100644 requirements.txt\0".utf8) + raw
    let tree = try repository.git(
      ["hash-object", "-w", "-t", "tree", "--literally", "--stdin"], input: entry + entry)
    let id = try repository.git(
      "commit-tree", "-m", "twice", String(decoding: tree.dropLast(), as: UTF8.self))
    let error = try #require(throws: GitError.self) {
      try repository.open(reader).change(.everything(at: id))
    }
    #expect(error.kind == .corruptObject)
  }

  @Test(arguments: ReaderChoice.all)
  func refusesAFolderThatIsNoRepository(_ reader: ReaderChoice) throws {
    let repository = try TestRepository()
    for folder in [repository.top, repository.top + "/absent", "a\0b"] {
      let error = try #require(throws: GitError.self) { try repository.open(reader, at: folder) }
      if reader != .libgit2 {
        #expect(error.kind == .notARepository)
        #expect(error.isUsage)
      }
    }
  }

  @Test func saysThatGitIsMissing() throws {
    let repository = try TestRepository("--object-format=sha256")
    // A relative member of PATH never finds a program.
    for path in ["", "bin:.:", repository.top] {
      let error = try #require(throws: GitError.self) { try repository.open(with: ["PATH": path]) }
      #expect(error.kind == .gitUnavailable)
      #expect(error.reason.contains("libgit2: "))
    }
  }

  @Test(
    .enabled("giving a folder to another user takes root") { getuid() == 0 },
    arguments: [ReaderChoice.automatic, .plumbing])
  func leavesAForeignOwnerToGit(_ reader: ReaderChoice) throws {
    let repository = try TestRepository()
    try repository.commit(["a": "1"])
    try repository.stage(Array("a".utf8), "2")
    for path in [repository.root, repository.root + "/.git"] { chown(path, 12345, 12345) }
    let error = try #require(throws: GitError.self) { try repository.open(reader) }
    #expect(error.kind == .foreignOwner)
    #expect(
      error.remedy?.contains("git config --global --add safe.directory \(repository.root)") == true)
    try TestRepository.write(
      repository.top + "/home/.gitconfig", Array("[safe]\n\tdirectory = *\n".utf8))
    let opened = try repository.open(reader)
    #expect(try opened.change(.staged).summary == ["M a"])
  }
}
