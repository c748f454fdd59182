import PythonPackaging

/// Finds requirements that leave the version open.
package enum Unpinned: Rule {
  package static let description = RuleDescription(
    id: "unpinned",
    summary: "the requirement does not name one version",
    rationale: """
      What is judged today should be what is installed tomorrow. An open requirement installs whatever
      was uploaded last.
      """,
    remedy: "Pin with `==`, or keep the pins in a lock or constraints file that is committed too.",
    examples: [
      RuleExample("open, a range, pinned", head: "↓flask\n↓click>=8,<9\nrich==13.9.4\n"),
      RuleExample("a prefix is a range", head: "↓django==5.1.*\n"),
    ])

  package static func check(_ introduction: Introduction, in context: RuleContext) -> RuleResult {
    guard let (dependency, name) = introduction.indexedDependency, dependency.role != .constraint,
      dependency.specifiers.pinned == nil
    else { return .silent }
    return .found(
      Finding(
        description.id, .unpinned(name.text), at: dependency.nameLocation,
        label: dependency.specifiers.description.isEmpty ? "any version" : "a range of versions",
        help: "pin one version with '=='"))
  }
}

extension Finding.Message {
  fileprivate static func unpinned(_ name: String) -> Self {
    Self("'\(name)' is not pinned to one version")
  }
}
