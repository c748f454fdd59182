/// Finds overrides whose time is over or has not come.
package enum OverrideExpired: Rule {
  package static let description = RuleDescription(
    id: "override-expired",
    summary: "an override has expired, or is not valid yet",
    rationale: """
      Every override ends, at the latest when the policy says. Time is that of the run: one moment for
      all that is judged. None counts while the clock cannot be right, past the day on which the policy
      expires, and under a policy with a lower serial than one that was seen before.
      """,
    remedy: "Remove it; if it is still needed, request it anew.",
    examples: [])

  package static func check(_ introduction: Introduction, in context: RuleContext) -> RuleResult {
    introduction.overrideFindings(.expired)
  }
}
