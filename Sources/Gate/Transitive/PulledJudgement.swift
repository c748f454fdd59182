import PythonPackaging

/// What the rules about names and projects say of one that comes along with a dependency.
struct PulledJudgement {
  /// Findings of rules that nothing softens, worded for the dependency that brings it along.
  private(set) var findings: [Finding] = []
  /// What else speaks against it, in words.
  private(set) var remarks: [String] = []
  /// The first fact that a rule lacked.
  private(set) var missing: Unavailability?

  /// A finding of these costs what the rule costs, however far down it is.
  private static let unsoftened: [any Rule.Type] = [
    Denied.self, Malware.self, Quarantined.self, IndexConfusion.self,
  ]
  private static let softened: [any Rule.Type] = [
    Unlisted.self, Typosquat.self, UnknownProject.self, UnknownVersion.self, NewProject.self,
    Unpopular.self,
  ]

  /// Judges a node of the tree as if it were asked for in the place of the root.
  init(
    of place: Int, in tree: PulledTree, broughtBy root: Dependency, _ introduction: Introduction,
    in context: RuleContext
  ) {
    let requirement = tree.nodes[place].requirement
    var stand = Dependency(
      name: requirement.name, extras: requirement.extras, specifiers: requirement.specifiers,
      role: root.role, location: root.location, nameLocation: root.nameLocation)
    stand.kind = root.kind
    let pulled = Introduction.dependency(stand, previous: [])
    var inner = RuleContext(
      of: pulled, facts: context.facts, policy: context.policy, familiar: context.familiar)
    let answers = PolicyAnswers(
      of: context.policy, about: stand, at: introduction.path, facts: context.facts,
      familiar: context.familiar)
    let path = ([root.name].compactMap { $0 } + tree.path(to: place)).map(\.normalized)

    for rule in Self.unsoftened + Self.softened {
      let description = rule.description
      guard let terms = answers.terms(of: description), terms.settings.highest != .ignore
      else { continue }
      let settings = terms.settings
      inner.settings = settings
      inner.familiar = terms.familiar
      let result = rule.check(pulled, in: inner)
      if let lack = result.unavailability, lack.cause != .policy || !answers.isPrivateToFloors {
        missing = missing ?? lack
      }
      for finding in result.findings where settings.level(of: finding.variant) != .ignore {
        if Self.unsoftened.contains(where: { $0 == rule }) {
          findings.append(finding.brought(along: path))
        } else {
          remarks.append(finding.message.text.withoutName(requirement.name.text))
        }
      }
    }
    remarks = findings.map { $0.rule.text } + remarks
  }
}

extension Finding {
  /// The same finding about what a dependency pulls in.
  fileprivate func brought(along path: [String]) -> Finding {
    guard let location, let name = path.first else { return self }
    return Finding(
      rule, variant: variant, Message("'\(name)' pulls in what is refused: \(message)"),
      at: location, label: "pulls it in", help: "do without '\(name)', or use a release without it",
      facts: facts + [Fact("comes along by", path.joined(separator: " → "))])
  }
}

extension String {
  /// A message that begins with the name, for a place where the name stands already.
  fileprivate func withoutName(_ name: String) -> String {
    let prefix = "'\(name)' "
    return utf8.starts(with: prefix.utf8)
      ? String(decoding: utf8.dropFirst(prefix.utf8.count), as: UTF8.self) : self
  }
}
