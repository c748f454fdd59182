/// Names changes of what decides whose word counts.
package enum TrustChanged: Rule {
  package static let description = RuleDescription(
    id: "trust-changed",
    summary: "the change edits what decides about changes",
    rationale: """
      The policy, the hooks and the workflows that run the gate decide what passes. They are read from
      the base, so editing them has no effect on this run; it will have on the next, and deserves a
      reader.

      A trust file (`.pipgate/trust.json`) is signed by those who hold the root keys. An edit of it that
      they have not signed, both those of the version before and those of the new one, is the variant
      `unsigned-root`, which nothing lifts: with the edit at the base every run would stop.
      """,
    remedy: "Have the edit reviewed by those who own the policy.",
    variants: [
      RuleVariant(
        id: "unsigned-root", summary: "the trust file is not what its roots have signed")
    ],
    examples: [
      RuleExample(
        "a trust file that nobody has signed", path: ".pipgate/trust.json",
        head: """
          {"version": 1, "expires": "2027-06-30T00:00:00Z",
           "keys": {"ana@acme.example": ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB"]},
           "roles": {"root": {"people": ["ana@acme.example"], "threshold": 1}}}

          """),
      RuleExample(
        "a change of the policy", path: ".pipgate/policy.yaml",
        head: "version: 1\ntier: autonomous\n"),
      RuleExample(
        "a policy that was newer before", path: ".pipgate/policy.yaml",
        base: "version: 1\nserial: 3\n", head: "version: 1\nserial: ↓2\n"),
    ])

  package static func check(_ introduction: Introduction, in context: RuleContext) -> RuleResult {
    guard case .trust(let path, let lowered, let unsigned) = introduction else { return .silent }
    if let unsigned {
      return .found(
        Finding(
          description.id, variant: "unsigned-root", .unsigned(unsigned), in: path,
          help: "have it signed by the roots of both versions"))
    }
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

  fileprivate static func unsigned(_ edit: RootEdit) -> Self {
    Self("this file says whose keys count, and its roots have not signed this: \(edit.flaw)")
  }

  fileprivate static func lowered(_ serial: LoweredSerial) -> Self {
    let how = serial.after.map { "counts its serial back from \(serial.before) to \($0)" }
    return Self(
      "this file decides what passes, and \(how ?? "loses its serial, which was \(serial.before)"); "
        + "the version at the base decides this run")
  }
}
