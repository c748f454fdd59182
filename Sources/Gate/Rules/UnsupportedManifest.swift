/// Names files that declare dependencies in a form that is not read.
package enum UnsupportedManifest: Rule {
  package static let description = RuleDescription(
    id: "unsupported-manifest",
    summary: "a file that declares dependencies is not inspected",
    rationale: """
      A gate that is silent about a file looks as if it had judged it. These files are named so that
      a reader knows to look.
      """,
    remedy: "Look at what the file adds; where you can, declare it in a form that is read.",
    examples: [
      RuleExample("a build recipe", path: "meta.yaml", head: "requirements:\n  run: [evil]\n")
    ])

  package static func check(_ introduction: Introduction, in context: RuleContext) -> RuleResult {
    guard case .unsupported(let path) = introduction else { return .silent }
    return .found(
      Finding(
        description.id, .notInspected, in: path, help: "look at what it adds"))
  }
}

extension Finding.Message {
  fileprivate static let notInspected = Self("the dependencies of this file are not inspected")
}
