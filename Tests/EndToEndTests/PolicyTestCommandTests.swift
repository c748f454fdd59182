import Testing

/// `pipgate policy test`.
@Suite("Tests of a policy")
struct PolicyTestCommandTests {
  private static let table = ".pipgate/policy-tests.yaml"

  @Test func theWorkingTreeIsTestedWithoutAskingAnybody() throws {
    let index = try LoopbackIndex([:])
    let scratch = try Scratch(index: index.url)
    try scratch.commit([
      ".pipgate/policy.yaml": "version: 1\n",
      Self.table: "version: 1\ncases:\n  - {dependency: requests==1, expect: forbid}\n",
    ])
    #expect(try scratch.pipgate("policy", "test").status == 1)
    // What is only on the disk counts.
    try scratch.write(".pipgate/policy.yaml", "version: 1\ndeny: [requests]\n")
    let passed = try scratch.pipgate("policy", "test")
    #expect(passed.status == 0, "\(passed.text)")
    #expect(passed.output == "one case: all as expected\n")
    #expect(try scratch.pipgate("policy", "test", "-C", scratch.root, in: scratch.top).status == 0)
    #expect(index.requests.isEmpty)
  }

  @Test func otherFilesCanBeNamed() throws {
    let scratch = try Scratch()
    try scratch.write("a/t.yaml", "version: 1\ncases: [{dependency: requests==1, expect: pass}]\n")
    try scratch.write("a/policy.yaml", "version: 1\n")
    try scratch.write("b.yaml", "version: 1\ndeny: [requests]\n")
    #expect(try scratch.pipgate("policy", "test", "a/t.yaml").status == 0)
    let denied = try scratch.pipgate("policy", "test", "a/t.yaml", "--policy", "b.yaml")
    #expect(denied.status == 1)
    #expect(denied.output.contains("should be 'pass' and is 'forbid'"))
    #expect(denied.output.hasPrefix("a/t.yaml:2:"))
  }

  @Test func whatThePolicyExtendsCounts() throws {
    let scratch = try Scratch()
    try scratch.write(
      Self.table, "version: 1\ncases: [{dependency: requests==1, expect: forbid}]\n")
    try scratch.write(".pipgate/policy.yaml", "version: 1\nextends: [lists/deny.yaml]\n")
    try scratch.write(".pipgate/lists/deny.yaml", "version: 1\ndeny: [requests]\n")
    let result = try scratch.pipgate("policy", "test")
    #expect(result.status == 0, "\(result.text)")
  }

  @Test func whatIsNotUsableIsToldWithItsPlace() throws {
    let scratch = try Scratch()
    let missing = try scratch.pipgate("policy", "test")
    #expect(missing.status == 2)
    #expect(missing.errors.contains("cannot read '.pipgate/policy-tests.yaml'"))
    try scratch.write(Self.table, "version: 1\ncases:\n  - {dependancy: a, expect: pass}\n")
    try scratch.write(".pipgate/policy.yaml", "version: 1\ntier: none\n")
    let table = try scratch.pipgate("policy", "test")
    #expect(table.status == 2)
    #expect(table.errors.contains("\(Self.table):3:6: error: 'dependancy' is not a known key"))
    try scratch.write(Self.table, "version: 1\ncases: []\n")
    let policy = try scratch.pipgate("policy", "test")
    #expect(policy.status == 2)
    #expect(policy.errors.contains(".pipgate/policy.yaml:2:7: error: 'none' is not a tier"))
  }
}
