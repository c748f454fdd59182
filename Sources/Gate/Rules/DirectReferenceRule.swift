/// Finds dependencies that do not come from an index.
package enum DirectReferenceRule: Rule {
  package static let description = RuleDescription(
    id: "direct-reference",
    summary: "the dependency comes from a URL or a path instead of an index",
    rationale: """
      What an address serves can change from one minute to the next, nobody else looks at it, and no
      index can yank it. Nothing that is known about the project of that name applies to it, and the
      gate does not contact the address.
      """,
    remedy: """
      Use a release from an index. Where that cannot be, pin a commit or add a hash, and have it
      reviewed. Paths inside the repository are reviewed like any other code and cost less
      (`inside-repository`).
      """,
    variants: [
      RuleVariant(id: "inside-repository", summary: "a path that stays in the repository")
    ],
    examples: [
      RuleExample(
        "an archive, a repository and a path",
        head: """
          ↓flask @ https://example.invalid/flask-3.0.0.tar.gz
          git+https://example.invalid/acme/tool.git#egg=↓tool
          ↓./vendor/local
          click==8.1.7

          """)
    ])

  package static func check(_ introduction: Introduction, in context: RuleContext) -> RuleResult {
    guard case .dependency(let dependency, _) = introduction,
      let reference = dependency.reference
    else { return .silent }
    let shown = Redacted.url(reference.text)
    return .found(
      Finding(
        description.id, variant: reference.isInsideRepository ? "inside-repository" : nil,
        .reference(dependency.name?.text, shown, reference.kind), at: dependency.nameLocation,
        label: "not from an index",
        help: reference.isInsideRepository ? nil : "use a release from an index"))
  }
}

extension Finding.Message {
  fileprivate static func reference(
    _ name: String?, _ text: String, _ kind: DirectReference.Kind
  ) -> Self {
    let subject = name.map { "'\($0)' comes" } ?? "a project comes"
    return switch kind {
    case .archive: Self("\(subject) from the archive '\(text)'")
    case .versionControl: Self("\(subject) from the source repository '\(text)'")
    case .path(.some): Self("\(subject) from '\(text)' in this repository")
    case .path(nil): Self("\(subject) from '\(text)', outside this repository")
    }
  }
}
