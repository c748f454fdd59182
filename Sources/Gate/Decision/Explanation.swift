import PythonPackaging
import SourceText

/// How a judgement came about: what judges the place and by whose word, what each finding costs and
/// why, and what that makes of it.
package struct Explanation: Hashable, Sendable {
  /// One step after another, each with what it is about.
  package let steps: [Finding.Fact]

  /// Looks up again what decided; `asked` is what the operator asks of the run.
  init(
    of judgement: Judgement, under policy: Policy, mode: Mode, asked: EffectivePolicy.Asked
  ) {
    let tier = policy.tier(for: judgement.introduction.path)
    let account = Account(
      judgement: judgement, policy: policy, tier: tier, mode: mode, asked: asked)
    steps =
      account.place + account.allowance
      + judgement.findings.map { account.cost(of: $0) }
      + judgement.lifted.map { account.cost(of: $0.decided) }
      + judgement.confirmed.map { account.cost(of: $0.decided) }
      + judgement.missing.map { account.cost(of: $0) } + account.outcome
  }

  private struct Account {
    let judgement: Judgement
    let policy: Policy
    let tier: Tier
    let mode: Mode
    let asked: EffectivePolicy.Asked

    /// Which tier judges here, and who says so.
    var place: [Finding.Fact] {
      let scope = policy.scope(for: judgement.introduction.path)
      let origin: String
      if asked.tier != nil {
        origin = ValueOrigin.flag("--tier").text
      } else if let scope {
        origin = "'\(scope.match.text)' in \(policy.origin(of: scope.location).text)"
      } else {
        origin = policy.origin(of: policy.places[.tier]).text
      }
      let steps = [Finding.Fact("tier", "'\(tier.name)', by \(origin)")]
      if mode == .enforce { return steps }
      let modeOrigin =
        asked.mode == mode ? .flag("--mode") : policy.origin(of: policy.places[.mode])
      return steps + [Finding.Fact("mode", "'\(mode.rawValue)', by \(modeOrigin.text)")]
    }

    /// The entry of the allowlist, and what it answers.
    var allowance: [Finding.Fact] {
      guard let entry = judgement.allowedBy else { return [] }
      let settled = RuleRegistry.descriptions.filter(\.isSettledByAllowlist).map(\.id.text)
      return [
        Finding.Fact(
          "allowed",
          "'\(entry.name.text)' in \(policy.origin(of: entry.location).text) settles "
            + settled.joined(separator: ", "))
      ]
    }

    func cost(of decided: DecidedFinding) -> Finding.Fact {
      let finding = decided.finding
      return Finding.Fact(
        finding.rule.text,
        cost(of: finding.rule, variant: finding.variant, decided.level)
          + settings(of: finding.rule))
    }

    func cost(of missing: MissingFact) -> Finding.Fact {
      let worst = tier[missing.rule].highest
      let limit = limit(worst, missing.level)
      let later = missing.isDeferred ? "; left to continuous integration" : ""
      return Finding.Fact(
        missing.rule.text, "not known, and '\(worst.rawValue)' at worst\(limit)\(later)")
    }

    private func cost(of rule: RuleID, variant: String?, _ level: Level) -> String {
      let levels = tier[rule]
      let stated = levels.level(of: variant)
      let place =
        variant.flatMap { levels.place(ofVariant: $0) } ?? levels.places[RuleLevels.levelKey]
      let kind = variant.map { " as '\($0)'" } ?? ""
      return "'\(stated.rawValue)'\(kind), by \(policy.origin(of: place).text)"
        + limit(stated, level)
    }

    /// What makes less of a level than the tier says.
    private func limit(_ stated: Level, _ level: Level) -> String {
      var text = ""
      let limited = min(stated, judgement.ceiling)
      if limited < stated {
        let phrase = judgement.background.first.map { " (\($0))" } ?? ""
        text += "; '\(limited.rawValue)' at most here\(phrase)"
      }
      if level < limited { text += "; '\(level.rawValue)' in the mode '\(mode.rawValue)'" }
      return text
    }

    /// The settings of a rule, as they are in force.
    private func settings(of rule: RuleID) -> String {
      guard let description = RuleRegistry.rule(rule)?.description else { return "" }
      let levels = tier[rule]
      return description.settings.map { setting in
        let value: String
        switch setting.fallback {
        case .age: value = levels.age(setting.id, of: description).notation
        case .count: value = "\(levels.count(setting.id, of: description))"
        case .licenses: value = "\((levels.licenses[setting.id] ?? []).count) licences"
        }
        let place = levels.places[setting.id]
        // Mostly the line that gives the level gives the settings too.
        let isBeside =
          place != nil && place?.start.line == levels.places[RuleLevels.levelKey]?.start.line
          && place?.file == levels.places[RuleLevels.levelKey]?.file
        return "; \(setting.id) \(value)"
          + (isBeside ? "" : ", by \(policy.origin(of: place).text)")
      }.joined()
    }

    /// What all that makes of it.
    var outcome: [Finding.Fact] {
      let highest = judgement.findings.first?.level ?? .ignore
      let reason =
        switch judgement.outcome {
        case .blocked: "a finding costs '\(highest.rawValue)'"
        case .review: "a finding costs 'review', and nothing costs more"
        case .unknown: "a fact is missing that could have stopped it"
        case .safe:
          highest == .ignore ? "no rule has anything to say" : "no finding costs more than a note"
        }
      return [Finding.Fact("outcome", "\(judgement.outcome.rawValue): \(reason)")]
    }
  }
}

extension Report {
  /// The same report with an explanation of each judgement; `asked` is what the operator asks of the
  /// run.
  package func explained(under policy: Policy, asked: EffectivePolicy.Asked) -> Report {
    var report = self
    report.judgements = judgements.map { judgement in
      var judgement = judgement
      judgement.explanation = Explanation(
        of: judgement, under: policy, mode: mode, asked: asked)
      return judgement
    }
    return report
  }
}
