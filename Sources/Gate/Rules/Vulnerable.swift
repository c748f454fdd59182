import PythonPackaging

/// Finds releases with known vulnerabilities.
package enum Vulnerable: Rule {
  package static let description = RuleDescription(
    id: "vulnerable",
    summary: "the release has a known vulnerability",
    rationale: """
      Whoever looks for a way in begins with what is published. An advisory says which versions it is
      about, how severe it is, and mostly which version mends it.

      A pinned version is held against the advisories by itself. For any other requirement it is the
      release that an installer would choose today. The severity is the highest that an advisory
      states, as a CVSS vector (versions 3.0 and 3.1) or in a word; where it states none, that of an
      advisory about the same thing, and else the finding costs what a high one costs. Withdrawn
      advisories do not count.

      Advisories are looked up in the local snapshot that `pipgate update` makes. Without a snapshot
      this rule finds nothing, and every report says so.
      """,
    remedy: """
      Take the version that the finding names: the first that no known advisory is about. Where none
      is named, look for another project, or for the conditions under which the vulnerability matters.

      A policy sets a threshold by the variants, such as `vulnerable: {level: block, medium: annotate,
      low: ignore}`.
      """,
    needs: [.advisories, .index],
    variants: [
      RuleVariant(id: "medium", summary: "nothing worse than a medium severity"),
      RuleVariant(id: "low", summary: "nothing worse than a low severity"),
    ],
    examples: [
      RuleExample(
        "a pinned release and the newest one", head: "↓steady==2.0\n↓other\nthird==1.0\n",
        projects: [ExampleProject("other", .init("1.0", daysOld: 700))],
        advisories: [
          ExampleAdvisory("steady", "GHSA-aaaa-0001", .before("2.1"), .high),
          ExampleAdvisory("other", "GHSA-aaaa-0002", .everything, .medium),
        ]),
      RuleExample(
        "a mended release, and a requirement that leads past the vulnerable ones",
        head: "steady==2.1\nother>=1\n",
        projects: [
          ExampleProject("other", .init("1.0", daysOld: 700), .init("1.1", daysOld: 600))
        ],
        advisories: [
          ExampleAdvisory("steady", "GHSA-aaaa-0001", .before("2.1"), .high),
          ExampleAdvisory("other", "GHSA-aaaa-0002", .before("1.1"), .medium),
        ]),
    ])

  package static func check(_ introduction: Introduction, in context: RuleContext) -> RuleResult {
    findings(about: introduction, in: context).asFarAsAdvisoriesGo(introduction, in: context)
  }

  private static func findings(
    about introduction: Introduction, in context: RuleContext
  ) -> RuleResult {
    guard
      let (dependency, name, known) = introduction.advised(in: context, { !$0.isMalware })
    else { return .silent }
    if dependency.index == nil, let pin = dependency.specifiers.pinned {
      return finding(dependency, name, known, version: pin)
    }
    switch context.facts.lookup(name, for: dependency) {
    case .absent: return .silent
    case .unavailable(let reason): return .lacks(reason)
    case .found:
      guard let newest = context.selection?.versions.first else { return .silent }
      return finding(dependency, name, known, version: newest)
    }
  }

  private static func finding(
    _ dependency: Dependency, _ name: ProjectName, _ known: [Advisory], version: Version
  ) -> RuleResult {
    let affecting = known.filter { $0.affects(version) }.distinct
    guard let worst = affecting.first else { return .silent }
    let fix = known.fix(for: version)
    let isPinned = dependency.specifiers.pinned != nil
    return .found(
      Finding(
        description.id, variant: worst.severity.variant,
        .vulnerable(name.text, version, affecting), at: dependency.nameLocation,
        label: isPinned ? "\(worst.severity.word)" : "an installer chooses \(version)",
        help: fix.map { "take \($0) or later, which no known advisory is about" }
          ?? "no mended version is known: weigh the risk, or use another project",
        facts: affecting.rows(most: 5)))
  }
}

extension Severity {
  fileprivate var variant: String? {
    switch self {
    case .low: "low"
    case .medium: "medium"
    case .unknown, .high, .critical: nil
    }
  }
}

extension Finding.Message {
  fileprivate static func vulnerable(
    _ name: String, _ version: Version, _ affecting: [Advisory]
  ) -> Self {
    guard let worst = affecting.first else { return Self("") }
    let named = "\(worst.id), \(worst.severity.word)"
    return Self(
      affecting.count == 1
        ? "'\(name)' \(version) has a known vulnerability: \(named)"
        : "'\(name)' \(version) has \(affecting.count) known vulnerabilities, the worst: \(named)")
  }
}
