/// Finds overrides and keys that have been taken back.
package enum OverrideRevoked: Rule {
  package static let description = RuleDescription(
    id: "override-revoked",
    summary: "an override, or the key that signed it, is revoked",
    rationale: """
      `.pipgate/revoked` at the base takes keys and overrides back, one by one or by the lowest serial
      that counts. What is revoked stays so, whoever is still allowed to sign.
      """,
    remedy:
      "Remove the override. If it is needed after all, request it anew and sign with another key.",
    examples: [])

  package static func check(_ introduction: Introduction, in context: RuleContext) -> RuleResult {
    introduction.overrideFindings(.revoked)
  }
}
