/// Names changes of what decides whose word counts.
package enum TrustChanged: Rule {
  package static let description = RuleDescription(
    id: "trust-changed",
    summary: "the change edits what decides about changes",
    rationale: """
      The policy, the hooks and the workflows that run the gate decide what passes. They are read from
      the base, so editing them has no effect on this run; it will have on the next, and deserves a
      reader.
      """,
    remedy: "Have the edit reviewed by those who own the policy.",
    examples: [
      RuleExample(
        "a change of the policy", path: ".pipgate/policy.yaml",
        head: "version: 1\ntier: autonomous\n")
    ])

  package static func check(_ introduction: Introduction, in context: RuleContext) -> RuleResult {
    guard case .trust(let path) = introduction else { return .silent }
    return .found(
      Finding(
        description.id, .edited, in: path,
        help: "have it reviewed by those who own the policy"))
  }
}

extension Finding.Message {
  fileprivate static let edited = Self(
    "this file decides what passes; the version at the base decides this run")
}
