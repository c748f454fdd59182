import Foundation
import Testing

/// The ways to say which change is judged, and whose policy judges it.
@Suite("Changes")
struct ChangeTests {
  private let flask = "flask==3.0.3\n"
  private let invented = "no-such-helper==1.0\n"

  private func scratch() throws -> Scratch {
    try Scratch(index: LoopbackIndex.shared.get().url)
  }

  @Test func aRangeIsJudgedWhole() throws {
    let scratch = try scratch()
    let base = try scratch.commit(["requirements.txt": flask])
    try scratch.commit(["requirements.txt": flask + invented])
    let clean = try scratch.commit(["notes": "text\n"])
    #expect(try scratch.pipgate("check", "--from", base, "--to", "HEAD").status == 1)
    #expect(try scratch.pipgate("check", "--from", base).status == 1)
    #expect(try scratch.pipgate("check", "--from", "HEAD~1", "--to", clean).status == 0)
    #expect(try scratch.pipgate("check", "--from", clean, "--to", base).status == 0)
  }

  @Test func aBranchIsJudgedSinceItLeft() throws {
    let scratch = try scratch()
    try scratch.commit(["requirements.txt": flask])
    try scratch.git("checkout", "-q", "-b", "topic")
    try scratch.commit(["requirements.txt": flask + "numpy==2.1.3\n"])
    try scratch.git("checkout", "-q", "main")
    try scratch.commit(["other/requirements.txt": invented])
    try scratch.git("checkout", "-q", "topic")
    let result = try scratch.pipgate("check", "--base", "main")
    #expect(result.status == 0, "\(result.text)")
    #expect(result.output.hasPrefix("1 new dependency: safe"))
    let other = try scratch.pipgate("check", "--base", "topic", "--to", "main")
    #expect(other.status == 1)
    #expect(other.output.hasPrefix("other/requirements.txt:1:1"))
  }

  @Test func historiesThatNeverMetAreInconclusive() throws {
    let scratch = try scratch()
    try scratch.commit(["requirements.txt": flask])
    try scratch.git("checkout", "-q", "--orphan", "island")
    try scratch.commit(["requirements.txt": flask + "numpy==2.1.3\n"])
    let result = try scratch.pipgate("check", "--base", "main")
    #expect(result.status == 3)
    #expect(result.errors.contains("help: "))
  }

  @Test func aHeadThatRelaxesThePolicyIsJudgedByTheBase() throws {
    let scratch = try scratch()
    let strict = "version: 1\ndeny:\n  - {name: numpy, reason: not here}\n"
    try scratch.commit(["requirements.txt": flask, ".pipgate/policy.yaml": strict])
    try scratch.git("checkout", "-q", "-b", "topic")
    let relaxed = "version: 1\ntier: autonomous\nallow: [numpy]\n"
    try scratch.stage(["requirements.txt": flask + "numpy==2.1.3\n"])
    try scratch.stage([".pipgate/policy.yaml": relaxed])
    let staged = try scratch.pipgate("check")
    #expect(staged.status == 1)
    #expect(staged.output.contains("trust-changed"))
    try scratch.commit()
    for words in [["--base", "main"], ["--from", "main"]] {
      let result = try Command.run(
        [BuiltProgram.path, "check"] + words, in: scratch.root, environment: scratch.environment)
      #expect(result.status == 1, "\(result.text)")
      #expect(result.output.contains("forbidden: 'numpy' is denied: not here"))
      #expect(result.output.contains("policy: .pipgate/policy.yaml at main;"))
    }
  }

  @Test func theTipOfTheBaseDecidesNotTheOldForkPoint() throws {
    let scratch = try scratch()
    try scratch.commit(["requirements.txt": flask])
    try scratch.git("checkout", "-q", "-b", "topic")
    try scratch.commit(["requirements.txt": flask + "numpy==2.1.3\n"])
    try scratch.git("checkout", "-q", "main")
    try scratch.commit([
      ".pipgate/policy.yaml": "version: 1\ndeny:\n  - {name: numpy, reason: since then}\n"
    ])
    try scratch.git("checkout", "-q", "topic")
    let result = try scratch.pipgate("check", "--base", "main")
    #expect(result.status == 1)
    #expect(result.output.contains("'numpy' is denied: since then"))
  }

  @Test func aPolicyThatIsNotCommittedHasNoEffect() throws {
    let scratch = try scratch()
    try scratch.commit(["requirements.txt": flask])
    try scratch.stage(["requirements.txt": flask + invented])
    try scratch.write(
      ".pipgate/policy.yaml",
      "version: 1\ntiers:\n  balanced:\n    levels: {unknown-project: ignore}\n")
    #expect(try scratch.pipgate("check").status == 1)
  }

  @Test func everythingThatARevisionDeclaresIsJudged() throws {
    let scratch = try scratch()
    try scratch.commit(["requirements.txt": flask + invented])
    try scratch.commit(["requirements.txt": flask])
    #expect(try scratch.pipgate("check", "--all").status == 0)
    #expect(try scratch.pipgate("check", "--all", "--to", "HEAD~1").status == 1)
  }

  @Test func foldersAreComparedWithoutGit() throws {
    let scratch = try scratch()
    try scratch.write(scratch.top + "/before/requirements.txt", flask)
    try scratch.write(scratch.top + "/after/requirements.txt", flask + invented)
    let result = try scratch.pipgate(
      "check", "--before", "before", "--after", "after", in: scratch.top)
    #expect(result.status == 1)
    #expect(result.output.hasPrefix("requirements.txt:2:1: blocked: 'no-such-helper'"))
    let back = try scratch.pipgate(
      "check", "--before", "after", "--after", "before", in: scratch.top)
    #expect(back.status == 0)
  }

  @Test func namedFilesAreJudgedAsTheyAreOnDisk() throws {
    let scratch = try scratch()
    let folder = scratch.top + "/loose"
    try scratch.write(folder + "/requirements.txt", "-r more.txt\n" + flask)
    try scratch.write(folder + "/more.txt", invented)
    let result = try scratch.pipgate("check", "requirements.txt", in: folder)
    #expect(result.status == 1)
    #expect(result.output.hasPrefix("more.txt:1:1: blocked: 'no-such-helper'"))
    try scratch.write(folder + "/more.txt", "click==8.1.8\n")
    #expect(try scratch.pipgate("check", folder + "/requirements.txt").status == 0)
  }

  @Test func otherFoldersCanBeNamed() throws {
    let scratch = try scratch()
    try scratch.stage(["requirements.txt": invented])
    let result = try scratch.pipgate("-C", scratch.root, in: "/")
    #expect(result.status == 1)
    #expect(result.output.hasPrefix("requirements.txt:1:1"))
  }

  /// P02, P03
  @Test func aRenameOrAnotherModeIntroducesNothing() throws {
    let scratch = try Scratch()
    try scratch.commit(["requirements.txt": flask, "dev-requirements.txt": flask])
    try scratch.git("mv", "requirements.txt", "requirements-base.txt")
    try scratch.git("update-index", "--chmod=+x", "dev-requirements.txt")
    let result = try scratch.pipgate("check")
    #expect(result.status == 0)
    #expect(result.output == "no new dependencies\n")
  }

  /// P04
  @Test(arguments: [
    ("-requirements.txt", "./-requirements.txt"),
    (":(exclude)requirements.txt", "./:(exclude)requirements.txt"),
    ("requirements\n::error::x\u{1b}[31m.txt", "requirements\\n::error::x\\u{1b}[31m.txt"),
    ("requirements \u{202e}txt.txt", "requirements \\u{202e}txt.txt"),
  ])
  func aHostilePathIsReadAndEscaped(_ path: String, _ shown: String) throws {
    let scratch = try scratch()
    try scratch.commit(["notes": "text\n"])
    try scratch.stage([path: invented])
    let result = try scratch.pipgate("check")
    #expect(result.status == 1)
    #expect(result.output.hasPrefix("\(shown):1:1: blocked: 'no-such-helper'"), "\(result.output)")
    #expect(result.output.isFreeOfControls)
  }

  @Test func aNamedPolicyReplacesThatOfTheBase() throws {
    let scratch = try scratch()
    try scratch.commit([".pipgate/policy.yaml": "version: 1\ndeny:\n  - numpy\n"])
    try scratch.stage(["requirements.txt": "numpy==2.1.3\n"])
    #expect(try scratch.pipgate("check").status == 1)
    let policy = scratch.top + "/policy.yaml"
    try scratch.write(policy, "version: 1\n")
    #expect(try scratch.pipgate("check", "--policy", policy).status == 0)
    try scratch.write(policy, "version: 1\ntiers: none\n")
    let broken = try scratch.pipgate("check", "--policy", policy)
    #expect(broken.status == 2)
    #expect(broken.errors.hasPrefix("\(policy):2:8: error: "), "\(broken.errors)")
  }

  @Test func aSubmoduleIsNamed() throws {
    let scratch = try scratch()
    try scratch.commit(["requirements.txt": flask])
    let head = try scratch.git("rev-parse", "HEAD")
    try scratch.git("update-index", "--add", "--cacheinfo", "160000,\(head),vendor/tool")
    let result = try scratch.pipgate("check")
    #expect(result.status == 1)
    #expect(result.output.hasPrefix("vendor/tool: review: the submodule moves"))
  }

  @Test func aManifestThatIsALinkIsBlocked() throws {
    let scratch = try scratch()
    try scratch.commit(["notes": "text\n"])
    try FileManager.default.createSymbolicLink(
      atPath: scratch.root + "/requirements.txt", withDestinationPath: "/etc/passwd")
    try scratch.stage([:])
    let result = try scratch.pipgate("check")
    #expect(result.status == 1)
    #expect(result.output.contains("unreadable-manifest"))
    #expect(!result.output.contains("root:"))
  }
}
