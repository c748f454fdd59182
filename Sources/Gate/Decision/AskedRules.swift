/// The rules that are asked in a run, and on what terms, worked out once for all that stands the same
/// with the policy.
struct AskedRules {
  /// A rule with what the policy says of it.
  struct Asked {
    let rule: any Rule.Type
    let id: RuleID
    let subject: RuleSubject
    let terms: PolicyAnswers.Terms
  }

  private let defersToLater: Bool
  private var known: [PolicyAnswers.Standing: [Asked]] = [:]

  init(defersToLater: Bool) { self.defersToLater = defersToLater }

  /// In the order of the registry, whatever the rules judge.
  mutating func rules(by answers: PolicyAnswers) -> [Asked] {
    let standing = answers.standing
    if let rules = known[standing] { return rules }
    let rules = RuleRegistry.all.compactMap { rule -> Asked? in
      let description = rule.description
      guard let terms = answers.terms(of: description),
        Self.isAsked(description, terms.settings, defersToLater: defersToLater)
      else { return nil }
      return Asked(
        rule: rule, id: description.id, subject: description.subject, terms: terms)
    }
    known[standing] = rules
    return rules
  }

  /// Whether a tier that says this of a rule asks it in this run.
  ///
  /// What needs the metadata of releases needs many look-ups: a commit hook asks only where the answer
  /// can stop the commit, and leaves notes to continuous integration.
  static func isAsked(
    _ rule: RuleDescription, _ settings: RuleLevels, defersToLater: Bool
  ) -> Bool {
    let least: Level = defersToLater && rule.needs.contains(.metadata) ? .review : .annotate
    return settings.highest >= least
  }
}
