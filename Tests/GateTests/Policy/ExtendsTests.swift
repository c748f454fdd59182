import Gate
import SourceText
import Testing

/// What policies make of the files that they extend.
struct ExtendsTests {
  /// Reads `.pipgate/policy.yaml` of a tree.
  private func read(_ files: [String: String]) throws -> Result<Policy, PolicyProblems> {
    let tree = FileTree(
      paths: { () throws(TreeError) in files.keys.map { RepositoryPath($0) }.sorted() },
      entry: { (path) throws(TreeError) in
        files[path.description].map {
          $0.hasPrefix("-> ") ? .link(target: Array($0.utf8.dropFirst(3))) : .file(Array($0.utf8))
        }
      })
    let own = SourceFile(
      path: ".pipgate/policy.yaml", text: files[".pipgate/policy.yaml"] ?? "")
    return Policy.read(
      try PolicyFiles(own, in: PolicyLibrary(tree)), origin: "here",
      builtIn: try PolicyFixtures.builtIn(), rules: PolicyFixtures.smallRules)
  }

  /// `path:line:column: message` for each problem; empty when all is in order.
  private func problems(_ files: [String: String]) throws -> [String] {
    guard case .failure(let problems) = try read(files) else { return [] }
    return zip(problems.diagnostics, problems.lines).map { "\($0.location.file.path):\($1)" }
  }

  @Test func theNearestFileWinsAndListsAddUp() throws {
    let policy = try read([
      ".pipgate/policy.yaml": """
      version: 1
      extends: [far.yaml, ../shared/near.yaml]
      inconclusive: annotate
      paths: [{match: "a/**", tier: autonomous}]
      allow: [own]
      overrides: {review: {signatures: 1, roles: [reviewer]}}
      """,
      ".pipgate/far.yaml": """
      version: 1
      repository: github.com/acme/far
      tier: paranoid
      mode: audit
      inconclusive: stop
      paths: [{match: "a/**", tier: paranoid}, {match: "b/**", tier: strict}]
      tiers: {strict: {extends: autonomous, levels: {plain: ignore}}}
      allow: [{name: far-name, reason: far}]
      deny: [far-bad]
      private: [kept, far-kept]
      roles: {reviewer: [ana]}
      """,
      "shared/near.yaml": """
      version: 1
      mode: permissive
      tiers: {strict: {extends: autonomous, levels: {plain: forbid}}}
      allow: [near-name]
      private: [Kept, near-kept]
      indexes: [{name: internal, url: "https://near.example/simple/"}]
      """,
    ]).get()
    #expect(policy.repository == "github.com/acme/far")
    #expect(policy.defaultTier.name == "paranoid")
    #expect(policy.mode == .permissive && !policy.inconclusiveStops)
    #expect(policy.tier(for: "a/x").name == "autonomous")
    #expect(policy.tier(for: "b/x")["plain"].level == .forbid)
    #expect(policy.allowed.map(\.name.text) == ["own", "near-name", "far-name", "numpy"])
    #expect(policy.allowed[2].location.file.path == ".pipgate/far.yaml")
    #expect(policy.denied.map(\.name.text) == ["far-bad", "pycrypto"])
    #expect(policy.privateNames.map(\.text) == ["Kept", "near-kept", "far-kept"])
    #expect(policy.indexes.map(\.name) == ["internal"])
    #expect(policy.overrides.requirements[.review]?.people == ["ana"])
    #expect(
      policy.files.map(\.path) == [
        ".pipgate/policy.yaml", "shared/near.yaml", ".pipgate/far.yaml",
      ])
  }

  @Test func aFileStandsBeforeEverythingThatItExtends() throws {
    // 'far' is extended by 'near' too, so that what 'near' says counts more.
    let policy = try read([
      ".pipgate/policy.yaml": "version: 1\nextends: [near.yaml, other.yaml]\n",
      ".pipgate/near.yaml": "version: 1\nextends: far.yaml\nmode: audit\n",
      ".pipgate/other.yaml": "version: 1\nextends: far.yaml\n",
      ".pipgate/far.yaml": "version: 1\nmode: permissive\n",
    ]).get()
    #expect(policy.mode == .audit)
    #expect(policy.files.count == 4)
  }

  @Test func tiersOfOneFileCanBeExtendedInAnother() throws {
    let policy = try read([
      ".pipgate/policy.yaml":
        "version: 1\nextends: tiers.yaml\ntier: mine\ntiers: {mine: {extends: strict}}\n",
      ".pipgate/tiers.yaml":
        "version: 1\ntiers: {strict: {extends: autonomous, levels: {plain: forbid}}}\n",
    ]).get()
    #expect(policy.defaultTier["plain"].level == .forbid)
  }

  @Test(arguments: [
    ("../../etc/policy.yaml", "'../../etc/policy.yaml' is not a path inside the repository"),
    ("/etc/policy.yaml", "'/etc/policy.yaml' is not a path inside the repository"),
    ("gone.yaml", "'gone.yaml' is not there: no file has the path '.pipgate/gone.yaml'"),
    (
      "https://acme.example/p.yaml",
      "'https://acme.example/p.yaml' is not there: no file has the path "
        + "'.pipgate/https:/acme.example/p.yaml'"
    ),
    ("link.yaml", "'link.yaml' is a link, which is not followed"),
    ("policy.yaml", "the policy extends itself"),
    ("./policy.yaml", "the policy extends itself"),
    ("loop.yaml", ".pipgate/loop.yaml:2:10: the policy extends itself through 'policy.yaml'"),
    ("\"\"", "'extends' is empty"),
    ("true", "'extends' takes text, and YAML reads 'true' as a truth value"),
    ("{a: b}", "'extends' takes text, not a mapping"),
  ])
  func whatCannotBeExtendedIsToldWithItsPlace(written: String, message: String) throws {
    let found = try problems([
      ".pipgate/policy.yaml": "version: 1\nextends: \(written)\n",
      ".pipgate/loop.yaml": "version: 1\nextends: policy.yaml\n",
      ".pipgate/link.yaml": "-> policy.yaml",
    ])
    #expect(
      found == [message.hasPrefix(".") ? message : ".pipgate/policy.yaml:2:10: \(message)"])
  }

  @Test func theProblemsOfAllFilesAreReportedAtOnce() throws {
    let found = try problems([
      ".pipgate/policy.yaml": """
      version: 1
      extends: [a.yaml, b.yaml, none.yaml]
      teir: x
      tier: lost
      """,
      ".pipgate/a.yaml":
        "version: 1\ntiers:\n  t: {extends: balanced, levels: {plan: block, plain: blok}}\n",
      ".pipgate/b.yaml": """
      tiers: {t: {extends: balanced, levels: {plain: {level: block, soon: 1}}}}
      allow: [{name: x, index: nowhere}]
      """,
    ])
    #expect(
      found == [
        ".pipgate/a.yaml:3:35: 'plan' is not a rule; did you mean 'plain'?",
        ".pipgate/a.yaml:3:55: 'blok' is not a level; did you mean 'block'?",
        ".pipgate/b.yaml:1:1: the policy does not say its version",
        ".pipgate/b.yaml:1:63: 'soon' is not a key of the rule 'plain'",
        ".pipgate/b.yaml:2:26: 'nowhere' is not an index: the policy names none",
        ".pipgate/policy.yaml:2:27: 'none.yaml' is not there: no file has the path "
          + "'.pipgate/none.yaml'",
        ".pipgate/policy.yaml:3:1: 'teir' is not a known key; did you mean 'tier'?",
        ".pipgate/policy.yaml:4:7: 'lost' is not a tier",
      ])
  }

  @Test func depthAndNumberOfFilesAreBounded() throws {
    var chain = [".pipgate/policy.yaml": "version: 1\nextends: f1.yaml\n"]
    for index in 1...40 {
      chain[".pipgate/f\(index).yaml"] = "version: 1\nextends: f\(index + 1).yaml\n"
    }
    #expect(
      try problems(chain) == [
        ".pipgate/f32.yaml:2:10: 'f33.yaml' is extended more than 32 files deep"
      ])
    var many = [
      ".pipgate/policy.yaml":
        "version: 1\nextends: [\((1...150).map { "f\($0).yaml" }.joined(separator: ", "))]\n"
    ]
    for index in 1...150 { many[".pipgate/f\(index).yaml"] = "version: 1\n" }
    let found = try problems(many)
    #expect(found.count == 1 && found[0].hasSuffix("the policy has more than 100 files"))
  }

  @Test func aPolicyThatIsReadAloneExtendsNothing() throws {
    #expect(
      try PolicyFixtures.problems("version: 1\nextends: a.yaml\n") == [
        "2:10: 'a.yaml' is not there: no file has the path '.pipgate/a.yaml'"
      ])
  }
}
