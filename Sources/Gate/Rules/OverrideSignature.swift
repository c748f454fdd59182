/// Finds signatures that are not in order.
package enum OverrideSignature: Rule {
  package static let description = RuleDescription(
    id: "override-signature",
    summary: "a signature of an override is not in order",
    rationale: """
      A signature is read strictly: one SSHSIG block in the namespace `pipgate-override`, by an Ed25519,
      ECDSA or RSA key of 3072 bits at least, over the very bytes of the document. Whatever was changed
      after signing shows here.
      """,
    remedy: "Sign again with `pipgate override sign`, or remove the signature.",
    examples: [])

  package static func check(_ introduction: Introduction, in context: RuleContext) -> RuleResult {
    introduction.overrideFindings(.signature)
  }
}
