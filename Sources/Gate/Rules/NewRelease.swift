/// Finds requirements that can select a file uploaded a short while ago.
package enum NewRelease: Rule {
  package static let description = RuleDescription(
    id: "new-release",
    summary: "the requirement can select a release uploaded a short while ago",
    rationale: """
      Compromised releases of well-known projects are usually noticed within hours or days. A cooldown
      lets others notice first. The age is that of the newest file that the requirement can select,
      since a file added to an old release is as new as a new release.

      A requirement that older releases meet too (`flask>=3`, or `flask` alone) is a case of its own,
      `open-requirement`: what is newest when it is judged says little about what is installed later,
      and `unpinned` says what to do about that.
      """,
    remedy: "Pin a release that is old enough, or wait.",
    needs: [.index], privacy: .ofWhatIsAllowed,
    variants: [
      RuleVariant(id: "open-requirement", summary: "an older release meets the requirement too")
    ],
    settings: [
      RuleSetting(
        id: "minimum-age", summary: "the cooldown: how old a file must be",
        fallback: .age(.days(7)))
    ],
    examples: [
      RuleExample(
        "a fresh release, pinned and by range", head: "↓steady==2.1\n↓other>=1\n",
        projects: [
          ExampleProject("steady", .init("2.0", daysOld: 700), .init("2.1", daysOld: 2)),
          ExampleProject("other", .init("1.0", daysOld: 700), .init("1.1", daysOld: 1)),
        ]),
      RuleExample(
        "an older release of the same project", head: "steady==2.0\n",
        projects: [
          ExampleProject("steady", .init("2.0", daysOld: 700), .init("2.1", daysOld: 2))
        ]),
    ])

  package static func check(_ introduction: Introduction, in context: RuleContext) -> RuleResult {
    introduction.judgeSelection(in: context) { dependency, name, selection in
      let files = selection.files
      guard !files.isEmpty else { return .silent }
      let minimum = context.settings.age("minimum-age", of: description)
      switch UploadAge.newest(of: files, by: context.facts.clock) {
      case .unknown(let reason), .atLeast(_, let reason): return .lacks(reason)
      case .known(let age) where age >= minimum: return .silent
      case .known(let age):
        let newest = files.max { ($0.uploaded ?? context.now) < ($1.uploaded ?? context.now) }
        let version = newest?.version?.description ?? ""
        let older = olderRelease(files, minimum, context)
        return .found(
          Finding(
            description.id, variant: older == nil ? nil : "open-requirement",
            .new(name.text, version, age), at: dependency.nameLocation,
            label: "\(age) old",
            help: older.map { "pin an older release, such as \($0)" }
              ?? "wait until it is \(minimum) old"))
      }
    }
  }

  /// The highest release of which every file is old enough.
  private static func olderRelease(
    _ files: [ReleaseFile], _ minimum: Age, _ context: RuleContext
  ) -> String? {
    Dictionary(grouping: files.filter { $0.version != nil }, by: \.version)
      .filter { _, files in
        if case .known(let age) = UploadAge.newest(of: files, by: context.facts.clock) {
          return age >= minimum
        }
        return false
      }
      .keys.compactMap { $0 }.max()?.description
  }
}

extension Finding.Message {
  fileprivate static func new(_ name: String, _ version: String, _ age: Age) -> Self {
    Self("'\(name)' \(version) was uploaded \(age) ago")
  }
}
