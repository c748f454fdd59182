import PythonPackaging
import SourceText
import Testing

@testable import Gate

/// Dependency confusion: P22, P32 and F6, for the names that the policy calls its own.
struct IndexConfusionTests {
  private static let policy = """
    version: 1
    indexes:
      - {name: internal, url: "https://packages.acme.example/simple/"}
    private: [secret]
    allow:
      - {name: "acme-*", index: internal, private: true}
      - {name: requests, index: internal, private: true}
      - {name: secret}

    """

  /// The findings of the rule by name, and `unknown` where it lacks a fact.
  private func judge(
    _ files: [String: String], usual: [String: [String]] = [:],
    own: [String: [String]] = [:], advisories: [ExampleAdvisory] = [], tier: String = "balanced"
  ) throws -> [String] {
    let policy = try #require(try TestPolicy.reading(Self.policy).judging(everythingBy: tier))
    let found = try Introductions.find(
      in: TestChange(base: [:], head: files).change,
      on: Introductions.Terms(
        isOwnIndex: { IndexURL.standard.isMeant(by: $0) },
        modules: { TestModules.embedded }))
    let facts = Facts(
      clock: Clock(TestFacts.now), projects: try Self.lookups(usual, salt: "usual"),
      popularity: TestFacts.popularity, advisories: TestFacts.advisories(advisories),
      noProjects: TestFacts.noProjects,
      elsewhere: ["internal": try Self.lookups(own, salt: "own")],
      routes: IndexRoutes(policy), searches: found.searches)
    let judgements = Judge(policy: policy, facts: facts, defersToLater: false)
      .judgements(of: found.introductions)
    return judgements.flatMap { judgement -> [String] in
      guard case .dependency(let dependency, _) = judgement.introduction else { return [] }
      let name = dependency.name?.normalized ?? ""
      return judgement.findings.filter { $0.finding.rule == "index-confusion" }.map {
        "\($0.level.rawValue) \(name)"
      } + judgement.missing.filter { $0.rule == "index-confusion" }.map { _ in "unknown \(name)" }
    }
  }

  /// Projects with one file a version, whose hash depends on the salt, or not for `same-…`.
  private static func lookups(
    _ projects: [String: [String]], salt: String
  ) throws -> [ProjectName: ProjectLookup] {
    var lookups: [ProjectName: ProjectLookup] = [:]
    for (text, versions) in projects {
      let name = try #require(ProjectName(text))
      let files = versions.map { version in
        let isSame = text.hasPrefix("same-")
        // Not its hash, and as different as its text.
        let text = Array("\(isSame ? "" : salt)\(text)\(version)".utf8)
        let digits = (0..<32).map { text[$0 % text.count] }.flatMap { byte in
          [byte >> 4, byte & 15].map { String($0, radix: 16) }
        }
        let digest = SHA256Digest(digits.joined())
        return ReleaseFile(
          filename: "\(name)-\(version).tar.gz", version: Version(version),
          kind: .sourceDistribution, uploaded: Timestamp("2020-01-01"), sha256: digest)
      }
      lookups[name] = .found(
        ProjectRecord(
          name: name, status: nil, files: files, versions: versions.compactMap { Version($0) },
          fetched: TestFacts.now))
    }
    return lookups
  }

  private static let own = "https://packages.acme.example/simple/"
  private static let usual = "\(IndexURL.standard)"

  @Test(
    arguments: [
      // Nothing is said: the installer's own settings decide, which nobody can see here.
      ("", []),
      ("--index-url \(own)", []),
      ("--index-url https://packages.acme.example/simple", []),
      ("--extra-index-url \(own)", ["block acme-billing"]),
      ("--index-url \(own)\n--extra-index-url \(usual)", ["block acme-billing"]),
      ("--index-url \(usual)", ["block acme-billing"]),
      ("--index-url \(usual)\n--extra-index-url \(own)", ["block acme-billing"]),
      ("--index-url https://mirror.example/simple/", ["block acme-billing"]),
      ("--extra-index-url https://other.example/simple/", ["block acme-billing"]),
      ("--no-index\n--find-links https://wheels.example/", ["block acme-billing"]),
      ("--no-index\n--find-links ./wheels", []),
      ("--trusted-host packages.acme.example", []),
      ("--pre", []),
    ])
  func pipTakesTheHighestOfAllIndexes(options: String, expected: [String]) throws {
    let files = ["requirements.txt": options + "\nacme-billing==1\nflask==3.0.0\n"]
    #expect(try judge(files) == expected)
  }

  @Test(
    arguments: [
      ("--extra-index-url \(own)", ["block secret"]),
      ("--index-url https://one.example/simple/", []),
      (
        "--index-url https://one.example/\n--extra-index-url https://two.example/", ["block secret"]
      ),
      ("--index-url \(usual)", ["block secret"]),
      ("--index-url \(own)", []),
    ])
  func aPrivateNameWithoutAnIndexHasOneAtMost(options: String, expected: [String]) throws {
    #expect(try judge(["requirements.txt": options + "\nsecret==1\n"]) == expected)
  }

  @Test func optionsHoldForAllFilesThatAreReadTogether() throws {
    let files = [
      "requirements.txt": "-r base.txt\n-r options.txt\n", "base.txt": "acme-billing==1\n",
      "options.txt": "--extra-index-url https://packages.acme.example/simple/\n",
      "tools/requirements.txt": "acme-tools==1\n",
    ]
    #expect(try judge(files) == ["block acme-billing"])
  }

  @Test(
    arguments: [
      (#"explicit = true"#, "", ["block acme-billing"]),
      (#"explicit = true"#, "[tool.uv.sources]\nacme-billing = {index = \"internal\"}", []),
      // The first index that has the project decides.
      ("", "", []),
      ("default = true", "", []),
      ("", "[tool.uv]\nindex-strategy = \"unsafe-best-match\"", ["block acme-billing"]),
      (
        "default = true", "[[tool.uv.index]]\nname = \"other\"\nurl = \"https://o.example/\"",
        ["block acme-billing"]
      ),
      (
        "",
        "[tool.uv.sources]\nacme-billing = {index = \"other\"}\n[[tool.uv.index]]\n"
          + "name = \"other\"\nurl = \"https://o.example/\"", ["block acme-billing"]
      ),
    ])
  func uvTakesTheFirst(property: String, rest: String, expected: [String]) throws {
    let index = """
      [[tool.uv.index]]
      name = "internal"
      url = "\(Self.own)"
      \(property)
      """
    // A table before the tables of its list.
    let parts = rest.hasPrefix("[tool.uv]") ? [rest, index] : [index, rest]
    let text = """
      [project]
      name = "shop"
      dependencies = ["acme-billing"]

      """
    let files = ["pyproject.toml": text + parts.joined(separator: "\n") + "\n"]
    #expect(try judge(files) == expected)
  }

  @Test(
    arguments: [
      ("priority = \"primary\"", "\"^1\"", []), ("", "\"^1\"", []),
      ("priority = \"supplemental\"", "\"^1\"", ["block acme-billing"]),
      ("priority = \"explicit\"", "\"^1\"", ["block acme-billing"]),
      ("priority = \"explicit\"", "{version = \"^1\", source = \"internal\"}", []),
      (
        "priority = \"primary\"\n[[tool.poetry.source]]\nname = \"PyPI\"\npriority = \"primary\"",
        "\"^1\"", ["block acme-billing"]
      ),
    ])
  func poetryTakesTheHighestOfItsPrimarySources(
    property: String, declaration: String, expected: [String]
  ) throws {
    let text = """
      [tool.poetry.dependencies]
      acme-billing = \(declaration)
      [[tool.poetry.source]]
      name = "internal"
      url = "\(Self.own)"
      \(property)

      """
    #expect(try judge(["pyproject.toml": text]) == expected)
  }

  @Test(
    arguments: [
      (own, "https://other.example/simple", "\"*\"", []),
      ("https://other.example/simple", own, "\"*\"", ["block acme-billing"]),
      ("https://other.example/simple", own, "{version = \"*\", index = \"two\"}", []),
    ])
  func pipenvTakesItsFirstSource(
    first: String, second: String, declaration: String, expected: [String]
  ) throws {
    let text = """
      [[source]]
      name = "one"
      url = "\(first)"
      [[source]]
      name = "two"
      url = "\(second)"
      [packages]
      acme-billing = \(declaration)

      """
    #expect(try judge(["Pipfile": text]) == expected)
  }

  @Test(
    arguments: [
      ("RUN pip install --extra-index-url \(own) acme-billing==1\n", ["block acme-billing"]),
      ("RUN pip install --index-url \(own) acme-billing==1\n", []),
      ("RUN uv pip install --extra-index-url \(own) acme-billing==1\n", []),
      ("RUN pip install acme-billing==1\n", []),
    ])
  func commandsAreReadToo(text: String, expected: [String]) throws {
    #expect(try judge(["Dockerfile": "FROM python\n" + text]) == expected)
  }

  @Test func theEnvironmentOfAPipelineIsReadToo() throws {
    let workflow = """
      on: push
      jobs:
        test:
          env:
            PIP_EXTRA_INDEX_URL: \(Self.own)
          steps:
            - run: pip install acme-billing==1

      """
    #expect(try judge([".github/workflows/ci.yml": workflow]) == ["block acme-billing"])
  }

  @Test(
    arguments: [
      (own, []), (usual, ["block acme-billing"]),
      ("https://mirror.example/simple", ["block acme-billing"]),
    ])
  func aLockSaysWhereItIsFrom(registry: String, expected: [String]) throws {
    let lock = """
      version = 1

      [[package]]
      name = "acme-billing"
      version = "1"
      source = { registry = "\(registry)" }

      """
    #expect(try judge(["uv.lock": lock]) == expected)
  }

  @Test func aPublicProjectOfThePrivateNameIsKnownByLocalLists() throws {
    let files = ["requirements.txt": "requests==2\nacme-billing==1\n"]
    let malware = ExampleAdvisory("acme-billing", "MAL-2026-1", .everything)
    #expect(
      try judge(files, advisories: [malware]) == ["review requests", "review acme-billing"])
    #expect(
      try judge(files, tier: "paranoid") == ["block requests"])
    let tied = """
      version = 1

      [[package]]
      name = "requests"
      version = "2"
      source = { registry = "\(Self.own)" }

      """
    #expect(try judge(["uv.lock": tied]) == [])
  }

  @Test(
    arguments: [
      // The usual index would win with another project.
      (["9"], ["1"], "widget", ["block widget"]), (["1"], ["1"], "widget", ["block widget"]),
      (["1"], ["2"], "widget", []), (["9"], [], "widget", ["block widget"]),
      // One project on both.
      (["1", "9"], ["1"], "same-widget", []),
    ])
  func twoProjectsOfOneNameAreToldApart(
    usual: [String], own: [String], name: String, expected: [String]
  ) throws {
    let files = [
      "requirements.txt":
        "--extra-index-url https://packages.acme.example/simple/\n\(name)>=1\n"
    ]
    #expect(try judge(files, usual: [name: usual], own: [name: own]) == expected)
  }

  @Test func withoutAnAnswerItIsUnknown() throws {
    let files = ["requirements.txt": "--extra-index-url \(Self.own)\nwidget>=1\n"]
    #expect(try judge(files, usual: ["widget": ["1"]]) == ["unknown widget"])
    // Without the one index there is nothing to compare.
    #expect(try judge(files, own: ["widget": ["1"]]) == [])
  }
}
