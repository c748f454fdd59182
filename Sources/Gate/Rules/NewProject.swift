import PythonPackaging

/// Finds projects that appeared a short while ago.
package enum NewProject: Rule {
  package static let description = RuleDescription(
    id: "new-project",
    summary: "the project appeared on the index a short while ago",
    rationale: """
      Most malicious projects are found and removed within days. A project that has stood for a month
      has been looked at by others. Age is that of the oldest file that the index still offers, by the
      index's own clock.
      """,
    remedy: """
      Wait, or have somebody look at the project. Once it is known, add it to `allow:` in the policy.
      """,
    needs: [.index], isSettledByAllowlist: true,
    settings: [
      RuleSetting(
        id: "minimum-age", summary: "the age from which a project is no longer new",
        fallback: .age(.days(30)))
    ],
    examples: [
      RuleExample(
        "three days and three years old", head: "↓shiny==0.1\nsteady==2.0\n",
        projects: [
          ExampleProject("shiny", .init("0.1", daysOld: 3)),
          ExampleProject("steady", .init("1.0", daysOld: 1100), .init("2.0", daysOld: 700)),
        ])
    ])

  package static func check(_ introduction: Introduction, in context: RuleContext) -> RuleResult {
    introduction.judgeRecord(in: context) { dependency, name, record in
      guard !record.files.isEmpty else { return .silent }
      let minimum = context.settings.age("minimum-age", of: description)
      switch UploadAge.oldest(of: record.files, by: context.facts.clock) {
      case .known(let age) where age >= minimum: return .silent
      case .known(let age):
        return .found(
          Finding(
            description.id, .new(name.text, age), at: dependency.nameLocation,
            label: "new on the index",
            help: "wait until it is \(minimum) old, or have it reviewed",
            facts: [Finding.Fact("releases", "\(Set(record.files.compactMap(\.version)).count)")]))
      case .atLeast(let age, let reason): return age >= minimum ? .silent : .lacks(reason)
      case .unknown(let reason): return .lacks(reason)
      }
    }
  }
}

extension Finding.Message {
  fileprivate static func new(_ name: String, _ age: Age) -> Self {
    Self("'\(name)' first appeared on the index \(age) ago")
  }
}
