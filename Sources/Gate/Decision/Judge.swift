import PythonPackaging
import SourceText

/// Applies the rules and the policy to what a change introduces.
package struct Judge: Sendable {
  package let policy: Policy
  package let facts: Facts
  package let mode: Mode
  package let overrides: Overrides
  private let familiar: FamiliarNames
  /// What each tier that limits the age of facts makes of them, by its name.
  private let acceptedFacts: [String: Facts]
  /// Whether missing facts that need the network are left to continuous integration: true only in a
  /// commit hook.
  package let defersToLater: Bool

  package init(
    policy: Policy, facts: Facts, mode: Mode? = nil, overrides: Overrides = .none,
    defersToLater: Bool
  ) {
    self.policy = policy
    self.facts = facts
    self.mode = mode ?? policy.mode
    self.overrides = overrides
    familiar = FamiliarNames(facts, policy)
    acceptedFacts = policy.judgingTiers.reduce(into: [:]) { accepted, tier in
      if accepted[tier.name] == nil { accepted[tier.name] = facts.accepted(by: tier) }
    }
    self.defersToLater = defersToLater
  }

  /// What rules will ask indexes about: the projects of introduced dependencies, and where two
  /// indexes may have one, what both have.
  package static func questions(
    about introductions: [Introduction], routes: IndexRoutes, searches: InstallerSearches
  ) -> IndexQuestions {
    var questions = IndexQuestions()
    for introduction in introductions {
      guard let (dependency, name) = introduction.indexedDependency else { continue }
      questions.ask(name, along: routes.route(of: name, for: dependency))
      for rival in routes.rivals(of: name, for: dependency, searches) {
        questions.ask(name, along: .named(rival))
      }
    }
    return questions
  }

  /// The names about which rules will ask the advisories, whatever index they come from.
  package static func namesWithAdvisories(_ introductions: [Introduction]) -> [ProjectName] {
    Set(introductions.compactMap { $0.indexedDependency?.name }).sorted()
  }

  /// The projects that are judged by themselves, as somebody or some lock chooses their releases.
  package static func introducedNames(_ introductions: [Introduction]) -> Set<ProjectName> {
    Set(
      introductions.compactMap { introduction in
        introduction.indexedDependency.flatMap { dependency, name in
          dependency.kind.choosesRelease && dependency.role != .constraint ? name : nil
        }
      })
  }

  /// Judges each introduction, in the order given; what is to be said of overrides stands among them
  /// by its path.
  package func judgements(of introductions: [Introduction]) -> [Judgement] {
    let required = Set(
      introductions.compactMap { introduction -> ProjectName? in
        guard case .dependency(let dependency, _) = introduction, dependency.role != .constraint
        else { return nil }
        return dependency.name
      })
    var asked = AskedRules(defersToLater: defersToLater)
    let decided = introductions.map { judgement(of: $0, required: required, &asked) }
    return overrides.isEmpty ? decided : lifting(decided, &asked)
  }

  /// The judgements with what overrides lift taken out of what counts, and what is wrong with them.
  private func lifting(_ decided: [Judgement], _ asked: inout AskedRules) -> [Judgement] {
    var (judgements, introductions) = overrides.applied(to: decided, by: self)
    for index in judgements.indices where !judgements[index].lifted.isEmpty {
      judgements[index].outcome = outcome(judgements[index].findings, judgements[index].missing)
    }
    judgements += introductions.map { judgement(of: $0, required: [], &asked) }
    return IntroductionOrder.sorted(judgements, by: \.introduction)
  }

  private func judgement(
    of introduction: Introduction, required: Set<ProjectName>, _ asked: inout AskedRules
  ) -> Judgement {
    let tier = policy.tier(for: introduction.path)
    let facts = acceptedFacts[tier.name] ?? facts
    let ceiling = ceiling(of: introduction, required: required)
    var declared: Dependency?
    if case .dependency(let dependency, _) = introduction { declared = dependency }
    let answers = PolicyAnswers(
      of: policy, about: declared, at: introduction.path, facts: facts, familiar: familiar)
    var findings: [DecidedFinding] = []
    var missing: [MissingFact] = []
    var context = RuleContext(of: introduction, facts: facts, policy: policy, familiar: familiar)
    for rule in asked.rules(by: answers) where rule.subject.covers(introduction) {
      let settings = rule.terms.settings
      context.settings = settings
      context.familiar = rule.terms.familiar
      let result = rule.rule.check(introduction, in: context)
      for finding in result.findings {
        // A finding costs what the rule costs under whose name it stands.
        let levels = finding.rule == rule.id ? settings : tier[finding.rule]
        let level = cost(levels.level(of: finding.variant), ceiling: ceiling)
        if level == .ignore { continue }
        findings.append(
          DecidedFinding(
            finding: rule.terms.isAskedByFloor ? finding.askedByTheFloor() : finding, level: level))
      }
      if let unavailability = result.unavailability {
        let isChosen = unavailability.cause == .policy && answers.isPrivateToFloors
        if isChosen, answers.isAllowedByAll { continue }
        let level = cost(settings.highest, ceiling: isChosen ? min(ceiling, .annotate) : ceiling)
        if level == .ignore { continue }
        missing.append(
          MissingFact(
            rule: rule.id, level: level, unavailability: unavailability,
            isDeferred: defersToLater && unavailability.cause == .network,
            isWithheld: unavailability.cause == .policy && !isChosen))
      }
    }
    findings.sort(by: DecidedFinding.isWorse)
    return Judgement(
      introduction: introduction, tier: tier.name, findings: findings,
      missing: missing.sorted { $0.rule < $1.rule },
      outcome: outcome(findings, missing), allowedBy: answers.allowance, ceiling: ceiling)
  }

  /// The highest level that anything said of an introduction may have.
  ///
  /// What is only observed costs as much as its kind allows.
  /// A constraint installs nothing by itself. While nothing asks for its project it is worth a note;
  /// once something does, it decides the version and is judged like a requirement. One that names an
  /// address always is.
  private func ceiling(of introduction: Introduction, required: Set<ProjectName>) -> Level {
    if case .unreadable(let unreadable) = introduction { return unreadable.kind.ceiling }
    if case .option(let option) = introduction { return option.context.ceiling }
    guard case .dependency(let dependency, _) = introduction else { return .forbid }
    guard dependency.role == .constraint, dependency.reference == nil, let name = dependency.name,
      !required.contains(name), !facts.established.contains(name)
    else { return dependency.kind.ceiling }
    return .annotate
  }

  private func cost(_ level: Level, ceiling: Level) -> Level {
    let level = min(level, ceiling)
    return mode == .permissive && level == .review ? .annotate : level
  }

  /// A finding that asks for a person outweighs a fact that a hook leaves to later, and no other.
  private func outcome(_ findings: [DecidedFinding], _ missing: [MissingFact]) -> Outcome {
    Self.outcome(of: findings, missing, inconclusiveStops: policy.inconclusiveStops)
  }

  static func outcome(
    of findings: [DecidedFinding], _ missing: [MissingFact], inconclusiveStops: Bool
  ) -> Outcome {
    let highest = findings.map(\.level).max() ?? .ignore
    if highest >= .block { return .blocked }
    let undecided = missing.filter { $0.level >= .review && (inconclusiveStops || $0.isWithheld) }
    if undecided.contains(where: { !$0.isDeferred }) { return .unknown }
    if highest == .review { return .review }
    return undecided.isEmpty ? .safe : .unknown
  }

  /// What the judgements make of the run.
  ///
  /// `blocked` includes `review`: it needs a person, and no person has spoken in this run. What is
  /// deferred does not stop a commit; it stays unknown in the report.
  package func verdict(on judgements: [Judgement]) -> Verdict {
    Self.verdict(on: judgements, mode: mode)
  }

  package static func verdict(on judgements: [Judgement], mode: Mode) -> Verdict {
    if mode == .audit { return .pass }
    if judgements.contains(where: { ($0.findings.first?.level ?? .ignore) >= .review }) {
      return .blocked
    }
    let isUndecided = judgements.contains { judgement in
      judgement.outcome == .unknown
        && judgement.missing.contains { $0.level >= .review && !$0.isDeferred }
    }
    return isUndecided ? .inconclusive : .pass
  }
}
