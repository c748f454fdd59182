/// What a person at the terminal has said to findings at the level `review`: for this run alone.
package struct Confirmation: Hashable, Sendable {
  package let person: String
  /// Hostile text.
  package let reason: String

  package init(person: String, reason: String) {
    self.person = person
    self.reason = reason
  }

  /// Who, how far it reaches, and why: one phrase.
  package var phrase: String { "accepted once by \(person): \(reason)" }
}

/// A finding that a person has accepted once.
package struct ConfirmedFinding: Hashable, Sendable {
  package let decided: DecidedFinding
  package let confirmation: Confirmation
}

/// What a person is asked at once: everything at the level `review` about one project, or about one
/// other thing.
package struct ConfirmationQuestion: Sendable {
  /// What it is about, in words.
  package let title: String
  /// In the order of the report; at least one.
  package let judgements: [Judgement]
  /// Where they stand in the report.
  fileprivate let places: [Int]
}

extension Report {
  /// What a person could be asked; empty when no answer would let the run pass.
  package func questions(under policy: Policy) -> [ConfirmationQuestion] {
    guard verdict == .blocked else { return [] }
    let places = judgements.indices.filter { judgements[$0].findings.first?.level == .review }
    var titles: [String] = []
    var groups: [String: [Int]] = [:]
    for place in places {
      let title = judgements[place].introduction.title
      if groups[title] == nil { titles.append(title) }
      groups[title, default: []].append(place)
    }
    let questions = titles.map { title in
      let places = groups[title] ?? []
      return ConfirmationQuestion(
        title: title, judgements: places.map { judgements[$0] }, places: places)
    }
    let nobody = Confirmation(person: "", reason: "")
    let accepted = accepting(questions.map { ($0, nobody) }, under: policy)
    return accepted.verdict == .pass ? questions : []
  }

  /// The report with what a person has accepted taken out of what counts. Nothing above `review` ever
  /// is, and neither is a fact that is missing.
  package func accepting(
    _ answers: [(question: ConfirmationQuestion, confirmation: Confirmation)], under policy: Policy
  ) -> Report {
    var judgements = judgements
    for (question, confirmation) in answers {
      for place in question.places {
        judgements[place].accept(confirmation, inconclusiveStops: policy.inconclusiveStops)
      }
    }
    let notice =
      "what was accepted at the terminal holds for this commit alone; continuous integration "
      + "judges by itself"
    return Report(
      version: version, date: date, change: change, policy: self.policy, mode: mode,
      popularityDate: popularityDate, index: index, judgements: judgements,
      notices: answers.isEmpty ? notices : notices + [notice],
      verdict: Judge.verdict(on: judgements, mode: mode), tiers: tiers,
      defaultTier: defaultTier)
  }
}

extension Judgement {
  fileprivate mutating func accept(_ confirmation: Confirmation, inconclusiveStops: Bool) {
    confirmed += findings.filter { $0.level == .review }.map {
      ConfirmedFinding(decided: $0, confirmation: confirmation)
    }
    findings.removeAll { $0.level == .review }
    outcome = Judge.outcome(of: findings, missing, inconclusiveStops: inconclusiveStops)
  }
}
