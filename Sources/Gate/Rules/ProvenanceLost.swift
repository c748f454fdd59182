import PythonPackaging

/// Finds releases without the provenance that earlier releases of the project have.
package enum ProvenanceLost: Rule {
  package static let description = RuleDescription(
    id: "provenance-lost",
    summary: "earlier releases have provenance, and this one has not",
    rationale: """
      An attestation says from which repository and by which workflow a file was built (PEP 740). A
      project that publishes with attestations and suddenly does without may have changed its tools,
      or somebody may have published with a stolen token, past the workflow. A project that never had
      any is not found. The release that is judged is the highest one that the requirement can
      select.
      """,
    remedy: """
      Choose a release with provenance, or find out from the project why this one has none.
      """,
    needs: [.index],
    examples: [
      RuleExample(
        "lost, kept and never had", head: "↓loose==2.1\nsteady==2.1\nplain==2.0\nloose==2.0\n",
        projects: [
          ExampleProject(
            "loose", .init("2.0", daysOld: 300, hasProvenance: true), .init("2.1", daysOld: 90)),
          ExampleProject(
            "steady", .init("2.0", daysOld: 700),
            .init("2.1", daysOld: 200, hasProvenance: true)),
          ExampleProject("plain", .init("1.0", daysOld: 900), .init("2.0", daysOld: 700)),
        ])
    ])

  package static func check(_ introduction: Introduction, in context: RuleContext) -> RuleResult {
    introduction.judgeSelection(in: context) { dependency, name, selection in
      guard let version = selection.chosen else { return .silent }
      let files = selection.chosenFiles
      let unattested = files.filter { !$0.hasProvenance }
      guard !unattested.isEmpty,
        let earlier = newestAttested(before: version, in: selection.record),
        // Of a release that was attested in part, a part may be missing later too.
        earlier.isWhole || unattested.count == files.count
      else { return .silent }
      return .found(
        Finding(
          description.id, .lost(name.text, version, earlier.version),
          at: dependency.nameLocation, label: "without provenance",
          help: "choose a release with provenance, such as \(earlier.version)",
          facts: [Finding.Fact("without provenance", unattested[0].filename)]))
    }
  }

  /// The newest earlier release with an attested file, and whether all of its files are.
  private static func newestAttested(
    before version: Version, in record: ProjectRecord
  ) -> (version: Version, isWhole: Bool)? {
    let attested = record.files.filter { $0.hasProvenance }.compactMap(\.version)
    guard let newest = attested.filter({ $0 < version }).max() else { return nil }
    return (newest, record.files.allSatisfy { $0.version != newest || $0.hasProvenance })
  }
}

extension Finding.Message {
  fileprivate static func lost(_ name: String, _ version: Version, _ earlier: Version) -> Self {
    Self("'\(name)' \(version) lacks the provenance that \(earlier) has")
  }
}
