import PythonPackaging

/// Finds releases that cannot be installed without running their code.
package enum SourceOnly: Rule {
  package static let description = RuleDescription(
    id: "source-only",
    summary: "the release has no wheel, so that installing it runs its code",
    rationale: """
      A wheel is unpacked; a source distribution is built, and its build runs whatever its author
      wrote, on the machine and with the rights of whoever installs it. Most malicious projects act
      then, before anything is imported. The release that is judged is the highest one that the
      requirement can select, which is what an installer chooses.
      """,
    remedy: """
      Choose a release with a wheel, or build a wheel once, in a place that holds no secrets, and
      install that.
      """,
    needs: [.index],
    examples: [
      RuleExample(
        "with and without a wheel", head: "↓older==1.0\nsteady==2.0\n↓turned>=1\n",
        projects: [
          ExampleProject("older", .init("1.0", daysOld: 2000, isSourceOnly: true)),
          ExampleProject(
            "steady", .init("1.0", daysOld: 900, isSourceOnly: true), .init("2.0", daysOld: 700)),
          ExampleProject(
            "turned", .init("1.0", daysOld: 900), .init("1.1", daysOld: 90, isSourceOnly: true)),
        ])
    ])

  package static func check(_ introduction: Introduction, in context: RuleContext) -> RuleResult {
    introduction.judgeSelection(in: context) { dependency, name, selection in
      let files = selection.chosenFiles
      guard let version = selection.chosen,
        files.contains(where: { $0.kind == .sourceDistribution }),
        !files.contains(where: { $0.kind == .wheel })
      else { return .silent }
      let other = selection.files.filter { $0.kind == .wheel && $0.yank == nil }
        .compactMap(\.version).max()
      return .found(
        Finding(
          description.id, .withoutWheel(name.text, version), at: dependency.nameLocation,
          label: "installing it runs its code",
          help: other.map { "choose a release with a wheel, such as \($0)" }
            ?? "look at what its build does before installing it"))
    }
  }
}

extension Finding.Message {
  fileprivate static func withoutWheel(_ name: String, _ version: Version) -> Self {
    Self("'\(name)' \(version) has no wheel")
  }
}
