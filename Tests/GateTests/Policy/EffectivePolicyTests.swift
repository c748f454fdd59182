import SourceText
import Testing

@testable import Gate

/// Where the values of a policy are said to be from.
struct EffectivePolicyTests {
  private static let own = """
    version: 1
    extends: tiers.yaml
    repository: github.com/acme/shop
    inconclusive: annotate
    paths:
      - {match: "services/**", tier: mine}
      - {match: "tools/**", tier: autonomous}
    allow:
      - {name: requests, versions: ">=2.31", reason: "HTTP client, ADR 12"}
      - {name: tool, paths: ["tests/**"]}
    manifests: [{match: "ops/*.list", format: requirements}]

    """
  private static let extended = """
    version: 1
    tiers:
      mine:
        extends: balanced
        levels:
          new-release: {level: block, minimum-age: 10d}
          typosquat: {faint: review}
    roles: {security: [cy, dee]}
    overrides: {block: {signatures: 1, roles: [security]}}

    """
  private static let floor = """
    version: 1
    mode: permissive
    tier: guard
    tiers:
      guard:
        extends: autonomous
        levels: {new-release: {minimum-age: 14d}, yanked: block}
        facts: {maximum-age: 36h}
    deny: [{name: nose, use-instead: pytest}]
    private: ["acme-*"]
    overrides: {block: {signatures: 2, roles: [security]}}

    """

  private func policy(above floor: Bool = true) throws -> Policy {
    let library = PolicyLibrary(
      FileTree(
        paths: { () throws(TreeError) in [] },
        entry: { (path) throws(TreeError) in
          path == ".pipgate/tiers.yaml" ? .file(Array(Self.extended.utf8)) : nil
        }))
    func read(_ files: PolicyFiles, _ origin: String, _ floor: Policy?) throws -> Policy {
      try Policy.read(
        files, origin: origin, builtIn: TestPolicy.builtIn, rules: RuleRegistry.descriptions,
        floor: floor
      ).get()
    }
    let least = try read(
      PolicyFiles(
        floor: SourceFile(path: "/etc/pipgate/policy.yaml", text: Self.floor), in: .empty),
      "the floor '/etc/pipgate/policy.yaml'", nil)
    return try read(
      PolicyFiles(SourceFile(path: ".pipgate/policy.yaml", text: Self.own), in: library),
      ".pipgate/policy.yaml at HEAD", floor ? least : nil)
  }

  private func place(_ value: EffectivePolicy.Value) -> String {
    switch value.origin {
    case .file(let owner, let place):
      "\(owner.rawValue) \(place.file.path):\(place.start.line)"
    case .flag(let name): name
    case .fallback: "default"
    }
  }

  private func lines(_ effective: EffectivePolicy, _ section: String) -> [String] {
    effective.sections.filter { $0.id == section }.flatMap(\.values).map {
      "\($0.name)\($0.part.map { ".\($0)" } ?? "") = \($0.value) [\(place($0))]"
    }
  }

  @Test func everyValueHasThePlaceThatSaysIt() throws {
    let effective = EffectivePolicy(try policy(), at: "services/api/requirements.txt")
    #expect(
      lines(effective, "settings") == [
        "tier = mine+guard [policy .pipgate/policy.yaml:6]",
        "mode = permissive [floor /etc/pipgate/policy.yaml:2]",
        "inconclusive = stop [floor /etc/pipgate/policy.yaml:1]",
        "maximum-age = 36h [floor /etc/pipgate/policy.yaml:8]",
        "repository = github.com/acme/shop [policy .pipgate/policy.yaml:3]",
      ])
    let levels = lines(effective, "levels")
    for line in [
      "new-release = block [extended .pipgate/tiers.yaml:6]",
      "new-release.minimum-age = 14d [floor /etc/pipgate/policy.yaml:7]",
      "new-release.open-requirement = block [extended .pipgate/tiers.yaml:6]",
      "yanked = block [floor /etc/pipgate/policy.yaml:7]",
      "typosquat = block [built-in policies/balanced.yaml:",
      "typosquat.faint = review [extended .pipgate/tiers.yaml:7]",
      "typosquat.minimum-age = 90d [default]",
      "license.allow = [] [default]",
    ] {
      #expect(levels.contains { $0.hasPrefix(line) }, "\(line)\n\(levels)")
    }
    #expect(levels.count >= RuleRegistry.descriptions.count)
    #expect(
      lines(effective, "deny").first == "nose =  [floor /etc/pipgate/policy.yaml:9]")
    #expect(!lines(effective, "allow").contains { $0.hasPrefix("tool ") })
    #expect(lines(effective, "private") == ["acme-* =  [floor /etc/pipgate/policy.yaml:10]"])
    #expect(lines(effective, "overrides").first == "block = 2 [floor /etc/pipgate/policy.yaml:11]")
  }

  @Test func theWholeIsToldWithoutAPath() throws {
    let effective = EffectivePolicy(try policy(above: false), at: nil)
    #expect(lines(effective, "settings").first == "tier = balanced [default]")
    #expect(
      lines(effective, "paths") == [
        "services/** = mine [policy .pipgate/policy.yaml:6]",
        "tools/** = autonomous [policy .pipgate/policy.yaml:7]",
      ])
    #expect(
      Array(lines(effective, "allow").prefix(2)) == [
        "requests = >=2.31 [policy .pipgate/policy.yaml:9]",
        "tool =  [policy .pipgate/policy.yaml:10]",
      ])
    #expect(
      lines(effective, "manifests") == [
        "ops/*.list = requirements [policy .pipgate/policy.yaml:11]"
      ])
  }

  @Test func whatTheOperatorAsksIsAFlag() throws {
    let judged = try #require(try policy().judging(everythingBy: "paranoid"))
    let effective = EffectivePolicy(
      judged, at: "x", asked: .init(tier: "paranoid", mode: .enforce))
    #expect(
      Array(lines(effective, "settings").prefix(2)) == [
        "tier = paranoid+guard [--tier]", "mode = enforce [--mode]",
      ])
    let mild = EffectivePolicy(try policy(), at: nil, asked: .init(mode: .audit))
    #expect(lines(mild, "settings")[1] == "mode = permissive [floor /etc/pipgate/policy.yaml:2]")
  }

  @Test func theListingIsReadable() throws {
    let effective = EffectivePolicy(try policy(), at: "services/api/requirements.txt")
    let text = PolicyListing.text(of: effective, style: ReportStyle(usesColor: false, width: nil))
    // What is built in changes with every rule, and has a page of its own.
    let own = text.split(separator: "\n", omittingEmptySubsequences: false).filter {
      !$0.contains("policies/") && !$0.hasSuffix(" default")
    }.map { $0.replacing(#/ {2,}/#, with: "  ") }
    GoldenFile.expect(own.joined(separator: "\n"), at: "policy-listing.txt")
    let json = PolicyListing.json(of: effective)
    #expect(json.contains("\"schema\": \"pipgate-policy/1\""))
    #expect(json.contains("\"name\": \"yanked\",\n      \"value\": \"block\",\n"))
    #expect(json.contains("\"file\": \"/etc/pipgate/policy.yaml\",\n        \"line\": 7,\n"))
  }

  @Test(arguments: [12, 20, 33, 40, 60, 80, 100])
  func theListingFitsATerminal(width: Int) throws {
    let effective = EffectivePolicy(try policy(), at: "services/api/requirements.txt")
    func lines(_ width: Int?) -> [Substring] {
      PolicyListing.text(of: effective, style: ReportStyle(usesColor: false, width: width))
        .split(separator: "\n", omittingEmptySubsequences: false)
    }
    let long = lines(width).filter { DisplayWidth.of($0) > width }
    // A word that is longer than a line has one for itself.
    #expect(long.allSatisfy { $0.split(separator: " ").count == 1 }, "\(long)")
    #expect(lines(width).filter { $0.last == " " } == [])
    let words = { (lines: [Substring]) in lines.flatMap { $0.split(separator: " ") }.sorted() }
    #expect(words(lines(width)) == words(lines(nil)), "nothing is lost")
  }

  @Test func aSummarySaysWhatIsFine() throws {
    #expect(
      PolicySummary.text(of: try policy()) == """
        '.pipgate/policy.yaml at HEAD' is in order
          extends  .pipgate/tiers.yaml
          above    the floor '/etc/pipgate/policy.yaml'
          judges   2 paths by 'autonomous+guard', 'guard', 'mine+guard'
          lists    2 allowed, 1 denied, 1 private, 0 indexes
        notice: the floor is stricter in places; 'pipgate policy show' tells where, under \
        'autonomous+guard', 'mine+guard'

        """)
  }
}
