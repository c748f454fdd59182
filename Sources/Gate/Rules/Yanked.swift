import PythonPackaging

/// Finds pins of releases that their publisher has withdrawn.
package enum Yanked: Rule {
  package static let description = RuleDescription(
    id: "yanked",
    summary: "the release has been yanked by its publisher",
    rationale: """
      A publisher yanks a release that is broken or unsafe (PEP 592). Installers then choose it only
      for a requirement that pins it.
      """,
    remedy: "Choose a release that is not yanked; the publisher's reason often names it.",
    needs: [.index],
    examples: [
      RuleExample(
        "a pinned release that was withdrawn", head: "↓steady==2.1\nother==1.0\n",
        projects: [
          ExampleProject(
            "steady", .init("2.0", daysOld: 700),
            .init("2.1", daysOld: 200, yank: Yank(reason: "breaks on import"))),
          ExampleProject("other", .init("1.0", daysOld: 700)),
        ]),
      RuleExample(
        "a range that leads past it", head: "steady>=2\n",
        projects: [
          ExampleProject(
            "steady", .init("2.0", daysOld: 700),
            .init("2.1", daysOld: 200, yank: Yank(reason: nil)))
        ]),
    ])

  package static func check(_ introduction: Introduction, in context: RuleContext) -> RuleResult {
    introduction.judgeSelection(in: context) { dependency, name, selection in
      guard let version = selection.versions.first, !selection.files.isEmpty,
        selection.files.allSatisfy({ $0.yank != nil })
      else { return .silent }
      let withdrawn = Selection.withdrawn(in: selection.record)
      let newest = selection.record.files.compactMap(\.version).filter { !withdrawn.contains($0) }
        .max()
      let reason = selection.files.compactMap { $0.yank?.reason }.first { !$0.isEmpty }
      return .found(
        Finding(
          description.id, .yanked(name.text, version.description, reason),
          at: dependency.nameLocation, label: "withdrawn by its publisher",
          help: newest.map { "use \($0), which is not yanked" } ?? "use another project"))
    }
  }
}

extension Finding.Message {
  fileprivate static func yanked(_ name: String, _ version: String, _ reason: String?) -> Self {
    Self("'\(name)' \(version) has been yanked" + (reason.map { ": \($0)" } ?? ""))
  }
}
