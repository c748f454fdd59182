import PythonPackaging

/// Finds projects that have been released once.
package enum SingleRelease: Rule {
  package static let description = RuleDescription(
    id: "single-release",
    summary: "the project has a single release",
    rationale: """
      Names that are registered to be found by mistake are mostly published once and left. So are
      many honest experiments: this is worth a look, not more. Releases that were withdrawn count. A
      project that is among the most downloaded is looked at enough.
      """,
    remedy: "Look at who publishes the project and whether anybody maintains it.",
    needs: [.popularity, .index], privacy: .ofWhatIsAllowed,
    examples: [
      RuleExample(
        "one release, two, and one of a project that many use",
        head: "↓once==0.1\ntwice==2.0\nclick==8.1.7\n",
        projects: [
          ExampleProject("once", .init("0.1", daysOld: 400)),
          ExampleProject("twice", .init("1.0", daysOld: 900), .init("2.0", daysOld: 700)),
          ExampleProject("click", .init("8.1.7", daysOld: 900)),
        ])
    ])

  package static func check(_ introduction: Introduction, in context: RuleContext) -> RuleResult {
    guard let name = introduction.indexedDependency?.name,
      context.facts.popularity.rank(of: name) == nil
    else { return .silent }
    return introduction.judgeRecord(in: context) { dependency, name, record in
      // A project without any is left to `unknown-version`.
      guard record.versions.count == 1 else { return .silent }
      return .found(
        Finding(
          description.id, .once(name.text), at: dependency.nameLocation, label: "released once",
          help: "look at who maintains it"))
    }
  }
}

extension Finding.Message {
  fileprivate static func once(_ name: String) -> Self {
    Self("'\(name)' has a single release")
  }
}
