/// Finds what the denylist names.
package enum Denied: Rule {
  package static let description = RuleDescription(
    id: "denied",
    summary: "the policy's denylist names the project",
    rationale: """
      A denylist holds what has been judged already: known malware, abandoned projects, licences that
      the organisation does not accept. It beats the allowlist, and no override lifts it: who wants
      the project after all changes the list, where everybody sees it.
      """,
    remedy: """
      Use the project that the entry names instead, or remove the dependency. If the entry is wrong,
      change it in the policy, in a change of its own.
      """,
    needs: [.policy], subject: .name,
    examples: [
      RuleExample(
        "a denied project", head: "↓pycrypto==2.6.1\nrequests==2.32.0\n",
        policy: """
          version: 1
          deny:
            - {name: pycrypto, reason: unmaintained since 2013, use-instead: pycryptodome}
          """),
      RuleExample(
        "a denied version", head: "↓ultralytics==8.3.41\nultralytics-thop==2.0.0\n",
        policy: """
          version: 1
          deny:
            - {name: ultralytics, versions: "==8.3.41", reason: compromised release}
          """),
      RuleExample(
        "another version of it", head: "ultralytics==8.3.43\n",
        policy: """
          version: 1
          deny:
            - {name: ultralytics, versions: "==8.3.41", reason: compromised release}
          """),
    ])

  package static func check(_ introduction: Introduction, in context: RuleContext) -> RuleResult {
    guard case .dependency(let dependency, _) = introduction, let name = dependency.name else {
      return .silent
    }
    switch context.policy.denial(of: dependency, facts: context.facts) {
    case .none: return .silent
    // What a channel offers is not asked, so that it cannot be missing either.
    case .undecided(let reason): return dependency.ecosystem == .conda ? .silent : .lacks(reason)
    case .denied(let entry):
      return .found(
        Finding(
          description.id, .denied(name.text, because: entry.reason), at: dependency.nameLocation,
          label: "on the denylist",
          help: entry.useInstead.map { "use '\($0)' instead" } ?? "remove it",
          facts: [Finding.Fact("listed in", entry.place)]))
    }
  }
}

extension ListEntry {
  /// The file and line of the entry, for a reader.
  package var place: String { "\(location.file.path):\(location.start.line)" }
}

extension Finding.Message {
  fileprivate static func denied(_ name: String, because reason: String?) -> Self {
    Self("'\(name)' is denied" + (reason.map { ": \($0)" } ?? " by the policy"))
  }
}
