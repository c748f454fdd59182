/// Finds overrides that do not cover what they might have been meant for.
package enum OverrideScope: Rule {
  package static let description = RuleDescription(
    id: "override-scope",
    summary: "an override does not cover what the change brings",
    rationale: """
      An override holds for one repository, project, tier and set of rules, in the manifests that it
      names and for the versions that its signers have seen. Lifting a block takes one exact version, of
      which every file is known by its digest, so that a file that the index adds later voids it. Nothing
      lifts what is forbidden.
      """,
    remedy: "Change the dependency to what was approved, or request an override for what it is.",
    examples: [])

  package static func check(_ introduction: Introduction, in context: RuleContext) -> RuleResult {
    introduction.overrideFindings(.scope)
  }
}
