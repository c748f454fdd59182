import Gate
import SourceText
import Testing

@testable import GateIO

@Suite struct RangeTests {
  @Test(arguments: ReaderChoice.all)
  func comparesTheWholeTreesOfTwoRevisions(_ reader: ReaderChoice) throws {
    let repository = try TestRepository()
    let first = try repository.commit([
      "a/requirements.txt": "flask\n", "a/b/c": "1", "a/b/d": "1", "x": "1", "gone/y": "1",
    ])
    try repository.git("rm", "-rq", "gone")
    try repository.commit(["a/requirements.txt": "flask\nevil\n"])
    try repository.git("rm", "-q", "x")
    try repository.commit(["x/z": "1", "a/b/c": "2", "new/deep/er/f": "1"])
    try repository.git("tag", "-a", "-m", "t", "v1", first)
    try repository.git("tag", "-a", "-m", "t", "v2", "v1")
    let opened = try repository.open(reader, mode: .continuousIntegration)
    let change = try opened.change(.range(from: "v2", to: "HEAD"))
    #expect(
      change.summary == [
        "M a/b/c", "M a/requirements.txt", "D gone/y", "A new/deep/er/f", "D x", "A x/z",
      ])
    let raw = try repository.git(
      ["diff-tree", "-r", "-z", "--no-renames", "--name-only", "v2", "HEAD"])
    #expect(change.files.map(\.path.bytes) == raw.split(separator: 0).map(Array.init))
    #expect(try change.baseText("a/requirements.txt") == "flask\n")
    #expect(try change.headText("a/requirements.txt") == "flask\nevil\n")
    #expect(try change.head.entry("a") == nil)
    #expect(try change.head.entry("a/") == nil)
    #expect(try change.head.entry("x/z/more") == nil)
    #expect(try change.head.entry("") == nil)
    #expect(try change.base.paths().count == 5)
    #expect(try opened.resolve("v2") == first)
    #expect(try opened.change(.range(from: "HEAD", to: "HEAD")).files.isEmpty)
  }

  @Test(arguments: ReaderChoice.all)
  func readsEverythingAsNew(_ reader: ReaderChoice) throws {
    let repository = try TestRepository()
    try repository.commit(["a/requirements.txt": "flask\n", "b": ""])
    try repository.stage(Array("c".utf8), "staged only")
    let change = try repository.open(reader).change(.everything(at: nil))
    #expect(change.summary == ["A a/requirements.txt", "A b"])
    #expect(try change.base.paths().isEmpty)
  }

  @Test(arguments: ReaderChoice.all)
  func comparesWithWhereTheBranchLeft(_ reader: ReaderChoice) throws {
    let repository = try TestRepository()
    try repository.commit(["requirements.txt": "flask\n"])
    try repository.git("switch", "-q", "-c", "topic")
    try repository.commit(["mine.txt": "x"])
    try repository.git("switch", "-q", "main")
    try repository.commit(["theirs.txt": "x"])
    // The topic takes main in: what comes from there is not its own.
    try repository.git("switch", "-q", "topic")
    let opened = try repository.open(reader)
    #expect(
      try opened.change(.sinceMergeBase(of: "main", head: "topic")).summary == ["A mine.txt"])
    try repository.git("merge", "-q", "-m", "m", "main")
    #expect(
      try opened.change(.sinceMergeBase(of: "main", head: "topic")).summary == ["A mine.txt"])
  }

  @Test(arguments: ReaderChoice.all)
  func callsNothingNewThatAnyOfSeveralBasesHas(_ reader: ReaderChoice) throws {
    let repository = try TestRepository()
    try repository.commit(["root": ""])
    try repository.git("branch", "b")
    let a = try repository.commit(["from-a": "1"])
    try repository.git("switch", "-q", "b")
    let b = try repository.commit(["from-b": "1"])
    try repository.git("merge", "-q", "-m", "m", a)
    try repository.git("switch", "-q", "main")
    try repository.git("merge", "-q", "-m", "m", b)
    try repository.commit(["own": "1"])
    try #require(
      repository.git("merge-base", "--all", "b", "main").split(separator: "\n").count == 2)
    let change = try repository.open(reader).change(.sinceMergeBase(of: "b", head: "main"))
    #expect(change.summary == ["A own"])
  }

  @Test(arguments: [ReaderChoice.automatic, .plumbing])
  func namesWhatIsMissingInAShallowClone(_ reader: ReaderChoice) throws {
    let repository = try TestRepository()
    let first = try repository.commit(["a": "1"])
    try repository.git("branch", "side")
    for number in 2..<5 { try repository.commit(["a": "\(number)"]) }
    let clone = repository.top + "/clone"
    try repository.git([
      "clone", "-q", "--depth=1", "--no-single-branch", "file://" + repository.root, clone,
    ])
    let opened = try repository.open(reader, at: clone, mode: .continuousIntegration)
    for selection in [
      ChangeSelection.range(from: "HEAD~2", to: "HEAD"),
      .sinceMergeBase(of: "origin/side", head: "HEAD"),
    ] {
      let error = try #require(throws: GitError.self) { try opened.change(selection) }
      #expect(error.kind == .shallow)
      #expect(error.remedy?.contains("--unshallow") == true)
      #expect(!error.isUsage)
    }
    // The trees are there, only the history is not.
    #expect(try opened.change(.range(from: first, to: "HEAD")).summary == ["M a"])
  }

  @Test(arguments: ReaderChoice.all)
  func refusesUnrelatedHistories(_ reader: ReaderChoice) throws {
    let repository = try TestRepository()
    try repository.commit(["a": "1"])
    try repository.git("switch", "-q", "--orphan", "other")
    try repository.commit(["b": "1"])
    let error = try #require(throws: GitError.self) {
      try repository.open(reader).change(.sinceMergeBase(of: "main", head: "other"))
    }
    #expect(error.kind == (reader == .libgit2 ? .other : .noMergeBase))
  }

  @Test(arguments: [ReaderChoice.automatic, .plumbing])
  func tellsAMissingRevisionFromABadOne(_ reader: ReaderChoice) throws {
    let repository = try TestRepository()
    try repository.commit(["a": "1"])
    let opened = try repository.open(reader)
    func kind(_ revision: String) -> GitError.Kind? {
      do throws(GitError) {
        _ = try opened.tree(at: revision)
        return nil
      } catch {
        return error.kind
      }
    }
    #expect(kind("HEAD") == nil)
    for missing in [
      "absent", "HEAD~9", String(repeating: "0", count: 40), "abc123", "a b", "x..y", "HEAD:a",
    ] {
      #expect(kind(missing) == .missingRevision, "\(missing)")
    }
    let texts = ["-q", "--output=x", "--all", "", "a\nb", "a\0b", ":a", ":/c", "HEAD^{tree}"]
    for bad in texts + [String(repeating: "x", count: 5000)] {
      #expect(kind(bad) == .badRevision, "\(bad)")
    }
  }

  @Test(arguments: [ReaderChoice.automatic, .plumbing])
  func readsPushedRefs(_ reader: ReaderChoice) throws {
    let repository = try TestRepository()
    let zero = String(repeating: "0", count: 40)
    let first = try repository.commit(["a": "1"])
    try repository.git("switch", "-q", "-c", "topic")
    let second = try repository.commit(["b": "1"])
    try repository.git("switch", "-q", "main")
    let opened = try repository.open(reader, mode: .receive)
    #expect(try opened.change(.update(old: first, new: second)).summary == ["A b"])
    #expect(try opened.change(.update(old: zero, new: second)).summary == ["A b"])
    #expect(try opened.change(.update(old: second, new: zero)).summary == [])
    // A forced push is compared with where it leaves the default branch.
    #expect(try opened.change(.update(old: second, new: first)).summary == [])
    #expect(throws: GitError.self) { try opened.change(.update(old: first, new: "main")) }
    try repository.git("symbolic-ref", "HEAD", "refs/heads/unborn")
    let unborn = try repository.open(reader, mode: .receive)
    #expect(try unborn.change(.update(old: zero, new: second)).summary == ["A a", "A b"])
  }

  @Test func readsAPushStillInQuarantine() throws {
    let repository = try TestRepository("--bare")
    let script = """
      #!/bin/sh
      cat >"$HOME/lines"
      printf %s "$GIT_QUARANTINE_PATH" >"$HOME/quarantine"
      cp -r "$GIT_QUARANTINE_PATH" "$HOME/objects"
      exit 1
      """
    try TestRepository.write(
      repository.root + "/hooks/pre-receive", Array(script.utf8), mode: 0o755)
    let source = try TestRepository()
    let id = try source.commit(["requirements.txt": "evil\n"])
    try source.git(
      ["push", "-q", repository.root, "main"], with: ["HOME": repository.top + "/home"],
      succeeds: false)
    let lines = try TestRepository.read(repository.top + "/home/lines")
    #expect(String(decoding: lines, as: UTF8.self).contains(id))
    let opened = try repository.open(
      mode: .receive,
      with: [
        "GIT_DIR": ".", "GIT_QUARANTINE_PATH": repository.top + "/home/objects",
        "GIT_OBJECT_DIRECTORY": repository.top + "/home/objects",
        "GIT_ALTERNATE_OBJECT_DIRECTORIES": repository.root + "/objects",
      ])
    let zero = String(repeating: "0", count: 40)
    let change = try opened.change(.update(old: zero, new: id))
    #expect(try change.headText("requirements.txt") == "evil\n")
    #expect(opened.readerDescription.hasPrefix("git "))
  }
}
