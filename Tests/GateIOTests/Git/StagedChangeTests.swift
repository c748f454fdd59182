import Gate
import Glibc
import SourceText
import Testing

@testable import GateIO

/// A state of an index, what must be seen in it, and whether libgit2 can see it at all.
struct StagedCase: CustomTestStringConvertible, Sendable {
  let name: String
  let expected: [String]
  let isReadByLibgit2: Bool
  let prepare: @Sendable (TestRepository) throws -> Void

  init(
    _ name: String, _ expected: [String], isReadByLibgit2: Bool = true, arguments: [String] = [],
    _ prepare: @escaping @Sendable (TestRepository) throws -> Void
  ) {
    (self.name, self.expected, self.isReadByLibgit2) = (name, expected, isReadByLibgit2)
    (self.arguments, self.prepare) = (arguments, prepare)
  }

  let arguments: [String]
  var testDescription: String { name }

  static let all: [StagedCase] = [
    StagedCase("first commit", ["A requirements.txt"]) { r in
      try r.write("requirements.txt", "flask\n")
      try r.git("add", "-A")
    },
    StagedCase("nothing at all", []) { _ in },
    StagedCase("no difference", []) { try $0.commit(["a/requirements.txt": "flask\n"]) },
    StagedCase("one line more", ["M a/requirements.txt"]) { r in
      try r.commit(["a/requirements.txt": "flask\n", "b": "", "a.txt": "", "a-b": ""])
      try r.write("a/requirements.txt", "flask\nrequests\n")
      try r.git("add", "-A")
    },
    StagedCase("a change left in the working tree", []) { r in
      try r.commit(["requirements.txt": "flask\n"])
      try r.write("requirements.txt", "evil\n")
    },
    StagedCase("rename", ["D old.txt", "A requirements.txt"]) { r in
      try r.commit(["old.txt": "flask\nrequests\nnumpy\n"])
      try r.git("mv", "old.txt", "requirements.txt")
    },
    StagedCase("deleted and added again with one line more", ["M requirements.txt"]) { r in
      try r.commit(["requirements.txt": "flask\n"])
      try r.git("rm", "-q", "requirements.txt")
      try r.write("requirements.txt", "flask\nevil\n")
      try r.git("add", "-A")
    },
    StagedCase("mode only", []) { r in
      try r.commit(["requirements.txt": "flask\n"])
      try r.git("update-index", "--chmod=+x", "requirements.txt")
    },
    StagedCase("mode and content", ["M requirements.txt"]) { r in
      try r.commit(["requirements.txt": "flask\n"])
      try r.stage(Array("requirements.txt".utf8), "evil\n", mode: "100755")
    },
    StagedCase("file becomes link", ["T requirements.txt"]) { r in
      try r.commit(["requirements.txt": "flask\n"])
      try r.stage(Array("requirements.txt".utf8), "/etc/passwd", mode: "120000")
    },
    StagedCase("link with the bytes of the file", ["T requirements.txt"]) { r in
      try r.commit(["requirements.txt": "other"])
      try r.stage(Array("requirements.txt".utf8), "other", mode: "120000")
    },
    StagedCase("file becomes folder", ["D a", "A a/requirements.txt"]) { r in
      try r.commit(["a": "flask\n", "a.txt": ""])
      try r.git("rm", "-q", "a")
      try r.write("a/requirements.txt", "flask\n")
      try r.git("add", "-A")
    },
    StagedCase("submodule hidden by 'ignore = all'", ["A .gitmodules", "A added", "M moved"]) { r in
      try r.stage(Array("moved".utf8), "1", mode: "160000")
      try r.git("commit", "-q", "-m", "c")
      let section = { (_ name: String) in
        "[submodule \"\(name)\"]\npath = \(name)\nurl = ../x\nignore = all\n"
      }
      try r.write(".gitmodules", section("moved") + section("added"))
      try r.git("add", ".gitmodules")
      try r.stage(Array("moved".utf8), "2", mode: "160000")
      try r.stage(Array("added".utf8), "3", mode: "160000")
    },
    StagedCase("'-diff' and 'binary' attributes", ["A .gitattributes", "M requirements.txt"]) { r in
      try r.commit(["requirements.txt": "flask\n"])
      try r.write(".gitattributes", "* -diff binary filter=x\n")
      try r.write("requirements.txt", "evil\n")
      try r.git("add", "-A")
    },
    StagedCase("intent to add", ["D dropped.txt"]) { r in
      try r.commit(["a": "", "dropped.txt": "x"])
      try r.write("requirements.txt", "evil\n")
      try r.git("add", "-N", "requirements.txt")
      try r.git("rm", "-q", "--cached", "dropped.txt")
      try r.git("add", "-N", "dropped.txt")
    },
    StagedCase("names that differ in case only", ["M REQUIREMENTS.TXT", "A Requirements.txt"]) {
      r in
      try r.commit(["requirements.txt": "flask\n", "REQUIREMENTS.TXT": "flask\n"])
      try r.git("config", "core.ignoreCase", "true")
      try r.stage(Array("REQUIREMENTS.TXT".utf8), "evil\n")
      try r.stage(Array("Requirements.txt".utf8), "evil\n")
    },
    StagedCase(
      "paths that look like options and patterns",
      ["A --output=x", "A -rfile", "A :(exclude)x", "A a\nb", "A x*", "A \\xff\\xfe.txt"]
    ) { r in
      try r.commit(["a": ""])
      for path in ["--output=x", "-rfile", ":(exclude)x", "a\nb", "x*"] {
        try r.stage(Array(path.utf8), path)
      }
      try r.stage([0xff, 0xfe] + Array(".txt".utf8), "evil\n")
    },
    StagedCase("skip-worktree", ["M requirements.txt"]) { r in
      try r.commit(["requirements.txt": "flask\n"])
      try r.stage(Array("requirements.txt".utf8), "evil\n")
      try r.git("update-index", "--skip-worktree", "requirements.txt")
    },
    StagedCase("assume-unchanged", ["M requirements.txt"]) { r in
      try r.commit(["requirements.txt": "flask\n"])
      try r.stage(Array("requirements.txt".utf8), "evil\n")
      try r.git("update-index", "--assume-unchanged", "requirements.txt")
    },
    StagedCase("index version 4 and untracked cache", ["M d/e/f.txt"]) { r in
      try r.commit(["d/e/f.txt": "1", "d/e/g.txt": "1", "d/h.txt": "1"])
      try r.git("update-index", "--index-version", "4", "--untracked-cache")
      try r.stage(Array("d/e/f.txt".utf8), "2")
    },
    StagedCase("packed objects and refs", ["M a"]) { r in
      for number in 0..<5 { try r.commit(["a": "\(number)", "b/\(number)": "x"]) }
      try r.git("gc", "-q")
      try r.stage(Array("a".utf8), "new")
    },
    StagedCase("replaced blob", ["M requirements.txt"]) { r in
      try r.commit(["requirements.txt": "flask\n"])
      try r.write("requirements.txt", "evil\n")
      try r.git("add", "-A")
      try r.git(
        "replace", r.git("rev-parse", ":requirements.txt"),
        r.git("rev-parse", "HEAD:requirements.txt"))
    },
    StagedCase("split index", ["M requirements.txt"], isReadByLibgit2: false) { r in
      try r.commit(["requirements.txt": "flask\n", "other": ""])
      try r.git("update-index", "--split-index")
      try r.stage(Array("requirements.txt".utf8), "evil\n")
    },
    StagedCase("sparse index", ["M in/requirements.txt"], isReadByLibgit2: false) { r in
      try r.commit(["in/requirements.txt": "flask\n", "out/deep/requirements.txt": "flask\n"])
      try r.git("sparse-checkout", "init", "--cone", "--sparse-index")
      try r.git("sparse-checkout", "set", "in")
      try r.stage(Array("in/requirements.txt".utf8), "evil\n")
      // Staging by --index-info has expanded the index; sparse it again.
      try r.git("sparse-checkout", "reapply")
    },
    StagedCase("skipHash", ["M requirements.txt"], isReadByLibgit2: false) { r in
      try r.commit(["requirements.txt": "flask\n"])
      try r.stage(Array("requirements.txt".utf8), "evil\n")
      let index = try TestRepository.read(r.root + "/.git/index")
      try TestRepository.write(
        r.root + "/.git/index", index.dropLast(20) + [UInt8](repeating: 0, count: 20))
    },
    StagedCase(
      "SHA-256", ["M a/requirements.txt", "A b"], isReadByLibgit2: false,
      arguments: ["--object-format=sha256"]
    ) { r in
      try r.commit(["a/requirements.txt": "flask\n"])
      try r.stage(Array("a/requirements.txt".utf8), "evil\n")
      try r.stage(Array("b".utf8), "x")
    },
    StagedCase(
      "SHA-256, first commit", ["A b"], isReadByLibgit2: false,
      arguments: ["--object-format=sha256"]
    ) { try $0.stage(Array("b".utf8), "x") },
  ]
}

@Suite struct StagedChangeTests {
  @Test(arguments: StagedCase.all, [ReaderChoice.automatic, .plumbing])
  func seesWhatWouldBeCommitted(_ staged: StagedCase, by reader: ReaderChoice) throws {
    let repository = try TestRepository(staged)
    let change = try repository.open(reader).change(.staged)
    #expect(change.summary == staged.expected)
    try expectToMatchGit(change, in: repository)
  }

  @Test(arguments: StagedCase.all)
  func libgit2AloneSeesTheSameOrRefuses(_ staged: StagedCase) throws {
    let repository = try TestRepository(staged)
    if staged.isReadByLibgit2 {
      let opened = try repository.open(.libgit2)
      let change = try opened.change(.staged)
      #expect(change.summary == staged.expected)
      #expect(opened.readerDescription.hasPrefix("libgit2 "))
      try expectToMatchGit(change, in: repository)
    } else {
      #expect(throws: GitError.self) { try repository.open(.libgit2).change(.staged) }
      let opened = try repository.open(.automatic)
      _ = try opened.change(.staged)
      #expect(opened.fallbackReason?.reason.hasPrefix("libgit2: ") == true)
      #expect(opened.readerDescription.contains("git 2"))
    }
  }

  @Test func asksGitForALargeIndexAndLibgit2WhereThereIsNoGit() throws {
    let repository = try TestRepository()
    let empty = try repository.git("hash-object", "-w", "-t", "blob", "/dev/null")
    let lines = (0..<2000).map { "100644 \(empty)\tfolder\($0 % 7)/file\($0).py\n" }
    try repository.git(["update-index", "--index-info"], input: Array(lines.joined().utf8))
    try repository.git("commit", "-q", "-m", "c")
    try repository.stage(Array("folder3/requirements.txt".utf8), "evil\n")
    try repository.git("update-index", "--force-remove", "folder0/file0.py")
    let opened = try repository.open()
    let change = try opened.change(.staged)
    #expect(change.summary == ["D folder0/file0.py", "A folder3/requirements.txt"])
    #expect(opened.readerDescription.contains(" and git "))
    #expect(opened.fallbackReason == nil)
    #expect(try change.head.paths().count == 2000)
    let alone = try repository.open(with: ["PATH": ""])
    #expect(try alone.change(.staged).summary == change.summary)
    #expect(!alone.readerDescription.contains("git 2"))
  }

  /// git itself is the oracle for the list, for every path of the head side and for every content.
  private func expectToMatchGit(_ change: Change, in repository: TestRepository) throws {
    let tree = try repository.git("write-tree")
    let isBorn = try !repository.git("rev-list", "--all").isEmpty
    let base = try isBorn ? "HEAD" : repository.git("hash-object", "-t", "tree", "/dev/null")
    let raw = try repository.git(
      ["diff-tree", "-r", "-z", "--no-renames", "--ignore-submodules=none", base, tree],
      with: ["GIT_NO_REPLACE_OBJECTS": "1"])
    let fields = raw.split(separator: 0)
    var paths: [RepositoryPath] = []
    for position in stride(from: 0, to: fields.count, by: 2) {
      let words = fields[position].split(separator: 0x20)
      // A change of permissions alone is none.
      if words[0].dropFirst().prefix(3) == words[1].prefix(3), words[2] == words[3] { continue }
      paths.append(RepositoryPath(bytes: fields[position + 1]))
    }
    #expect(change.files.map(\.path) == paths.sorted())

    let listed = try repository.git(["ls-tree", "-r", "-z", tree]).split(separator: 0)
    var expected: [RepositoryPath] = []
    for line in listed {
      let parts = line.split(separator: 0x09, maxSplits: 1)
      let words = parts[0].split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
      let path = RepositoryPath(bytes: parts[1])
      expected.append(path)
      let entry = try change.head.entry(path)
      if words[0] == "160000" {
        #expect(entry == .submodule)
      } else {
        let content = try repository.git(
          ["cat-file", "blob", words[2]], with: ["GIT_NO_REPLACE_OBJECTS": "1"])
        #expect(entry == (words[0] == "120000" ? .link(target: content) : .file(content)))
      }
    }
    #expect(try change.head.paths() == expected.sorted())
  }
}

extension TestRepository {
  convenience init(_ staged: StagedCase) throws {
    switch staged.arguments.first {
    case let argument?: try self.init(argument)
    case nil: try self.init()
    }
    try staged.prepare(self)
  }
}
