import Foundation
import Testing

/// Policies of several files, and floors below them, with real repositories.
@Suite("Layered policies")
struct LayeredPolicyTests {
  private static let floor = """
    version: 1
    tier: balanced
    deny: [{name: click, reason: "the house has its own"}]

    """

  private func scratch(_ files: [String: String] = [:], floor: String? = nil) throws -> Scratch {
    var scratch = try Scratch(index: LoopbackIndex.shared.get().url)
    if let floor {
      try scratch.write("\(scratch.top)/floor.yaml", floor)
      scratch.environment["PIPGATE_FLOOR"] = "\(scratch.top)/floor.yaml"
    }
    try scratch.commit(["README": "text\n"].merging(files) { $1 })
    return scratch
  }

  @Test func whatAPolicyExtendsIsReadFromTheBase() throws {
    let scratch = try scratch([
      ".pipgate/policy.yaml": "version: 1\nextends: ../shared/lists.yaml\n",
      "shared/lists.yaml": "version: 1\ndeny: [flask]\n",
    ])
    try scratch.stage([
      "requirements.txt": "flask==3.0.3\n", "shared/lists.yaml": "version: 1\nallow: [flask]\n",
    ])
    let blocked = try scratch.pipgate("check")
    #expect(blocked.status == 1, "\(blocked.text)")
    #expect(blocked.output.contains("shared/lists.yaml:2"), "\(blocked.output)")
    #expect(blocked.output.contains("[trust-changed]"), "\(blocked.output)")
    // The same bytes at the base decide.
    try scratch.git("reset", "-q", "--", "requirements.txt")
    try scratch.git("commit", "-q", "--no-verify", "-m", "Change the lists")
    try scratch.git("add", "-A")
    #expect(try scratch.pipgate("check").status == 0)
  }

  @Test func aFileThatIsMissingOrALinkMakesThePolicyUnusable() throws {
    let scratch = try scratch([
      ".pipgate/policy.yaml": "version: 1\nextends: [gone.yaml, out.yaml]\n"
    ])
    try FileManager.default.createSymbolicLink(
      atPath: "\(scratch.root)/.pipgate/out.yaml", withDestinationPath: "/etc/hostname")
    try scratch.commit()
    try scratch.stage(["requirements.txt": "flask==3.0.3\n"])
    let result = try scratch.pipgate("check")
    #expect(result.status == 2)
    #expect(result.errors.contains(".pipgate/policy.yaml:2:11: error: 'gone.yaml' is not there"))
    #expect(result.errors.contains("'out.yaml' is a link, which is not followed"))
    #expect(result.errors.contains("2 problems"))
  }

  @Test func aPolicyThatTheOperatorNamesExtendsFilesBesideIt() throws {
    let scratch = try scratch([".pipgate/policy.yaml": "version: 1\nteir: x\n"])
    try scratch.write("\(scratch.top)/own/policy.yaml", "version: 1\nextends: ../lists.yaml\n")
    try scratch.write("\(scratch.top)/lists.yaml", "version: 1\ndeny: [flask]\n")
    try scratch.stage(["requirements.txt": "flask==3.0.3\n"])
    let result = try scratch.pipgate("check", "--policy", "../own/policy.yaml")
    #expect(result.status == 1, "\(result.text)")
    #expect(result.output.contains("../lists.yaml:2"), "\(result.text)")
  }

  @Test func aRepositoryCannotLoosenItsFloor() throws {
    let scratch = try scratch(
      [
        ".pipgate/policy.yaml": """
        version: 1
        mode: audit
        inconclusive: annotate
        tier: nothing
        tiers:
          nothing: {extends: autonomous, levels: {typosquat: ignore, new-project: ignore,
                    unpopular: ignore, single-release: ignore, denied: ignore, new-release: ignore,
                    unknown-project: ignore}}
        allow: [click, reqeusts, no-such-helper]
        manifests: [{match: "**", format: none}]

        """
      ], floor: Self.floor)
    try scratch.stage([
      "requirements.txt": "click==8.1.8\nreqeusts==2.32.0\nno-such-helper==1\n"
    ])
    let result = try scratch.pipgate("check")
    #expect(result.status == 1, "\(result.text)")
    for rule in ["[denied]", "[unknown-project]", "typosquat"] {
      #expect(result.output.contains(rule), "\(result.output)")
    }
    #expect(
      result.output.contains(
        "notice: the floor '\(scratch.top)/floor.yaml' was in force"), "\(result.output)")
    for format in ["json", "github"] {
      let report = try scratch.pipgate("check", "--format", format)
      #expect(report.status == 1)
      #expect(report.output.contains("floor.yaml' was in force"), "\(report.output)")
    }
    // Without the floor the policy lets everything pass.
    let free = try scratch.pipgate("check", with: ["PIPGATE_FLOOR": nil])
    #expect(free.status == 0, "\(free.text)")
    #expect(!free.output.contains("floor"))
  }

  @Test func flagsDoNotFallBelowIt() throws {
    let scratch = try scratch(floor: Self.floor)
    try scratch.stage(["requirements.txt": "click==8.1.8\n"])
    try scratch.write("\(scratch.top)/mild.yaml", "version: 1\nmode: audit\nallow: [click]\n")
    for words in [
      ["--mode", "audit"], ["--tier", "autonomous"], ["--policy", "../mild.yaml"],
      ["--floor", "../mild.yaml"],
    ] {
      let result = try scratch.pipgate(["check"] + words)
      #expect(result.status == 1, "\(words): \(result.text)")
      #expect(result.output.contains("[denied]"))
    }
    let told = try scratch.pipgate("check", "--mode", "audit")
    #expect(told.output.contains("the floor keeps the mode 'enforce'"))
  }

  @Test func aRepositoryCanBeStricterThanItsFloor() throws {
    let scratch = try scratch(
      [".pipgate/policy.yaml": "version: 1\ntier: paranoid\nallow: [numpy]\n"], floor: Self.floor)
    try scratch.stage(["requirements.txt": "flask==3.0.3\n"])
    let result = try scratch.pipgate("check")
    #expect(result.status == 1)
    #expect(result.output.contains("[unlisted"), "\(result.output)")
  }

  @Test func aFloorHoldsWithoutAPolicyAndForWholePushes() throws {
    let scratch = try scratch(floor: Self.floor)
    let server = scratch.top + "/server.git"
    try scratch.git("init", "-q", "--bare", "-b", "main", "--template=", server)
    try scratch.git("push", "-q", server, "main")
    try #require(try scratch.pipgate("hook", "install", "--server", in: server).status == 0)
    try scratch.commit([
      "requirements.txt": "click==8.1.8\n", ".pipgate/policy.yaml": "version: 1\nmode: audit\n",
    ])
    let refused = try scratch.attempt("push", server, "main")
    #expect(refused.status != 0)
    #expect(refused.text.contains("[denied]"), "\(refused.text)")
    #expect(refused.text.contains("floor.yaml' was in force"))
    // A policy that has arrived loosens nothing either.
    let free = try scratch.attempt("push", server, "main", with: ["PIPGATE_FLOOR": nil])
    #expect(free.status == 0, "\(free.text)")
    try scratch.commit(["tools/requirements.txt": "click==8.1.7\n"])
    #expect(try scratch.attempt("push", server, "main").text.contains("[denied]"))
  }

  @Test func pastItsDayAPolicyIsToldToHaveExpired() throws {
    let scratch = try scratch([
      ".pipgate/policy.yaml": "version: 1\nexpires: \"2026-06-30\"\ndeny: [click]\n"
    ])
    try scratch.stage(["requirements.txt": "click==8.1.8\n"])
    let result = try scratch.pipgate("check", "--as-of", testDay)
    #expect(result.status == 1)
    #expect(result.output.contains("[denied]"))
    #expect(
      result.output.contains("notice: the policy expired at 2026-06-30T00:00:00Z: its rules hold"))
    let before = try scratch.pipgate("check", "--as-of", "2026-06-29")
    #expect(!before.output.contains("expired"), "\(before.output)")
  }

  @Test func aFloorThatCannotBeReadStopsEverything() throws {
    let scratch = try scratch(floor: "version: 1\nteir: x\n")
    let result = try scratch.pipgate("check")
    #expect(result.status == 2)
    #expect(result.errors.contains("floor.yaml:2:1: error: 'teir' is not a known key"))
    #expect(result.errors.contains("the floor '\(scratch.top)/floor.yaml' is not valid"))
    let gone = try scratch.pipgate("check", with: ["PIPGATE_FLOOR": "/nowhere/floor.yaml"])
    #expect(gone.status == 2, "\(gone.text)")
  }
}
