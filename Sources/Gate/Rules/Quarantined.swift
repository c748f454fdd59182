import PythonPackaging

/// Finds projects that the index has put under quarantine.
package enum Quarantined: Rule {
  package static let description = RuleDescription(
    id: "quarantined",
    summary: "the index has put the project under quarantine",
    rationale: """
      An index quarantines a project that is believed to be harmful (PEP 792): nobody may install it
      while its administrators look at it. PyPI then lists no file of it, so that it seems to have no
      release at all.
      """,
    remedy: """
      Remove it. If it is installed anywhere already, treat that machine as one on which malware ran.
      """,
    needs: [.index], subject: .project,
    examples: [
      RuleExample(
        "under quarantine, with and without files",
        head: "↓grabber==1.0\n↓taker>=2\nsteady==2.0\n",
        projects: [
          ExampleProject("grabber", status: .quarantined),
          ExampleProject("taker", status: .quarantined, .init("2.0", daysOld: 3)),
          ExampleProject("steady", status: .active, .init("2.0", daysOld: 700)),
        ])
    ])

  package static func check(_ introduction: Introduction, in context: RuleContext) -> RuleResult {
    let result = introduction.judgeRecord(in: context) { dependency, name, record in
      switch record.status {
      case nil, .active, .archived, .deprecated: return .silent
      case .quarantined:
        return .found(
          Finding(
            description.id, .quarantined(name.text, record.statusReason),
            at: dependency.nameLocation, label: "withdrawn by the index", help: "remove it"))
      case .other(let status):
        return .lacks(
          Unavailability(
            .answer, "the index gives the project the status '\(status)', which is not known"))
      }
    }
    // Whether a name that is guessed from an imported module exists is `unknown-import`'s to ask.
    if case .lacks = result, introduction.indexedDependency?.dependency.isGuess == true {
      return .silent
    }
    return result
  }
}

extension Finding.Message {
  fileprivate static func quarantined(_ name: String, _ reason: String?) -> Self {
    Self("'\(name)' is under quarantine" + (reason.map { ": \($0)" } ?? ""))
  }
}
