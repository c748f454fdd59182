/// Names submodules that are added or moved.
package enum UninspectedSubmodule: Rule {
  package static let description = RuleDescription(
    id: "uninspected-submodule",
    summary: "a submodule is added or moved, and its dependencies are not inspected",
    rationale: """
      A submodule brings the files of another repository, manifests included, and a change shows only
      the commit that it points to.
      """,
    remedy: "Look at the submodule's own change, or run the gate in its repository.",
    examples: [])

  package static func check(_ introduction: Introduction, in context: RuleContext) -> RuleResult {
    guard case .submodule(let path) = introduction else { return .silent }
    return .found(
      Finding(
        description.id, .notInspected, in: path,
        help: "run the gate in the submodule's repository"))
  }
}

extension Finding.Message {
  fileprivate static let notInspected = Self(
    "the submodule moves to a commit that is not inspected")
}
