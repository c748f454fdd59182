import Foundation
import Testing

/// `pipgate init`, and what a repository is like afterwards.
@Suite("A first policy")
struct InitTests {
  private static let policy = ".pipgate/policy.yaml"

  /// An index on which everything but `requests` is young and alone.
  private static let index = Result {
    try LoopbackIndex([
      "requests": LoopbackIndex.established("2.31.0", "2.32.0"),
      "smallthing": #"{"versions": {"1.0": {"uploaded": "-20d"}, "1.1": {"uploaded": "-9d"}}}"#,
      "otherthing": #"{"versions": {"1.0": {"uploaded": "-20d"}}}"#,
      "toolthing": #"{"versions": {"1.0": {"uploaded": "-20d"}, "2.0": {"uploaded": "-9d"}}}"#,
    ])
  }

  private func scratch(_ files: [String: String]) throws -> Scratch {
    let scratch = try Scratch(index: Self.index.get().url)
    try scratch.commit(files)
    return scratch
  }

  @Test func aNewVersionStaysGreenAndAStrangerIsStillJudged() throws {
    let scratch = try scratch([
      "requirements.txt": "requests==2.31.0\n",
      "services/a/pyproject.toml":
        "[project]\nname = \"a\"\nversion = \"1\"\ndependencies = [\"smallthing==1.0\"]\n",
      "Dockerfile": "FROM python\nRUN pip install toolthing==1.0\n",
    ])
    let result = try scratch.pipgate("init")
    #expect(result.status == 0, "\(result.text)")
    #expect(
      result.output.hasPrefix(
        "wrote '.pipgate/policy.yaml': tier balanced, 3 projects by name, from 3 files\n"))
    #expect(result.output.contains("pipgate hook install"))
    #expect(try scratch.pipgate("hook", "install").status == 0)
    try scratch.git("add", "-A")
    let started = try scratch.attempt("commit", "-m", "Start")
    #expect(started.status == 0, "\(started.text)")

    let bump = [
      "requirements.txt": "requests==2.32.0\n",
      "services/a/pyproject.toml":
        "[project]\nname = \"a\"\nversion = \"1\"\ndependencies = [\"smallthing==1.1\"]\n",
      "Dockerfile": "FROM python\nRUN pip install toolthing==2.0\n",
    ]
    try scratch.stage(bump)
    let bumped = try scratch.attempt("commit", "-m", "Bump")
    #expect(bumped.status == 0, "\(bumped.text)")
    #expect(bumped.text.contains("pipgate says: pass"))

    try scratch.stage(["requirements.txt": "requests==2.32.0\notherthing==1.0\n"])
    let stranger = try scratch.attempt("commit", "-m", "Add")
    #expect(stranger.status == 1)
    #expect(stranger.text.contains("'otherthing' first appeared on the index 20 days ago"))
  }

  @Test func withoutItTheSameNewVersionWouldStop() throws {
    let scratch = try scratch(["requirements.txt": "smallthing==1.0\n"])
    try scratch.stage(["requirements.txt": "smallthing==1.1\n"])
    #expect(try scratch.pipgate("check").status == 1)
  }

  @Test func underParanoidANewVersionNeedsNoNewEntry() throws {
    let scratch = try scratch([
      "requirements.txt": "requests==2.31.0 --hash=sha256:\(String(repeating: "0", count: 64))\n"
    ])
    #expect(try scratch.pipgate("init", "--tier", "paranoid").status == 0)
    try scratch.commit()
    try scratch.stage([
      "requirements.txt": """
      requests==2.32.0 --hash=sha256:\(String(repeating: "0", count: 64))
      otherthing==1.0

      """
    ])
    let result = try scratch.pipgate("check")
    #expect(!result.output.contains("'requests' is not on the allowlist"))
    #expect(result.output.contains("'otherthing' is not on the allowlist"))
  }

  @Test func aPolicyThatIsThereStays() throws {
    let scratch = try scratch(["requirements.txt": "requests\n"])
    try scratch.write(Self.policy, "version: 1\n")
    let refused = try scratch.pipgate("init")
    #expect(refused.status == 2)
    #expect(refused.errors.contains("'.pipgate/policy.yaml' is there already"))
    #expect(try scratch.read(Self.policy) == "version: 1\n")
    #expect(try scratch.pipgate("init", "--print").status == 0)
    #expect(try scratch.read(Self.policy) == "version: 1\n")
    #expect(try scratch.pipgate("init", "--force").status == 0)
    #expect(try scratch.read(Self.policy).contains("  - requests\n"))
  }

  @Test func nothingIsWrittenThroughLinks() throws {
    let scratch = try scratch(["requirements.txt": "requests\n"])
    let target = scratch.top + "/elsewhere"
    try scratch.write(target + "/policy.yaml", "mine\n")
    let files = FileManager.default
    try files.createSymbolicLink(atPath: scratch.root + "/.pipgate", withDestinationPath: target)
    for words in [["init"], ["init", "--force"]] {
      #expect(try scratch.pipgate(words).status == 2)
      #expect(try scratch.read(target + "/policy.yaml") == "mine\n")
    }
    try files.removeItem(atPath: scratch.root + "/.pipgate")
    try files.createDirectory(
      atPath: scratch.root + "/.pipgate", withIntermediateDirectories: false)
    try files.createSymbolicLink(
      atPath: "\(scratch.root)/\(Self.policy)", withDestinationPath: target + "/policy.yaml")
    for words in [["init"], ["init", "--force"]] {
      #expect(try scratch.pipgate(words).status == 2)
      #expect(try scratch.read(target + "/policy.yaml") == "mine\n")
    }
    try files.removeItem(atPath: "\(scratch.root)/\(Self.policy)")
    try files.createSymbolicLink(
      atPath: "\(scratch.root)/\(Self.policy)", withDestinationPath: "nowhere")
    #expect(try scratch.pipgate("init").status == 2)
  }

  @Test func anEmptyRepositoryGetsAPolicyWithoutAList() throws {
    let scratch = try Scratch()
    let result = try scratch.pipgate("init")
    #expect(result.status == 0)
    #expect(result.output.contains("no project, as nothing is committed yet"))
    #expect(try scratch.read(Self.policy).contains("\n#allow:\n"))
    try scratch.git("add", "-A")
    #expect(try scratch.pipgate("check").status == 0)
  }

  @Test func aRepositoryWithoutManifestsGetsAPolicyWithoutAList() throws {
    let scratch = try scratch(["notes.txt": "numpy is nice\n"])
    let result = try scratch.pipgate("init")
    #expect(result.status == 0)
    #expect(result.output.contains("0 projects by name, from 0 files"))
    try scratch.commit()
    try scratch.stage(["requirements.txt": "requests==2.32.0\n"])
    #expect(try scratch.pipgate("check").status == 0)
  }

  @Test func whatIsOnlyInTheWorkingTreeIsNotTakenOver() throws {
    let scratch = try scratch(["requirements.txt": "requests\n"])
    try scratch.write("requirements.txt", "requests\notherthing\n")
    let result = try scratch.pipgate("init", "--print")
    #expect(!result.output.contains("otherthing"))
  }

  @Test func whatSomebodyShouldLookAtIsNamed() throws {
    let scratch = try scratch([
      "requirements.txt":
        "sklearn==0.0\nreqeusts==2.32.0\n--index-url https://a:b@x.invalid/s\n???\n"
    ])
    try scratch.git("remote", "add", "origin", "https://ana:tok@git.acme.example/team/shop.git")
    let result = try scratch.pipgate("init")
    #expect(result.status == 0)
    #expect(
      result.output.contains(
        """
        left out: 'reqeusts' (requirements.txt:2: can be taken for 'requests'); write 'requests' if \
        that is what was meant
        left out: 'sklearn' (requirements.txt:1: denied: deprecated and fails to install); use \
        'scikit-learn' instead
        not read: requirements.txt:4:1:
        """))
    #expect(result.output.contains("notice: requirements.txt:3:1 names another index"))
    let text = try scratch.read(Self.policy)
    #expect(text.contains("\n#  - reqeusts  # requirements.txt:2: can be taken for 'requests'\n"))
    #expect(text.contains("\nrepository: git.acme.example/team/shop\n"))
    #expect(!text.contains("tok@") && !result.text.contains("a:b"))
  }

  @Test func aSchemaForEditorsLiesBesideThePolicyWhereItIsWanted() throws {
    let scratch = try scratch(["requirements.txt": "requests==2.31.0\n"])
    #expect(try scratch.pipgate("init").status == 0)
    #expect(!scratch.exists(".pipgate/policy.schema.json"))
    #expect(try scratch.pipgate("init", "--schema", "--force").status == 0)
    let schema = try scratch.read(".pipgate/policy.schema.json")
    #expect(
      try scratch.read(Self.policy).hasPrefix(
        "# yaml-language-server: $schema=policy.schema.json\n"))
    #expect(try scratch.pipgate("policy", "schema").output == schema)
    #expect(try scratch.read(BuiltProgram.root + "/docs/policy.schema.json") == schema)
    try scratch.commit()
    try scratch.stage(["requirements.txt": "requests==2.32.0\n"])
    #expect(try scratch.pipgate("check").status == 0)
  }

  @Test func whereNoPolicyCanBeItSaysSo() throws {
    let scratch = try Scratch()
    let outside = try scratch.pipgate("init", in: scratch.top + "/home")
    #expect(outside.status == 2, "\(outside.text)")
    let bare = scratch.top + "/bare"
    try scratch.git("init", "-q", "--bare", "--template=", bare, in: scratch.top)
    let refused = try scratch.pipgate("init", in: bare)
    #expect(refused.status == 2)
    #expect(refused.errors.contains("no working tree"))
    #expect(try scratch.pipgate("init", "--tier", "strict").status == 2)
    #expect(try scratch.pipgate("init", "--repository", "not a name").status == 2)
    #expect(!scratch.exists(".pipgate"))
  }
}
