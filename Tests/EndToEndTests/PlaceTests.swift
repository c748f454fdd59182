import Foundation
import Testing

/// Where the program can be run, and what files may be called.
@Suite("Places")
struct PlaceTests {
  private let flask = "flask==3.0.3\n"
  private let invented = "flask==3.0.3\nno-such-helper==1.0\n"

  @Test func aBareRepositoryIsReadWhereNoWorkingTreeIsNeeded() throws {
    let scratch = try Scratch(index: LoopbackIndex.shared.get().url)
    let policy = "version: 1\ntier: autonomous\n"
    let base = try scratch.commit(["requirements.txt": flask, ".pipgate/policy.yaml": policy])
    try scratch.commit(["requirements.txt": invented])
    let bare = scratch.top + "/bare.git"
    try scratch.git("clone", "-q", "--bare", scratch.root, bare, in: scratch.top)
    for words in [["--from", base], ["--base", base], ["--all"]] {
      let result = try scratch.pipgate(["check", "-C", bare] + words)
      #expect(result.status == 1, "\(words): \(result.text)")
      #expect(result.output.contains("requirements.txt:2:1: blocked: 'no-such-helper'"))
    }
    let shown = try scratch.pipgate("policy", "show", in: bare)
    #expect(shown.status == 0, "\(shown.text)")
    #expect(shown.output.contains("autonomous"))
    #expect(try scratch.pipgate("dependencies", "--all", in: bare).status == 0)
    for words in [["check"], ["init"], ["override", "list"]] {
      let told = try scratch.pipgate(words + ["-C", bare])
      #expect(told.status == 2, "\(words): \(told.text)")
      #expect(told.errors.contains("bare") || told.errors.contains("no working tree"))
    }
  }

  @Test func aSubmoduleIsARepositoryOfItsOwn() throws {
    let inner = try Scratch(index: LoopbackIndex.shared.get().url)
    try inner.commit(["requirements.txt": flask])
    let outer = try Scratch(index: LoopbackIndex.shared.get().url)
    try outer.commit(["notes": "text\n"])
    let words = ["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.root]
    let added = try Command.run(
      [try Command.path(of: "git")] + words + ["part"], in: outer.root,
      environment: outer.environment)
    try #require(added.status == 0, "\(added.text)")
    try outer.commit()
    let part = outer.root + "/part"
    #expect(try outer.pipgate("hook", "install", in: part).status == 0)
    #expect(!outer.exists(".git/hooks/pre-commit"))
    try outer.write("part/requirements.txt", invented)
    let refused = try outer.attempt("commit", "-a", "-m", "Add", in: part)
    #expect(refused.status == 1)
    #expect(refused.text.contains("requirements.txt:2:1: blocked: 'no-such-helper'"))
    try outer.write("part/requirements.txt", "# In order.\n" + flask)
    #expect(try outer.attempt("commit", "-a", "-m", "Add", in: part).status == 0)
    // The outer repository sees another commit, and says that nobody looked inside.
    try outer.git("add", "part")
    let moved = try outer.pipgate("check")
    #expect(moved.output.contains("part: "), "\(moved.text)")
    #expect(moved.output.contains("[uninspected-submodule]"), "\(moved.text)")
  }

  @Test func aLinkedWorktreeAndAFolderInItAreJudged() throws {
    let scratch = try Scratch(index: LoopbackIndex.shared.get().url)
    try scratch.commit(["requirements.txt": flask])
    let linked = scratch.top + "/linked"
    try scratch.git("worktree", "add", "-q", linked)
    try scratch.write(linked + "/api/v1/requirements.txt", invented)
    try scratch.git("add", "-A", in: linked)
    for folder in [linked, linked + "/api", linked + "/api/v1"] {
      let result = try scratch.pipgate("check", in: folder)
      #expect(result.status == 1)
      #expect(result.output.hasPrefix("api/v1/requirements.txt:2:1: blocked"), "\(folder)")
    }
    #expect(try scratch.pipgate("check").output == "no new dependencies\n")
  }

  /// Names that shells, git and reports trip over; the bytes are what git stores.
  @Test(arguments: [
    ("-r.txt", "./-r.txt"), ("a\nrequirements.txt", "a\\nrequirements.txt"),
    (#"it's "requirements".txt"#, #"it's "requirements".txt"#),
    ("requirements $(touch ran) `touch ran`.txt", "requirements $(touch ran) `touch ran`.txt"),
    (" requirements.txt", "./ requirements.txt"), ("r\\n.txt", "r\\n.txt"),
  ])
  func aFileMayBeCalledAnything(_ name: String, _ shown: String) throws {
    let scratch = try Scratch(index: LoopbackIndex.shared.get().url)
    try scratch.commit(["notes": "text\n"])
    try scratch.write(name, invented)
    let named = try scratch.pipgate("check", "--", name)
    #expect(named.status == 1, "\(named.text)")
    #expect(named.output.hasPrefix("\(shown):2:1: blocked"), "\(named.output)")
    #expect(try scratch.pipgate("dependencies", "--", name).status == 0)
    #expect(!scratch.exists("ran"))
  }

  @Test func bytesThatAreNotUTF8AreReadInAFolderAndRefusedInAnArgument() throws {
    let scratch = try Scratch(index: LoopbackIndex.shared.get().url)
    try scratch.commit(["notes": "text\n"])
    let name = "\"$(printf 'requirements-\\377.txt')\""
    let run = { (script: String) in
      try Command.run(
        ["/bin/sh", "-c", script], in: scratch.root, environment: scratch.environment)
    }
    #expect(try run("printf 'no-such-helper==1.0\\n' > \(name)").status == 0)
    #expect(try scratch.pipgate("dependencies").output.hasPrefix("requirements-\\xff.txt:1:1: "))
    try scratch.git("add", "-A")
    let staged = try scratch.pipgate("check")
    #expect(staged.status == 1)
    #expect(staged.output.hasPrefix("requirements-\\xff.txt:1:1: blocked"), "\(staged.output)")
    for words in ["check", "dependencies", "check --output sarif=x --output ", "explain "] {
      let refused = try run("pipgate \(words) \(name)")
      #expect(refused.status == 2, "\(words): \(refused.text)")
      #expect(refused.errors.contains("is not UTF-8"))
      #expect(refused.output.isEmpty)
    }
  }

  @Test func aSlipInACommandIsNoFile() throws {
    let scratch = try Scratch(index: LoopbackIndex.shared.get().url)
    for (words, meant) in [
      (["chekc"], "pipgate check"), (["hok", "install"], "pipgate hook"),
      (["policy", "shw"], "pipgate policy show"), (["help", "polcy"], "pipgate policy"),
      (["override", "sing", "x"], "pipgate override sign"),
      (["hook", "unistall"], "pipgate hook uninstall"),
      (["depndencies", "--all"], "pipgate dependencies"),
    ] {
      let result = try scratch.pipgate(words)
      #expect(result.status == 2)
      #expect(result.errors.contains("did you mean '\(meant)'?"), "\(words): \(result.errors)")
      #expect(result.output.isEmpty)
    }
    #expect(try scratch.pipgate("frobnicate").errors.contains("use one of check, why"))
    // A file of that name is meant, and so is what is named after `check`.
    try scratch.write("chekc", invented)
    #expect(try scratch.pipgate("chekc").status == 1)
    #expect(try scratch.pipgate("check", "polcy").errors.contains("cannot read"))
  }

  @Test func withoutAHomeEveryCommandStillAnswers() throws {
    let scratch = try Scratch(index: LoopbackIndex.shared.get().url)
    try scratch.commit(["requirements.txt": flask, ".pipgate/policy.yaml": "version: 1\n"])
    try scratch.stage(["requirements.txt": flask + "click==8.1.8\n"])
    for words in [
      ["check"], ["why", "click"], ["dependencies"], ["similar", "reqeusts"], ["explain"],
      ["policy", "check"], ["policy", "show"], ["init", "--print"], ["override", "list"],
      ["hook", "install"], ["completions", "bash"],
    ] {
      let with = try scratch.pipgate(words)
      let without = try scratch.pipgate(words, with: ["HOME": nil, "XDG_CACHE_HOME": nil])
      #expect(with.status == 0, "\(words): \(with.text)")
      #expect(without.status == 0, "\(words): \(without.text)")
      if words[0] != "hook" { #expect(without.output == with.output, "\(words)") }
    }
    let update = try scratch.pipgate(
      "update", "--only", "names", with: ["HOME": nil, "XDG_CACHE_HOME": nil])
    #expect(update.status == 2)
    #expect(update.errors.contains("set HOME or XDG_CACHE_HOME"))
  }
}
