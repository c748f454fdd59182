import Testing

/// One test for each status of the specification, and for each way to reach it that matters.
@Suite("Exit status")
struct ExitStatusTests {
  private let flask = "flask==3.0.3\n"

  @Test func zeroIsAPass() throws {
    let scratch = try Scratch(index: LoopbackIndex.shared.get().url)
    try scratch.stage(["requirements.txt": flask + "click\n"])
    let result = try scratch.pipgate()
    #expect(result.status == 0)
    #expect(result.output.contains("pipgate says: pass"), "annotations included")
  }

  @Test func oneIsBlocked() throws {
    let scratch = try Scratch(index: LoopbackIndex.shared.get().url)
    try scratch.stage(["requirements.txt": flask + "no-such-helper==1.0\n"])
    for format in ["human", "json", "github", "sarif", "gitlab", "junit", "markdown"] {
      #expect(try scratch.pipgate("check", "--format", format).status == 1, "\(format)")
    }
  }

  @Test(arguments: [
    ["--no-such-flag"], ["check", "--staged", "--all"], ["check", "--to", "HEAD"],
    ["check", "--before", "."], ["check", "--as-of", "yesterday"], ["check", "--timeout", "0"],
    ["check", "--format", "xml"], ["check", "--tier", "lax"], ["check", "--mode", "off"],
    ["check", "no-such-file.txt"], ["explain", "typosqat"], ["hook", "remove"],
    ["dependencies", "--all", "x"],
    ["check", "--policy", "no-such-file.yaml"], ["check", "-C", "/no-such-folder"],
  ])
  func twoIsMisuse(_ words: [String]) throws {
    let scratch = try Scratch()
    try scratch.commit(["requirements.txt": flask, "main.c": "int x;\n"])
    let result = try Command.run(
      [BuiltProgram.path] + words, in: scratch.root, environment: scratch.environment)
    #expect(result.status == 2, "\(result.text)")
    #expect(result.output.isEmpty)
    #expect(!result.errors.isEmpty)
  }

  /// `docs/exit-statuses.md`, command by command: the words, and how they end.
  private static let endings: [Ending] = [
    Ending(0, ["why", "numpy"]),
    Ending(1, ["why", "no-such-helper"]),
    Ending(1, ["inspect", "numpy==9.9"]),
    Ending(2, ["why", "not a name"]),
    Ending(3, ["why", "left-pad", "--offline"]),
    Ending(1, ["dependencies"]),
    Ending(0, ["dependencies", "api"]),
    Ending(2, ["dependencies", "no-such-folder"]),
    Ending(0, ["similar", "reqeusts"]),
    Ending(2, ["similar", "not a name"]),
    Ending(0, ["explain", "yanked"]),
    Ending(2, ["explain", "no-such-rule"]),
    Ending(0, ["completions", "fish"]),
    Ending(2, ["completions", "csh"]),
    Ending(0, ["init", "--print"]),
    Ending(2, ["init"]),
    Ending(0, ["policy", "check"]),
    Ending(0, ["policy", "show"]),
    Ending(2, ["policy", "check", "bad.yaml"]),
    Ending(2, ["policy", "show", "--policy", "bad.yaml"]),
    Ending(0, ["policy", "test", "good-tests.yaml", "--policy", ".pipgate/policy.yaml"]),
    Ending(1, ["policy", "test", "bad-tests.yaml", "--policy", ".pipgate/policy.yaml"]),
    Ending(2, ["policy", "test", "bad.yaml", "--policy", ".pipgate/policy.yaml"]),
    Ending(0, ["policy", "schema"]),
    Ending(0, ["override", "list"]),
    Ending(0, ["override", "verify"]),
    Ending(2, ["override", "verify", "no-such-override"]),
    Ending(2, ["override", "sign", "no-such-override"]),
    Ending(2, ["override", "request", "numpy", "--reason", "x"]),
    Ending(2, ["override", "revoke"]),
    Ending(2, ["update", "--only", "advisories"]),
    Ending(2, ["update", "--osv", "no-such-archive"]), Ending(3, ["update", "--osv", "bad.yaml"]),
    Ending(0, ["hook", "install"]),
    Ending(0, ["hook", "uninstall"]),
    Ending(2, ["hook", "install", "-C", "/"]),
  ]

  struct Ending: Sendable, CustomTestStringConvertible {
    let status: Int32
    let words: [String]

    init(_ status: Int32, _ words: [String]) {
      self.status = status
      self.words = words
    }

    var testDescription: String { words.joined(separator: " ") }
  }

  @Test(arguments: endings)
  func everyCommandEndsAsThePageSays(_ ending: Ending) throws {
    let scratch = try Scratch(index: LoopbackIndex.shared.get().url)
    let cases = { (outcome: String) in
      "version: 1\ncases:\n  - {dependency: numpy==2.1.3, expect: \(outcome)}\n"
    }
    try scratch.commit([
      ".pipgate/policy.yaml": "version: 1\n", "bad.yaml": "version: 1\ntier: balancd\n",
      "requirements.txt": "flask==3.0.3\n${NAME}==1\n", "api/requirements.txt": flask,
      "good-tests.yaml": cases("pass"), "bad-tests.yaml": cases("block"),
    ])
    let result = try scratch.pipgate(ending.words)
    #expect(result.status == ending.status, "\(result.text)")
    #expect(!result.text.isEmpty)
  }

  @Test func twoIsAPolicyThatCannotBeUsed() throws {
    let scratch = try Scratch()
    try scratch.commit([".pipgate/policy.yaml": "version: 1\ntier: balancd\n"])
    let result = try scratch.pipgate("check")
    #expect(result.status == 2)
    #expect(result.errors.contains(".pipgate/policy.yaml:2:7: error: 'balancd' is not a tier"))
  }

  /// P75
  @Test func twoIsNotARepository() throws {
    let scratch = try Scratch()
    let result = try scratch.pipgate("check", in: scratch.top + "/home")
    #expect(result.status == 2)
    #expect(result.errors.contains("help: run inside a git repository"))
  }

  @Test(arguments: ["http://packages.example.invalid/simple/", "ftp://127.0.0.1/", "simple"])
  func twoIsAnIndexThatIsNotAsked(_ address: String) throws {
    let scratch = try Scratch(index: address)
    try scratch.stage(["requirements.txt": flask])
    #expect(try scratch.pipgate("check").status == 2)
    let flag = try scratch.pipgate(
      "check", "--index-url", address, with: ["PIPGATE_INDEX_URL": nil])
    #expect(flag.status == 2)
    #expect(flag.errors.contains("help: name an 'https://' address"))
  }

  @Test(arguments: [
    ("HTML for JSON", #"{"body": "<html>Log in</html>"}"#),
    ("broken JSON", #"{"body": "{\"files\": [}"}"#),
    ("another project", #"{"body": "{\"meta\":{\"api-version\":\"1.0\"},\"name\":\"x\"}"}"#),
    ("server errors", #"{"status": 503}"#), ("half an answer", #"{"truncate": true}"#),
    ("no answer", #"{"close": true}"#), ("a redirect elsewhere", #"{"redirect": "file:///etc"}"#),
  ])
  func threeIsAnIndexThatAnswersRubbish(_ title: String, _ fault: String) throws {
    let index = try LoopbackIndex(["numpy": #"{"respond": \#(fault)}"#])
    let scratch = try Scratch(index: index.url)
    let base = try scratch.commit(["requirements.txt": flask])
    try scratch.commit(["requirements.txt": flask + "numpy==2.1.3\n"])
    let result = try scratch.pipgate("check", "--from", base, "--timeout", "5")
    #expect(result.status == 3, "\(title): \(result.text)")
    #expect(result.output.contains("pipgate says: inconclusive"))
  }

  @Test func threeIsAnIndexThatNeverFinishes() throws {
    let index = try LoopbackIndex([
      "numpy": #"{"respond": {"drip": true}}"#, "click": #"{"respond": {"delay": 50}}"#,
    ])
    let scratch = try Scratch(index: index.url)
    let base = try scratch.commit()
    try scratch.commit(["requirements.txt": "numpy==2.1.3\nclick==8.1.8\n"])
    let result = try scratch.pipgate("check", "--from", base, "--timeout", "2")
    #expect(result.status == 3, "\(result.text)")
  }

  @Test func threeIsHistoryThatIsNotThere() throws {
    let scratch = try Scratch(index: LoopbackIndex.shared.get().url)
    let base = try scratch.commit(["requirements.txt": flask])
    try scratch.commit(["requirements.txt": flask + "numpy==2.1.3\n"])
    let shallow = scratch.top + "/shallow"
    try scratch.git(
      "clone", "-q", "--depth", "1", "file://\(scratch.root)", shallow, in: scratch.top)
    for words in [["--from", base], ["--base", base], ["--from", "HEAD~1"]] {
      let result = try Command.run(
        [BuiltProgram.path, "check"] + words, in: shallow, environment: scratch.environment)
      #expect(result.status == 3, "\(words): \(result.text)")
      #expect(result.errors.contains("help: fetch"), "\(words): \(result.errors)")
    }
  }

  @Test(arguments: ["no-such-branch", String(repeating: "a", count: 40)])
  func threeIsABaseThatIsMissing(_ base: String) throws {
    let scratch = try Scratch()
    try scratch.commit(["requirements.txt": flask])
    for way in ["--base", "--from"] {
      let result = try scratch.pipgate("check", way, base)
      #expect(result.status == 3, "\(result.text)")
      #expect(result.errors.contains("help: "))
    }
  }

  @Test func aNamedFileIsReadWhateverItsName() throws {
    let scratch = try Scratch(index: LoopbackIndex.shared.get().url)
    try scratch.commit(["sub/deps.lst": "no-such-helper==1.0\n", "main.c": "int x;\n"])
    let found = try scratch.pipgate("check", "sub/deps.lst")
    #expect(found.status == 1)
    #expect(found.output.contains("sub/deps.lst:1:1: blocked: 'no-such-helper'"))
    let code = try scratch.pipgate("check", "main.c")
    #expect(code.status == 1)
    #expect(code.output.contains("[unreadable-manifest]"))
  }

  @Test func twoIsAFolderThatIsMissing() throws {
    let scratch = try Scratch()
    let result = try scratch.pipgate("check", "--before", "no-such-folder", "--after", ".")
    #expect(result.status == 2)
    #expect(result.errors.contains("'no-such-folder'"))
  }

  @Test func fourIsNothingToCheck() throws {
    let scratch = try Scratch()
    try scratch.commit(["requirements.txt": flask])
    try scratch.stage(["notes": "text\n"])
    #expect(try scratch.pipgate("check", "--require-manifests").status == 4)
    #expect(try scratch.pipgate("check").status == 0)
    try scratch.stage(["requirements.txt": "# In order.\n" + flask])
    #expect(try scratch.pipgate("check", "--require-manifests").status == 0)
  }

  /// P76
  @Test func withoutADependencyChangeNobodyIsAsked() throws {
    let index = try LoopbackIndex([:])
    let scratch = try Scratch(index: index.url)
    let base = try scratch.commit(["requirements.txt": flask + "no-such-helper==1.0\n"])
    try scratch.commit(["main.c": "int x;\n", "requirements.txt": "# By name.\n" + flask])
    let result = try scratch.pipgate("check", "--from", base)
    #expect(result.status == 0)
    #expect(result.output == "no new dependencies\n")
    #expect(index.requests.isEmpty)
    index.stop()
    #expect(try scratch.pipgate("check", "--from", base).status == 0)
    #expect(try scratch.pipgate("check", "--base", base, "--hook").status == 0)
  }

  /// P39
  @Test(arguments: ["human", "json", "github", "sarif", "gitlab", "junit", "markdown"])
  func aReportThatDoesNotArriveIsNoPass(_ format: String) throws {
    let scratch = try Scratch()
    try scratch.commit(["requirements.txt": flask])
    let closed = try scratch.pipgate("check", "--format", format, output: .closed)
    #expect(closed.status == 3)
    #expect(closed.errors.contains("standard output could not be written"))
    let full = try scratch.pipgate("check", "--format", format, output: .device("/dev/full"))
    #expect(full.status == 3)
    for words in ["--version", "--help", "explain"] {
      #expect(try scratch.pipgate(words, output: .device("/dev/full")).status == 3, "\(words)")
    }
  }
}
