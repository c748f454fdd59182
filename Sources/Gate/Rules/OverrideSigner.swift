/// Finds signatures that count for nobody.
package enum OverrideSigner: Rule {
  package static let description = RuleDescription(
    id: "override-signer",
    summary: "an override is signed by somebody whose signature does not count",
    rationale: """
      Whose signature counts is read from `.pipgate/allowed_signers` at the base, so that no change can
      name its own signers. A key that is not listed there, or not valid at the time of the run, counts
      for nobody, and whoever requested an override cannot approve it.
      """,
    remedy:
      "Have somebody sign whom the base names, or add the key to the base in a change of its own.",
    examples: [])

  package static func check(_ introduction: Introduction, in context: RuleContext) -> RuleResult {
    introduction.overrideFindings(.signer)
  }
}
