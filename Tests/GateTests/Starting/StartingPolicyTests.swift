import PythonPackaging
import SourceText
import Testing

@testable import Gate

struct StartingPolicyTests {
  private static func baseline(
    _ files: [String: String], listsChannels: Bool = false
  ) throws -> Baseline {
    let inventory = try Inventory.everything(
      in: MemoryTree(files).tree, isOwnIndex: { _ in false }, sharing: .sequential)
    let policy = try TestPolicy.reading(nil)
    let facts = TestFacts.make(projects: [])
    let familiar = FamiliarNames(facts)
    return Baseline(
      inventory,
      denied: { dependency in
        if case .denied(let entry) = policy.denial(of: dependency, facts: facts) {
          entry
        } else {
          nil
        }
      }, likeness: { familiar.likeness(of: $0) }, listsChannels: listsChannels)
  }

  private static func text(
    _ files: [String: String], tier: String = "balanced", repository: String? = nil
  ) throws -> String {
    StartingPolicy(
      baseline: try baseline(files), tier: tier, repository: repository, hasSchema: false
    ).text
  }

  /// The text with every line switched on that waits for it.
  private static func switchedOn(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let rest = line.dropFirst()
      guard line.first == "#", let next = rest.first else { return String(line) }
      return next != " " || rest.hasPrefix("  ") ? String(rest) : String(line)
    }.joined(separator: "\n")
  }

  private static let usual = [
    "requirements.txt": "requests==2.32\nZope.Interface\n",
    "constraints.txt": "urllib3<3\nrequests<3\n",
    "uv.lock": """
    version = 1
    [[package]]
    name = "idna"
    version = "3.7"
    source = { registry = "https://index.example.invalid/simple" }
    [[package]]
    name = "certifi"
    version = "1"
    """,
    "Dockerfile": "FROM python\nRUN pip install httpx==1\n",
    "README.md": "```sh\npip install left-pad\n```\n", "a.py": "import pandas\n",
    "environment.yml": "dependencies:\n  - cudatoolkit=11\n",
  ]

  @Test func listsWhatIsInUseByItsUse() throws {
    let baseline = try Self.baseline(Self.usual)
    let names = baseline.listed.mapValues { $0.map(\.normalized) }
    #expect(
      names == [
        .requested: ["requests", "zope-interface"], .observed: ["httpx"], .locked: ["certifi"],
        .constrained: ["urllib3"],
      ])
    #expect(baseline.leftOut.map(\.name.normalized) == ["idna"])
    #expect(baseline.leftOut.first?.reason == .otherIndex)
  }

  @Test func channelsAreListedOnlyWhereTheListIsAsked() throws {
    let listed = try Self.baseline(Self.usual, listsChannels: true).listed
    #expect(listed[.channel]?.map(\.normalized) == ["cudatoolkit"])
  }

  @Test func whatSomebodyShouldLookAtIsNotListed() throws {
    let baseline = try Self.baseline([
      "requirements.txt": """
      sklearn
      reqeusts==1
      subprocess
      tool @ git+https://example.invalid/tool.git
      shop[dev]
      -e ./libs/inner
      ${NAME}==1
      """, "pyproject.toml": "[project]\nname = \"shop\"\n",
    ])
    #expect(baseline.count == 0)
    #expect(
      baseline.leftOut.map(\.phrase) == [
        "requirements.txt:2: can be taken for 'requests'",
        "requirements.txt:5: is a project of this repository itself",
        "requirements.txt:1: denied: deprecated and fails to install",
        "requirements.txt:3: it is a module of the standard library",
        "requirements.txt:4: does not come from an index",
      ])
    #expect(baseline.unreadable.count == 1)
  }

  @Test(arguments: ["paranoid", "balanced", "autonomous"])
  func isReadBackAsItIsAndSwitchedOn(tier: String) throws {
    for files in [[:], Self.usual, ["requirements.txt": "null\nYES\n1_2\n0x1f\nreqeusts\n"]] {
      for repository in [nil, "git.acme.example/shop", "localhost:8080/a", "1/2"] {
        let text = try Self.text(files, tier: tier, repository: repository)
        let policy = try TestPolicy.reading(text)
        #expect(policy.defaultTier.name == tier)
        #expect(policy.repository == repository)
        #expect(text.split(separator: "\n").allSatisfy { $0.utf8.count <= 104 })
        // The file that is extended as an example is nowhere.
        let extended = "extends: [../shared/policy.yaml]\n"
        #expect(text.contains("#" + extended))
        let full = try TestPolicy.reading(
          Self.switchedOn(text).replacing(extended, with: ""))
        #expect(full.serial == 1 && full.expires != nil)
        #expect(full.scopes.count == 2 && full.tiers["ours"] != nil && full.indexes.count == 1)
        #expect(full.privateNames.count == 1 && full.overrides.requirements.count == 2)
        #expect(full.denied.count == policy.denied.count + 1)
        #expect(full.allowed.count > policy.allowed.count || files == Self.usual)
      }
    }
  }

  @Test func hostilePathsStayInTheirComments() throws {
    let path = "a\nallow: [evil]\n\u{202e}\u{85}\u{1b}/requirements.txt"
    let text = try Self.text([path: "reqeusts\nrequests\n"])
    let names = try TestPolicy.reading(text).allowed.prefix(1).map(\.name.text)
    #expect(names == ["requests"])
    #expect(!text.unicodeScalars.contains { $0 != "\n" && !SafeText.isHarmless($0) })
  }
}
