import PythonPackaging

/// Finds projects that their publisher has given up.
package enum Deprecated: Rule {
  package static let description = RuleDescription(
    id: "deprecated",
    summary: "the project is archived or deprecated by its publisher",
    rationale: """
      The publisher of a project can say that it will not be updated any more (`archived`) or that
      something else should be used in its place (`deprecated`, PEP 792). Flaws that are found later
      stay in it.
      """,
    remedy: "Choose a project that is maintained; the publisher's reason often names it.",
    needs: [.index],
    examples: [
      RuleExample(
        "given up in either way", head: "↓finished==1.0\n↓replaced>=2\nsteady==2.0\n",
        projects: [
          ExampleProject("finished", status: .archived, .init("1.0", daysOld: 2000)),
          ExampleProject("replaced", status: .deprecated, .init("2.0", daysOld: 900)),
          ExampleProject("steady", status: .active, .init("2.0", daysOld: 700)),
        ])
    ])

  package static func check(_ introduction: Introduction, in context: RuleContext) -> RuleResult {
    introduction.judgeRecord(in: context) { dependency, name, record in
      switch record.status {
      case .archived:
        return .found(
          Finding(
            description.id, .archived(name.text, record.statusReason),
            at: dependency.nameLocation, label: "not updated any more",
            help: "choose a project that is maintained"))
      case .deprecated:
        return .found(
          Finding(
            description.id, .deprecated(name.text, record.statusReason),
            at: dependency.nameLocation, label: "superseded",
            help: "choose what its publisher recommends"))
      // A status that is not known is `quarantined`'s to tell: it may be the worse thing.
      case nil, .active, .quarantined, .other: return .silent
      }
    }
  }
}

extension Finding.Message {
  fileprivate static func archived(_ name: String, _ reason: String?) -> Self {
    Self("'\(name)' is archived" + (reason.map { ": \($0)" } ?? ""))
  }

  fileprivate static func deprecated(_ name: String, _ reason: String?) -> Self {
    Self("'\(name)' is deprecated" + (reason.map { ": \($0)" } ?? ""))
  }
}
