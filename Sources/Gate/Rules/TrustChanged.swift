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
        head: "version: 1\ntier: autonomous\n"),
      RuleExample(
        "a policy that was newer before", path: ".pipgate/policy.yaml",
        base: "version: 1\nserial: 3\n", head: "version: 1\nserial: ↓2\n"),
    ])

  package static func check(_ introduction: Introduction, in context: RuleContext) -> RuleResult {
    guard case .trust(let path, let lowered) = introduction else { return .silent }
    if let lowered {
      let help = "give the policy a serial above \(lowered.before)"
      return .found(
        lowered.location.map { Finding(description.id, .lowered(lowered), at: $0, help: help) }
          ?? Finding(description.id, .lowered(lowered), in: path, help: help))
    }
    return .found(
      Finding(
        description.id, .edited, in: path,
        help: "have it reviewed by those who own the policy"))
  }
}

extension Finding.Message {
  fileprivate static let edited = Self(
    "this file decides what passes; the version at the base decides this run")

  fileprivate static func lowered(_ serial: LoweredSerial) -> Self {
    let how = serial.after.map { "counts its serial back from \(serial.before) to \($0)" }
    return Self(
      "this file decides what passes, and \(how ?? "loses its serial, which was \(serial.before)"); "
        + "the version at the base decides this run")
  }
}
