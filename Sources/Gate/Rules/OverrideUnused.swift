/// Finds overrides that lift nothing.
package enum OverrideUnused: Rule {
  package static let description = RuleDescription(
    id: "override-unused",
    summary: "an override lifts nothing",
    rationale: """
      An override that nothing needs is a door left open: remove it. One that the base holds already is
      only called unused when a change touches the manifests that it names and they do not declare its
      project.
      """,
    remedy: "Remove the override.",
    examples: [])

  package static func check(_ introduction: Introduction, in context: RuleContext) -> RuleResult {
    introduction.overrideFindings(.unused)
  }
}
