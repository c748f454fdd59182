extension Level {
  /// What a finding at this level is called in front of its message.
  var word: String {
    switch self {
    case .ignore: "ignored"
    case .annotate: "note"
    case .review: "review"
    case .block: "blocked"
    case .forbid: "forbidden"
    }
  }
}

extension MissingFact {
  /// What a missing fact is called: at `annotate` it is a note, above it makes the dependency
  /// unknown.
  var word: String { level < .review ? Level.annotate.word : Outcome.unknown.rawValue }
}

extension LiftedFinding {
  /// What stands in front of a finding that an override lets pass.
  static let word = "overridden"

  /// What was found, who lets it pass, and until when.
  var sentence: String { "\(decided.finding.message); \(override.phrase)" }

  var reason: Finding.Fact { Finding.Fact("reason", override.reason) }
}

extension ConfirmedFinding {
  /// What stands in front of a finding that a person has accepted.
  static let word = "accepted"

  /// What was found, who has accepted it, and why.
  var sentence: String { "\(decided.finding.message); \(confirmation.phrase)" }
}

extension Judgement {
  /// The missing facts that are told one by one, joined by reason, since several rules may lack the
  /// same; each group is led by the fact that would have cost most.
  var missingByReason: [(fact: MissingFact, rules: [RuleID])] {
    var groups: [(fact: MissingFact, rules: [RuleID])] = []
    for fact in missing where !fact.isDeferred {
      if let index = groups.firstIndex(where: { $0.fact.unavailability == fact.unavailability }) {
        groups[index].rules.append(fact.rule)
        if fact.level > groups[index].fact.level { groups[index].fact = fact }
      } else {
        groups.append((fact, [fact.rule]))
      }
    }
    return groups
  }

  /// The sentence about a fact that is missing.
  func message(about fact: MissingFact) -> String {
    "'\(introduction.title)' could not be checked: \(fact.unavailability.reason)"
  }

  /// What an entry of the allowlist has to say whatever is decided.
  var allowanceNote: String? {
    allowedBy?.note.map { "'\(introduction.title)' is on the allowlist: \($0)" }
  }

  /// Where a dependency came from and what it replaces, one phrase each.
  var background: [String] {
    guard case .dependency(let dependency, let previous) = introduction else { return [] }
    var phrases = dependency.kind.phrase.map { [$0] } ?? []
    phrases += dependency.includes.reversed().map { include in
      "included from \(include.file.path):\(include.start.line):\(include.start.column)"
    }
    if !previous.isEmpty {
      let forms = previous.prefix(3).map { $0.description(asFormerOf: dependency) }
      let more = previous.count > 3 ? " and \(previous.count - 3) more" : ""
      phrases.append("was \(forms.joined(separator: " and "))\(more)")
    }
    return phrases
  }
}
