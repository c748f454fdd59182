/// Finds overrides that not enough people have signed.
package enum OverrideUnsigned: Rule {
  package static let description = RuleDescription(
    id: "override-unsigned",
    summary: "an override lacks signatures",
    rationale: """
      An override lifts nothing until enough people have signed it: the policy says for each level how
      many, and of which roles. The signature of whoever requested it does not count.
      """,
    remedy: "Have people of the roles that the policy names sign it with `pipgate override sign`.",
    examples: [])

  package static func check(_ introduction: Introduction, in context: RuleContext) -> RuleResult {
    introduction.overrideFindings(.unsigned)
  }
}
