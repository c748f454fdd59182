import PythonPackaging

/// Finds projects of the organisation's own that an installer would also take from somebody else.
package enum IndexConfusion: Rule {
  package static let description = RuleDescription(
    id: "index-confusion",
    summary: "installers may take the project from an index that is not its own",
    rationale: """
      A name on a private index means something else on a public one, where anybody can publish it.
      An installer that looks on both takes the higher version, and a stranger's version can be as
      high as they like (dependency confusion). It works without a mistake in the name and without a
      sign of it in the review.

      The policy says which names are private and which index a project comes from (`private`,
      `index`). For these names the rule finds a declaration that takes the project from elsewhere; one
      that leaves the choice to an installer which the same files send to another index
      (`--extra-index-url` beside the usual index, a source of Poetry that is not given to the
      dependency); and a private name under which a public project is known. No index is asked about
      that, since the question would give the name away.

      For other names, where files make installers look on the usual index and on one of the policy's,
      both are asked. A project that both have under one name, with no file in common, is two projects:
      it is found unless the policy's index has the higher version.
      """,
    remedy: """
      Tie the project to its index: `[tool.uv.sources]` with an `explicit` index, `source` of a Poetry
      dependency, `index` in a Pipfile. For pip, ask one index (`--index-url`) that has the public
      projects too, and no `--extra-index-url`; locked hashes keep other files out. Publish an empty
      project under the name on the public index if you can.
      """,
    needs: [.policy, .index, .popularity, .advisories],
    variants: [
      RuleVariant(
        id: "known-namesake",
        summary: "a public project of the private name is known by local lists")
    ],
    examples: [
      RuleExample(
        "a private name, and two indexes to look on",
        head: """
          --extra-index-url https://packages.acme.example/simple/
          ↓acme-billing==2.1

          """, policy: policy),
      RuleExample(
        "one index, which is the project's own",
        head: "--index-url https://packages.acme.example/simple/\nacme-billing==2.1\n",
        policy: policy),
      RuleExample(
        "a source that no dependency of Poetry names", path: "pyproject.toml",
        head: """
          [tool.poetry.dependencies]
          ↓acme-billing = "^2.1"
          acme-tools = {version = "^1.0", source = "internal"}

          [[tool.poetry.source]]
          name = "internal"
          url = "https://packages.acme.example/simple/"
          priority = "explicit"

          """, policy: policy),
      RuleExample(
        "locked from another index", path: "uv.lock",
        head: """
          version = 1

          [[package]]
          name = "↓acme-billing"
          version = "99.0"
          source = { registry = "https://mirror.example.invalid/simple" }

          [[package]]
          name = "acme-tools"
          version = "1.0"
          source = { registry = "https://packages.acme.example/simple" }

          """, policy: policy),
    ])

  private static let policy = """
    version: 1
    indexes:
      - {name: internal, url: "https://packages.acme.example/simple/"}
    allow:
      - {name: "acme-*", index: internal, private: true}

    """

  package static func check(_ introduction: Introduction, in context: RuleContext) -> RuleResult {
    guard let (dependency, name) = introduction.indexedDependency else { return .silent }
    let routes = context.facts.routes
    let own = routes.index(of: name)
    let isPrivate = routes.isPrivate(name)
    guard own != nil || isPrivate else { return rivalry(dependency, name, context) }
    let home = Home(name: name, own: own, isPrivate: isPrivate)
    if let address = dependency.index ?? dependency.usualIndex {
      return home.isForeign(address, in: routes)
        ? found(.taken(home, address), dependency, home, address) : .silent
    }
    let places = dependency.searchedPlaces(context.facts.searches)
    let foreign = places.first { routes.isForeign($0, to: own, among: places.count) }
    if let foreign {
      let address = foreign.address ?? routes.runIndex.description
      return found(.searched(home, address), dependency, home, address)
    }
    guard isPrivate, let namesake = namesake(of: name, context.facts) else { return .silent }
    return .found(
      Finding(
        description.id, variant: "known-namesake", .namesake(name.text),
        at: dependency.nameLocation,
        label: "also the name of a public project", help: "tie it to its index",
        facts: home.facts + [namesake]))
  }

  private static func found(
    _ message: Finding.Message, _ dependency: Dependency, _ home: Home, _ address: String
  ) -> RuleResult {
    .found(
      Finding(
        description.id, message, at: dependency.nameLocation,
        label: "may be somebody else's project",
        help: "tie it to its index, and let installers look nowhere else",
        facts: home.facts + [Finding.Fact("looked for on", Redacted.url(address))]))
  }

  /// What is known here, without a question, of a public project under a private name.
  private static func namesake(of name: ProjectName, _ facts: Facts) -> Finding.Fact? {
    if let malware = facts.advisories[name].first(where: \.isMalware) {
      return Finding.Fact("public project", "malware: \(malware.id)")
    }
    return facts.popularity.rank(of: name).map {
      Finding.Fact("public project", "rank \($0) of the most downloaded")
    }
  }

  /// Compares what the run's index and the policy's have under a name that both may be asked about.
  private static func rivalry(
    _ dependency: Dependency, _ name: ProjectName, _ context: RuleContext
  ) -> RuleResult {
    let facts = context.facts
    let rivals = facts.routes.rivals(of: name, for: dependency, facts.searches)
    if rivals.isEmpty { return .silent }
    guard case .found(let usual) = facts.lookup(name, for: dependency) else { return .silent }
    var missing: Unavailability?
    for rival in rivals {
      switch facts.elsewhere[rival.name]?[name] {
      case .absent: continue
      case .unavailable(let reason): missing = missing ?? reason
      case nil:
        missing = missing ?? Unavailability(.network, "the index '\(rival.name)' was not asked")
      case .found(let record):
        guard let (theirs, ours) = winner(dependency, usual, record) else { continue }
        return .found(
          Finding(
            description.id, .twoProjects(name.text, rival.name), at: dependency.nameLocation,
            label: "not the project that '\(rival.name)' has",
            help: "say in the policy which index it comes from, and tie it to that index",
            facts: [
              Finding.Fact("usual index", "\(theirs)"),
              Finding.Fact("'\(rival.name)'", ours.map { "\($0)" } ?? "no such version"),
            ]))
      }
    }
    return missing.map { .lacks($0) } ?? .silent
  }

  /// The versions that an installer finds on either side, where they are of two projects and the
  /// usual index wins.
  private static func winner(
    _ dependency: Dependency, _ usual: ProjectRecord, _ own: ProjectRecord
  ) -> (theirs: Version, ours: Version?)? {
    let known = Set(own.files.compactMap(\.sha256))
    if usual.files.contains(where: { $0.sha256.map(known.contains) ?? false }) { return nil }
    guard let theirs = Selection(of: dependency, from: usual).versions.first else { return nil }
    let ours = Selection(of: dependency, from: own).versions.first
    if let ours, ours > theirs { return nil }
    return (theirs, ours)
  }
}

/// Where the policy says that a project belongs.
private struct Home {
  let name: ProjectName
  let own: PolicyIndex?
  let isPrivate: Bool

  /// Whether an address that a file gives for the project is not its index. What is no address, a
  /// name that is explained elsewhere, cannot be told.
  func isForeign(_ address: String, in routes: IndexRoutes) -> Bool {
    if let own { return !own.url.isMeant(by: address) && address.utf8.contains(UInt8(ascii: ":")) }
    return IndexURL.standard.isMeant(by: address)
  }

  var facts: [Finding.Fact] {
    [Finding.Fact("its index", own.map { "'\($0.name)', \($0.url)" } ?? "private, by the policy")]
  }
}

extension InstallerSearches.Place {
  /// Nil for the usual index.
  fileprivate var address: String? {
    if case .address(let address) = self { address } else { nil }
  }
}

extension Finding.Message {
  fileprivate static func taken(_ home: Home, _ address: String) -> Self {
    Self("'\(home.name.text)' \(home.standing), and is taken from '\(Redacted.url(address))'")
  }

  fileprivate static func searched(_ home: Home, _ address: String) -> Self {
    Self(
      "'\(home.name.text)' \(home.standing), and is looked for on '\(Redacted.url(address))' too")
  }

  fileprivate static func namesake(_ name: String) -> Self {
    Self("'\(name)' is private, and a public project has the same name")
  }

  fileprivate static func twoProjects(_ name: String, _ index: String) -> Self {
    Self("'\(name)' on the usual index is another project than on '\(index)', and would win")
  }
}

extension Home {
  fileprivate var standing: String {
    own.map { "comes from '\($0.name)'" } ?? "is private"
  }
}
