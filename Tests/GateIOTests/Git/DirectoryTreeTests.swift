import Gate
import Glibc
import SourceText
import Testing

@testable import GateIO

@Suite struct DirectoryTreeTests {
  @Test func comparesTwoFolders() throws {
    let old = try TestRepository()
    let new = try TestRepository()
    for repository in [old, new] {
      try repository.write("same/requirements.txt", "flask\n")
      try repository.write("a.txt", "1")
      try repository.write("a/b", "1")
    }
    try old.write("gone", "1")
    try old.write("kind", "target")
    try new.write("a/b", "2")
    try new.write("new/deep/x", "1")
    symlink("target", new.root + "/kind")
    let change = try DirectoryTree(at: new.root).change(since: DirectoryTree(at: old.root))
    #expect(change.summary == ["M a/b", "D gone", "T kind", "A new/deep/x"])
    #expect(try change.baseText("a/b") == "1")
    #expect(try change.headText("a/b") == "2")
    #expect(try change.head.entry("kind") == .link(target: Array("target".utf8)))
    #expect(
      try change.head.paths() == ["a.txt", "a/b", "kind", "new/deep/x", "same/requirements.txt"])
  }

  @Test func neverLeavesTheFolder() throws {
    let repository = try TestRepository()
    try TestRepository.write(repository.top + "/outside.txt", Array("secret".utf8))
    symlink(repository.top, repository.root + "/link")
    let tree = try DirectoryTree(at: repository.root).fileTree
    #expect(try tree.paths() == ["link"])
    for path: RepositoryPath in [
      "link/outside.txt", "../outside.txt", "link/../outside.txt", "/etc/passwd", "", "./link",
      "//",
      "link/", "a\0b",
    ] {
      #expect(try tree.entry(path) == nil, "\(path)")
    }
    #expect(try tree.entry("link") == .link(target: Array(repository.top.utf8)))
  }

  @Test func refusesPipesAndLargeFilesInWords() throws {
    let repository = try TestRepository()
    mkfifo(repository.root + "/requirements.txt", 0o644)
    try repository.write("big", "")
    truncate(repository.root + "/big", FileTree.fileSizeLimit + 1)
    let tree = try DirectoryTree(at: repository.root)
    #expect(try tree.fileTree.paths() == ["big", "requirements.txt"])
    #expect(throws: TreeError.self) { try tree.fileTree.entry("requirements.txt") }
    #expect(try tree.fileTree.entry("big") == .tooLarge(FileTree.fileSizeLimit + 1))
    #expect(try tree.change(since: tree).summary == ["M big", "M requirements.txt"])
    #expect(throws: TreeError.self) { try DirectoryTree(at: repository.root + "/absent") }
    #expect(throws: TreeError.self) { try DirectoryTree(at: repository.root + "/big") }
  }

  @Test func comparesTwoFiles() throws {
    let repository = try TestRepository()
    try repository.write("before.txt", "flask\n")
    try repository.write("requirements.txt", "evil\n")
    let (before, after) = (repository.root + "/before.txt", repository.root + "/requirements.txt")
    let change = try Change.between(file: before, and: after)
    #expect(change.summary == ["M requirements.txt"])
    #expect(try change.baseText("requirements.txt") == "flask\n")
    #expect(try change.headText("requirements.txt") == "evil\n")
    #expect(try Change.between(file: after, and: after).files.isEmpty)
    #expect(throws: TreeError.self) { try Change.between(file: before, and: repository.root) }
  }
}
