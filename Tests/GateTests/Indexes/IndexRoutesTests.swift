import PythonPackaging
import SourceText
import Testing

@testable import Gate

/// Who is asked about which project.
struct IndexRoutesTests {
  private static let policy = """
    version: 1
    indexes:
      - {name: internal, url: "https://packages.acme.example/simple/"}
      - {name: torch, url: "https://torch.example.invalid/whl/"}
    private: [secret, "hidden-*"]
    allow:
      - {name: "acme-*", index: internal, private: true}
      - {name: acme-open, private: false, index: torch}
      - {name: requests, index: internal}
      - {name: hidden-no-more, private: false}

    """

  private func routes() throws -> IndexRoutes {
    IndexRoutes(try TestPolicy.reading(Self.policy))
  }

  private func dependency(_ text: String) throws -> Dependency {
    let file = SourceFile(path: "requirements.txt", text: text + "\n")
    let manifest = RequirementsFormat.manifest(of: file, as: .runtime)
    return try #require(manifest.dependencies.first)
  }

  private func words(_ name: String, index: String? = nil) throws -> String {
    var dependency = try dependency(name)
    dependency.index = index
    switch try routes().route(of: #require(dependency.name), for: dependency) {
    case .runIndex: return "run"
    case .named(let index): return index.name
    case .nobody(let why): return why.cause.rawValue
    }
  }

  @Test(
    arguments: [
      ("flask", "run"), ("requests", "internal"), ("ACME_Billing", "internal"),
      ("acme-open", "torch"), ("secret", "policy"), ("hidden-thing", "policy"),
      ("hidden-no-more", "run"), ("acme", "run"),
    ])
  func theMostSpecificPatternDecides(name: String, route: String) throws {
    #expect(try words(name) == route)
  }

  @Test(
    arguments: [
      // An address that the policy knows, however it is written.
      ("flask", "https://torch.example.invalid/whl", "torch"),
      ("flask", "HTTPS://Torch.Example.Invalid:443/whl/", "torch"),
      ("flask", "https://user:secret@torch.example.invalid/whl/", "torch"),
      // One that it does not know is asked by nobody.
      ("flask", "https://elsewhere.example/simple/", "network"),
      ("flask", "http://torch.example.invalid/whl/", "network"),
      ("flask", "https://torch.example.invalid/whl2/", "network"),
      ("flask", "torch", "network"),
      // What the policy sends to one index is never asked of another.
      ("requests", "https://packages.acme.example/simple/", "internal"),
      ("requests", "https://torch.example.invalid/whl/", "network"),
      ("acme-billing", "https://torch.example.invalid/whl/", "network"),
      ("secret", "https://packages.acme.example/simple/", "policy"),
    ])
  func whatAFileSaysCountsWhereThePolicyKnowsIt(
    name: String, index: String, route: String
  ) throws {
    #expect(try words(name, index: index) == route)
  }

  @Test func thePrivateNamesAreKnown() throws {
    let routes = try routes()
    let names = ["secret", "hidden-x", "acme-billing", "acme-open", "hidden-no-more", "requests"]
    #expect(
      names.compactMap { ProjectName($0) }.map(routes.isPrivate) == [
        true, true, true, false, false, false,
      ])
  }

  @Test func whereTwoPatternsAreOnePrivateWins() throws {
    let routes = IndexRoutes(
      try TestPolicy.reading(
        "version: 1\nprivate: [a, \"b-*\"]\nallow: [{name: A, private: false}, "
          + "{name: 'B_*', private: false}]\n"))
    #expect(routes.isPrivate(try #require(ProjectName("a"))))
    #expect(routes.isPrivate(try #require(ProjectName("b-c"))))
  }

  @Test func theRunsIndexByAnotherNameIsStillTheRuns() throws {
    let policy = try TestPolicy.reading(Self.policy)
    let address = try IndexURL("https://ana:secret@packages.acme.example/simple/")
    let routes = IndexRoutes(policy, runIndex: address)
    let dependency = try dependency("acme-billing")
    let name = try #require(dependency.name)
    #expect(routes.route(of: name, for: dependency) == .runIndex)
  }

  /// No question about a private name goes anywhere but to its own index, whatever a file says.
  @Test func privateNamesAreAskedOfTheirOwnIndexAlone() throws {
    let files = [
      "requirements.txt": """
      --index-url \(IndexURL.standard)
      --extra-index-url https://packages.acme.example/simple/
      acme-billing==1
      secret==1
      flask==1
      requests==2
      """,
      "pyproject.toml": """
      [project]
      name = "shop"
      dependencies = ["hidden-thing", "acme-tools", "rich"]
      [tool.uv.sources]
      hidden-thing = {index = "torch"}
      acme-tools = {index = "evil"}
      [[tool.uv.index]]
      name = "torch"
      url = "https://torch.example.invalid/whl/"
      [[tool.uv.index]]
      name = "evil"
      url = "https://evil.example/simple/"
      """,
      "a.py": "import hidden_thing\nimport acme_payments\n",
    ]
    let policy = try TestPolicy.reading(Self.policy)
    let found = try TestChange(base: [:], head: files).find(under: policy)
    let questions = Judge.questions(
      about: found.introductions, routes: IndexRoutes(policy), searches: found.searches)
    #expect(questions.runIndex.map(\.normalized).sorted() == ["flask", "rich"])
    let named = questions.named.mapValues { $0.map(\.normalized).sorted() }
    #expect(named == ["internal": ["acme-billing", "acme-payments", "flask", "requests"]])
  }

  @Test(
    arguments: [
      ("a", "b", false), ("b", "a", true), ("a*", "a", false), ("a", "a*", true),
      ("acme-*", "a*", true), ("*", "a*", false), ("a*b", "a*c", false), ("a-b", "a_b", false),
    ])
  func patternsAreOrderedByWhatTheySay(a: String, b: String, isMoreSpecific: Bool) {
    #expect(NamePattern(a).isMoreSpecific(than: NamePattern(b)) == isMoreSpecific)
  }
}
