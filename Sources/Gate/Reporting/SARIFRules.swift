import SourceText

/// The rules of the results of a run, as SARIF describes them: each once, in the order of the
/// documentation.
struct SARIFRules {
  let descriptors: [JSONText]
  private let indices: [RuleID: Int]

  init(of entries: some Sequence<ReportEntry>, _ report: Report) {
    let named = Set(entries.compactMap(\.rules.first))
    let known = RuleRegistry.descriptions.filter { named.contains($0.id) }
    let unknown = named.subtracting(known.map(\.id)).sorted()
    descriptors =
      known.map { Self.descriptor($0, report) } + unknown.map { ["id": .string($0.text)] }
    let order = known.map(\.id) + unknown
    indices = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($0.element, $0.offset) })
  }

  /// The place of a rule among the descriptors.
  func index(of rule: RuleID) -> Int { indices[rule] ?? -1 }

  /// Braces are doubled in messages alone, which have arguments to fill in (section 3.11.5); what
  /// describes a rule has none and is shown as it stands.
  private static func descriptor(_ rule: RuleDescription, _ report: Report) -> JSONText {
    let level = report.defaultTier?[rule.id].level
    let tags: [JSONText] = ["security", "supply-chain"]
    return .object(
      [
        .init("id", .string(rule.id.text)),
        .init("name", .string(rule.id.text)),
        .init("shortDescription", ["text": .string(rule.summary)]),
        .init("fullDescription", ["text": .string(rule.rationale)]),
        .init(
          "help",
          [
            "text": .string("\(rule.rationale)\n\n\(rule.remedy)"),
            "markdown": .string(RulePage.markdown(of: rule, tiers: report.tiers)),
          ]),
      ]
        + (level.map { [.init("defaultConfiguration", configuration($0))] } ?? [])
        + [.init("properties", ["tags": .array(tags)])])
  }

  /// What the rule costs where the policy says no more of a path.
  private static func configuration(_ level: Level) -> JSONText {
    switch level {
    case .ignore, .annotate: ["level": "note"]
    case .review, .block, .forbid: ["level": "error"]
    }
  }
}
