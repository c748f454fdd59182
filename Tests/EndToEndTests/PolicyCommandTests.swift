import Foundation
import Testing

/// What people are told of policies, through the program.
@Suite("Policy commands")
struct PolicyCommandTests {
  private func scratch(_ policy: String) throws -> Scratch {
    let scratch = try Scratch()
    try scratch.commit([".pipgate/policy.yaml": policy])
    return scratch
  }

  @Test func aPolicyInOrderIsSaidToBe() throws {
    let scratch = try scratch("version: 1\n")
    try scratch.write(
      ".pipgate/policy.yaml", "version: 1\nextends: ../more.yaml\nallow: [flask]\n")
    try scratch.write("more.yaml", "version: 1\npaths: [{match: \"a/**\", tier: paranoid}]\n")
    let result = try scratch.pipgate("policy", "check")
    #expect(result.status == 0, "\(result.text)")
    #expect(
      result.output == """
        '.pipgate/policy.yaml' is in order
          extends  more.yaml
          judges   1 path by 'balanced', 'paranoid'
          lists    1 allowed, 0 denied, 0 private, 0 indexes

        """)
    #expect(try scratch.pipgate("policy", "check", "more.yaml").status == 0)
    #expect(
      try scratch.pipgate("policy", "check", "../repository/.pipgate/policy.yaml").status == 0)
  }

  @Test func everythingThatIsWrongIsToldAtOnce() throws {
    let scratch = try scratch("version: 1\n")
    try scratch.write(
      ".pipgate/policy.yaml",
      "version: 1\nextends: [more.yaml, ../../out.yaml]\nteir: x\nlevels: {}\n")
    try scratch.write(".pipgate/more.yaml", "version: 1\ndeny: [{name: a, raison: b}]\n")
    let result = try scratch.pipgate("policy", "check")
    #expect(result.status == 2)
    for line in [
      ".pipgate/more.yaml:2:18: error: 'raison' is not a known key; did you mean 'reason'?",
      ".pipgate/policy.yaml:2:22: error: '../../out.yaml' is not a path inside the repository",
      ".pipgate/policy.yaml:3:1: error: 'teir' is not a known key; did you mean 'tier'?",
      "3 | teir: x", "  | ^^^^", "is not valid: 4 problems",
    ] {
      #expect(result.errors.contains(line), "\(line)\n\(result.errors)")
    }
    #expect(result.output.isEmpty)
    let none = try Scratch().pipgate("policy", "check")
    #expect(none.status == 2)
    #expect(none.errors.contains("'.pipgate/policy.yaml'"), "\(none.text)")
  }

  @Test func aFloorIsCheckedAsOne() throws {
    let scratch = try scratch("version: 1\n")
    try scratch.write(
      "\(scratch.top)/floor.yaml",
      "version: 1\noverrides: {block: {signatures: 2, roles: [security]}}\n")
    #expect(try scratch.pipgate("policy", "check", "../floor.yaml").status == 2)
    let result = try scratch.pipgate("policy", "check", "--as-floor", "../floor.yaml")
    #expect(result.status == 0, "\(result.text)")
  }

  @Test func aTableOfCasesIsHeldAgainstAllFiles() throws {
    let scratch = try scratch("version: 1\nextends: ../shared/lists.yaml\n")
    try scratch.write("shared/lists.yaml", "version: 1\ndeny: [frobnicate]\n")
    try scratch.write(
      ".pipgate/policy-tests.yaml",
      "version: 1\ncases:\n  - {dependency: frobnicate==1.0, expect: forbid, rules: [denied]}\n")
    let result = try scratch.pipgate("policy", "test")
    #expect(result.status == 0, "\(result.text)")
  }

  @Test func thePolicyInForceIsShownWithItsPlaces() throws {
    var scratch = try scratch(
      "version: 1\npaths:\n  - {match: \"a/**\", tier: paranoid}\nallow: [flask]\n")
    try scratch.write("\(scratch.top)/floor.yaml", "version: 1\ndeny: [nose]\nmode: audit\n")
    scratch.environment["PIPGATE_FLOOR"] = "../floor.yaml"
    // The working tree has no say.
    try scratch.write(".pipgate/policy.yaml", "version: 1\nteir: x\n")
    let shown = try scratch.pipgate("policy", "show", "--path", "./a/requirements.txt")
    #expect(shown.status == 0, "\(shown.text)")
    let lines = shown.output.split(separator: "\n").map {
      $0.split(separator: " ").joined(separator: " ")
    }
    for line in [
      "policy: .pipgate/policy.yaml at HEAD, above the floor '../floor.yaml'",
      "path: a/requirements.txt", "tier paranoid .pipgate/policy.yaml:3",
      "mode audit ../floor.yaml:3 (floor)", "flask .pipgate/policy.yaml:4",
      "nose ../floor.yaml:2 (floor)",
    ] {
      #expect(lines.contains(line), "\(line)\n\(shown.output)")
    }
    #expect(shown.output.contains("built-in:paranoid.yaml:"))
    let json = try scratch.pipgate("policy", "show", "--format", "json", "--tier", "autonomous")
    let document = try JSONSerialization.jsonObject(with: Data(json.output.utf8))
    let members = try #require(document as? [String: Any])
    let settings = try #require(members["settings"] as? [[String: Any]])
    #expect(settings[0]["value"] as? String == "autonomous+balanced")
    #expect((settings[0]["from"] as? [String: Any])?["flag"] as? String == "--tier")
    #expect(try scratch.pipgate("policy", "show", "--path", "../x").status == 2)
    #expect(
      try scratch.pipgate("policy", "show", "--policy", ".pipgate/policy.yaml").status == 2)
  }
}
