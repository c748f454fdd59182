/// Finds what the allowlist does not name.
package enum Unlisted: Rule {
  package static let description = RuleDescription(
    id: "unlisted",
    summary: "no entry of the allowlist covers the dependency",
    rationale: """
      Under `paranoid` only what somebody has looked at may enter. The built-in allowlist holds a few
      projects that nearly everybody uses; a policy adds its own, with versions and reasons where they
      matter. An entry speaks of what an index offers under a name, so it does not cover a direct
      reference.
      """,
    remedy: """
      Look at the project, then add it to `allow:` in `.pipgate/policy.yaml`, in a change of its own
      that is reviewed like code.
      """,
    needs: [.policy], subject: .name, isSettledByAllowlist: true,
    examples: [
      RuleExample("one listed, one not", head: "numpy==2.1.0\n↓left-pad==1.0\n"),
      RuleExample(
        "a version outside the entry", head: "↓flask==1.0\n",
        policy: "version: 1\nallow:\n  - {name: flask, versions: \">=2\"}\n"),
      RuleExample(
        "a pattern covers a family", head: "acme-billing==3\n",
        policy: "version: 1\nallow:\n  - {name: \"acme-*\", reason: ours}\n"),
    ])

  package static func check(_ introduction: Introduction, in context: RuleContext) -> RuleResult {
    guard case .dependency(let dependency, _) = introduction,
      dependency.reference?.isInsideRepository != true
    else { return .silent }
    return .found(
      Finding(
        description.id, .unlisted(dependency.name?.text ?? dependency.location.text),
        at: dependency.nameLocation, label: "not on the allowlist",
        help: "add it to 'allow' in '.pipgate/policy.yaml' in a change of its own"))
  }
}

extension DirectReference {
  /// Whether it is a path that stays in the repository, where its content is reviewed like code.
  package var isInsideRepository: Bool {
    if case .path(.some) = kind { return true }
    return false
  }
}

extension Finding.Message {
  fileprivate static func unlisted(_ name: String) -> Self {
    Self("'\(name)' is not on the allowlist")
  }
}
