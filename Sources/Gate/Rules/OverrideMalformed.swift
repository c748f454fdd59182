/// Finds overrides that cannot be read.
package enum OverrideMalformed: Rule {
  package static let description = RuleDescription(
    id: "override-malformed",
    summary: "an override cannot be read",
    rationale: """
      An unknown member might be a limit, so it is never ignored, and no member may be missing. What is
      signed and cannot be read lifts nothing, and keeps no other override from counting.
      """,
    remedy: "Mend the document and have it signed again, or remove it.",
    examples: [])

  package static func check(_ introduction: Introduction, in context: RuleContext) -> RuleResult {
    introduction.overrideFindings(.malformed)
  }
}
