import PythonPackaging

/// Finds requirements that no release of the project meets.
package enum UnknownVersion: Rule {
  package static let description = RuleDescription(
    id: "unknown-version",
    summary: "no release of the project meets the requirement",
    rationale: """
      A pinned version that the index does not list was removed, never existed, or is still to come,
      and whoever may publish the project can fill it in. Removed releases are often removed for a
      reason: PyPI hides what it has quarantined.
      """,
    remedy: "Choose a version that the index lists.",
    needs: [.index],
    examples: [
      RuleExample(
        "a version that was never released", head: "flask==3.0.0\n↓click==99\n↓rich>=77\n",
        projects: [
          ExampleProject("flask", .init("3.0.0", daysOld: 900)),
          ExampleProject("click", .init("8.1.7", daysOld: 900)),
          ExampleProject("rich", .init("13.9.4", daysOld: 400)),
        ]),
      RuleExample(
        "an equal version in another spelling", head: "flask==3.0\n",
        projects: [ExampleProject("flask", .init("3.0.0", daysOld: 900))]),
    ])

  package static func check(_ introduction: Introduction, in context: RuleContext) -> RuleResult {
    introduction.judgeSelection(in: context) { dependency, name, selection in
      guard selection.files.isEmpty else { return .silent }
      let newest = Set(selection.record.files.compactMap(\.version)).subtracting(
        Selection.withdrawn(in: selection.record)
      ).max()
      return .found(
        Finding(
          description.id, .noRelease(name.text, dependency.specifiers), at: dependency.nameLocation,
          label: selection.versions.isEmpty ? "no such release" : "a release without files",
          help: newest.map { "choose a released version, such as \($0)" } ?? "remove it",
          facts: [Finding.Fact("newest release", newest.map(\.description) ?? "none")]))
    }
  }
}

extension Finding.Message {
  fileprivate static func noRelease(_ name: String, _ specifiers: SpecifierSet) -> Self {
    if let pin = specifiers.pinned { return Self("'\(name)' has no release \(pin) on the index") }
    let requirement = specifiers.text
    return Self(
      requirement.isEmpty
        ? "'\(name)' has no release on the index"
        : "no release of '\(name)' on the index meets '\(requirement)'")
  }
}
