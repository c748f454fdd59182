/// What the policy makes of one introduction.
package struct Judgement: Sendable {
  package let introduction: Introduction
  /// The name of the tier that judged it.
  package let tier: String
  /// Sorted by level from the highest, then by rule in the order of the registry; none at `ignore`.
  package internal(set) var findings: [DecidedFinding]
  /// What overrides let pass; it costs nothing and is told all the same.
  package internal(set) var lifted: [LiftedFinding] = []
  /// What a person at the terminal has accepted in this run; it is told all the same.
  package internal(set) var confirmed: [ConfirmedFinding] = []
  /// The facts that were missing, and what they might have cost.
  package let missing: [MissingFact]
  package internal(set) var outcome: Outcome
  /// The entry of the allowlist that settled something, if one did.
  package let allowedBy: ListEntry?
  /// The highest level that anything said of the introduction may have.
  let ceiling: Level
  /// How all this came about, where somebody asks for it.
  package internal(set) var explanation: Explanation?

  package init(
    introduction: Introduction, tier: String, findings: [DecidedFinding], missing: [MissingFact],
    outcome: Outcome, allowedBy: ListEntry?, ceiling: Level = .forbid
  ) {
    self.introduction = introduction
    self.tier = tier
    self.findings = findings
    self.missing = missing
    self.outcome = outcome
    self.allowedBy = allowedBy
    self.ceiling = ceiling
  }
}

/// A finding together with what it costs here.
package struct DecidedFinding: Hashable, Sendable {
  package let finding: Finding
  package let level: Level

  /// The order in which findings of one introduction are told.
  static func isWorse(_ a: Self, _ b: Self) -> Bool {
    if a.level != b.level { return a.level > b.level }
    let (first, second) = (
      RuleRegistry.order(of: a.finding.rule), RuleRegistry.order(of: b.finding.rule)
    )
    return first != second ? first < second : a.finding.rule < b.finding.rule
  }

  package init(finding: Finding, level: Level) {
    self.finding = finding
    self.level = level
  }
}

/// A rule that could not be decided.
package struct MissingFact: Hashable, Sendable {
  package let rule: RuleID
  /// What the rule would have cost.
  package let level: Level
  package let unavailability: Unavailability
  /// Whether a commit hook leaves it to continuous integration.
  package let isDeferred: Bool
  /// Whether the policy keeps a name from being asked about, and its floor would have asked: no
  /// policy makes a note of that.
  let isWithheld: Bool

  package init(
    rule: RuleID, level: Level, unavailability: Unavailability, isDeferred: Bool,
    isWithheld: Bool = false
  ) {
    self.rule = rule
    self.level = level
    self.unavailability = unavailability
    self.isDeferred = isDeferred
    self.isWithheld = isWithheld
  }
}

/// What becomes of one introduction.
package enum Outcome: String, Hashable, Sendable, CaseIterable {
  case safe, review, blocked
  /// A fact could not be had. Never safe.
  case unknown
}

/// What becomes of the run; the exit status follows from it in every format.
package enum Verdict: String, Hashable, Sendable {
  case pass, blocked, inconclusive

  package var exitStatus: Int32 {
    switch self {
    case .pass: 0
    case .blocked: 1
    case .inconclusive: 3
    }
  }
}
