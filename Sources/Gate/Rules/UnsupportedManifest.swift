/// Names files that declare dependencies in a form that is not read.
package enum UnsupportedManifest: Rule {
  package static let description = RuleDescription(
    id: "unsupported-manifest",
    summary: "a file that declares dependencies is not inspected",
    rationale: """
      A gate that is silent about a file looks as if it had judged it. These files are named so that
      a reader knows to look. So is a file that only has the name of a requirements file: when most
      of its lines are prose, an installer refuses it as a whole.
      """,
    remedy: "Look at what the file adds; where you can, declare it in a form that is read.",
    examples: [
      RuleExample("a build recipe", path: "meta.yaml", head: "requirements:\n  run: [evil]\n"),
      RuleExample(
        "prose with a manifest's name", path: "docs/constraints.txt",
        head: """
          Constraints of the model
          A row must have a name, and
          two rows must not share it.
          Checks with null values pass
          unless the column says otherwise.

          """),
    ])

  package static func check(_ introduction: Introduction, in context: RuleContext) -> RuleResult {
    guard case .unsupported(let path) = introduction else { return .silent }
    return .found(
      Finding(
        description.id, ManifestFormats.format(for: path) == nil ? .notInspected : .notRequirements,
        in: path, help: "look at what it adds"))
  }
}

extension Finding.Message {
  fileprivate static let notInspected = Self("the dependencies of this file are not inspected")

  fileprivate static let notRequirements = Self(
    "this file is named like a requirements file, but most of it is none; an installer refuses it")
}
