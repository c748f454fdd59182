/// The counts of a report, and the sentences that every form says about them.
struct ReportTotals {
  let new: Int
  let changed: Int
  /// Introductions that are not dependencies: options, unreadable places, whole files.
  let other: Int
  let blocked: Int
  let review: Int
  let unknown: Int
  /// Unknown only because continuous integration decides.
  let deferred: Int
  let annotated: Int
  let safe: Int

  init(of report: Report) {
    let kinds = report.judgements.map(\.introduction.kind)
    new = kinds.count { $0 == .new }
    changed = kinds.count { $0 == .changed }
    other = kinds.count - new - changed
    blocked = report.count(.blocked)
    review = report.count(.review)
    deferred = report.judgements.count { $0.isDeferred }
    unknown = report.count(.unknown) - deferred
    annotated = report.annotatedCount
    safe = report.count(.safe) - annotated
  }

  /// `3 new and 1 changed dependencies: 1 blocked, 3 safe`.
  var sentence: String {
    let parts = [
      (blocked, "blocked"), (review, "for review"), (unknown, "unknown"),
      (deferred, "not checked"), (annotated, "with notes"), (safe, "safe"),
    ].filter { $0.0 > 0 }
    if parts.isEmpty { return "no new dependencies" }
    let isAlone = parts.count == 1
    let everything = new + changed + other
    let counts = parts.map { count, phrase in
      isAlone ? (everything == 1 ? phrase : "all \(phrase)") : "\(count) \(phrase)"
    }
    return "\(subject): \(counts.joined(separator: ", "))"
  }

  private var subject: String {
    let kinds = [(new, "new"), (changed, "changed")].filter { $0.0 > 0 }
      .map { "\($0.0) \($0.1)" }
    var subjects: [String] = []
    if !kinds.isEmpty {
      let noun = new + changed == 1 ? "dependency" : "dependencies"
      subjects.append("\(kinds.joined(separator: " and ")) \(noun)")
    }
    if other > 0 { subjects.append(other == 1 ? "1 other change" : "\(other) other changes") }
    return subjects.joined(separator: ", ")
  }
}

extension Report {
  /// What to do after this verdict, one sentence; nil when there is nothing to do.
  var nextStep: String? {
    switch verdict {
    case .pass: return nil
    case .inconclusive:
      let decisive = judgements.flatMap(\.missing).filter { $0.level >= .review }
      let isNeverTold =
        !decisive.isEmpty && decisive.allSatisfy { $0.unavailability.cause == .answer }
      return isNeverTold
        ? "ask an index that tells the missing facts, or set 'inconclusive: annotate' in the policy"
        : "run again when the missing facts can be had; unknown is never safe"
    case .blocked:
      for judgement in judgements where judgement.outcome == .blocked {
        if let first = judgement.findings.first {
          return "correct what is marked, or read why with 'pipgate explain \(first.finding.rule)'"
        }
      }
      return "have a person look at what is marked, and let it in by a change of the policy"
    }
  }

  /// The verdict with what a mode makes of it.
  var verdictPhrase: String {
    mode == .audit ? "\(verdict.rawValue) (audit: nothing is stopped)" : verdict.rawValue
  }

  /// One loud line about everything that a commit hook leaves to continuous integration.
  var deferralSentence: String? {
    var titles: [String] = []
    var reasons: [String] = []
    for judgement in judgements {
      let deferred = judgement.missing.filter(\.isDeferred)
      if deferred.isEmpty { continue }
      titles.append(judgement.introduction.title)
      for missing in deferred where !reasons.contains(missing.unavailability.reason) {
        reasons.append(missing.unavailability.reason)
      }
    }
    guard let reason = reasons.first else { return nil }
    let noun = titles.count == 1 ? "1 dependency" : "\(titles.count) dependencies"
    let others =
      switch reasons.count {
      case 1: ""
      case 2: ", and 1 other reason"
      default: ", and \(reasons.count - 1) other reasons"
      }
    return "\(noun), because \(reason)\(others); continuous integration decides"
  }
}

extension Judgement {
  /// Whether nothing but facts that continuous integration will have keeps it from being known.
  var isDeferred: Bool {
    outcome == .unknown && missing.contains(where: \.isDeferred)
      && missing.allSatisfy { $0.isDeferred || $0.level < .review }
  }
}
