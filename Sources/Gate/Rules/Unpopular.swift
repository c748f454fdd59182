import PythonPackaging

/// Finds projects that are not among the most downloaded.
package enum Unpopular: Rule {
  package static let description = RuleDescription(
    id: "unpopular",
    summary: "the project is not among the most downloaded",
    rationale: """
      What many people download, many people look at. Nearly every honest dependency of nearly every
      repository is among the few thousand projects that are downloaded most; names that are invented,
      mistyped or registered for a trap are not. A project that the repository declares already is
      not found again.
      """,
    remedy: """
      Have somebody look at the project. Once it is known, add it to `allow:` in the policy.
      """,
    needs: [.popularity, .index], isSettledByAllowlist: true, privacy: .always,
    settings: [
      RuleSetting(
        id: "lowest-rank", summary: "the rank of downloads up to which a project is popular",
        fallback: .count(15_000), stricter: .smaller)
    ],
    examples: [
      RuleExample(
        "on the list and not on it", head: "requests==2.32.0\n↓seldom==1.0\n",
        projects: [
          ExampleProject("requests", .init("2.32.0", daysOld: 900)),
          ExampleProject("seldom", .init("0.9", daysOld: 900), .init("1.0", daysOld: 700)),
        ]),
      RuleExample(
        "a project that is in use already", base: "seldom==0.9\n", head: "seldom==1.0\n",
        projects: [
          ExampleProject("seldom", .init("0.9", daysOld: 900), .init("1.0", daysOld: 700))
        ]),
    ])

  package static func check(_ introduction: Introduction, in context: RuleContext) -> RuleResult {
    guard let name = introduction.indexedDependency?.name,
      !context.facts.established.contains(name)
    else { return .silent }
    let lowest = context.settings.count("lowest-rank", of: description)
    let rank = context.facts.popularity.rank(of: name)
    if let rank, rank <= lowest { return .silent }
    return introduction.judgeRecord(in: context) { dependency, name, record in
      .found(
        Finding(
          description.id, .unpopular(name.text, rank), at: dependency.nameLocation,
          label: "downloaded seldom", help: "have it reviewed, then add it to 'allow'",
          facts: [Finding.Fact("releases", "\(record.versions.count)")]))
    }
  }
}

extension Finding.Message {
  fileprivate static func unpopular(_ name: String, _ rank: Int?) -> Self {
    guard let rank else { return Self("'\(name)' is not among the most downloaded projects") }
    return Self("'\(name)' is only number \(rank) of the most downloaded projects")
  }
}
