/// Finds lines that change where installers look.
package enum IndexChanged: Rule {
  package static let description = RuleDescription(
    id: "index-changed",
    summary: "the file makes installers look somewhere else",
    rationale: """
      Installers take the highest version that any index offers, so an additional index can replace
      every project of the file (dependency confusion). The gate never contacts an address that a
      change names.
      """,
    remedy: """
      Configure indexes outside the repository, or in a change that is reviewed for just that. An index
      that the policy names (`indexes`), and that is asked only for the dependencies that name it, as an
      `explicit` index of uv or Poetry is, takes nothing from another and is not found. A conda channel
      by name (`conda-forge`) is no address of the change's own and costs less.
      """,
    variants: [
      RuleVariant(id: "named-channel", summary: "a conda channel by its name alone")
    ],
    examples: [
      RuleExample(
        "an additional index",
        head: "↓--extra-index-url https://packages.example.invalid/simple\nflask==3.0.0\n"),
      RuleExample(
        "an index of the policy's, for what names it", path: "pyproject.toml",
        head: """
          [tool.uv.sources]
          acme-billing = {index = "internal"}

          [[tool.uv.index]]
          name = "internal"
          url = "https://packages.acme.example/simple/"
          explicit = true

          [[tool.uv.index]]
          name = "other"
          url = "↓https://packages.example.invalid/simple/"
          explicit = true

          """,
        policy: """
          version: 1
          indexes:
            - {name: internal, url: "https://packages.acme.example/simple/"}

          """),
    ])

  package static func check(_ introduction: Introduction, in context: RuleContext) -> RuleResult {
    // A trusted host changes nothing about where projects come from: `insecure-index` judges it.
    guard case .option(let option) = introduction, option.kind != .trustedHost else {
      return .silent
    }
    // What is tied to an index of the policy's comes from where it should.
    if option.search == .byName, context.facts.routes.index(at: option.value) != nil {
      return .silent
    }
    return .found(
      Finding(
        description.id, variant: option.isNamedChannel ? "named-channel" : nil,
        .changed(option.kind, Redacted.url(option.value)), at: option.location,
        label: option.kind == .prereleases
          ? "changes which releases are chosen" : "changes where projects come from",
        help: option.kind == .prereleases
          ? "pin the pre-release that is meant" : "configure indexes outside the repository"))
  }
}

extension IndexOption {
  fileprivate var isNamedChannel: Bool {
    kind == .channel && !value.utf8.contains { ":/\\".utf8.contains($0) }
  }
}

extension Finding.Message {
  fileprivate static func changed(_ kind: IndexOption.Kind, _ value: String) -> Self {
    switch kind {
    case .indexURL: Self("projects come from the index '\(value)'")
    case .extraIndexURL: Self("projects come from the index '\(value)' too")
    case .findLinks: Self("projects come from the files at '\(value)' too")
    case .noIndex: Self("no index is asked at all")
    case .trustedHost: Self("the host '\(value)' is trusted")
    case .prereleases: Self("pre-releases are installed")
    case .channel: Self("projects come from the conda channel '\(value)'")
    }
  }
}
