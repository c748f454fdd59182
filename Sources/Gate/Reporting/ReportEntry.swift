import SourceText

/// One thing that a report tells of a place. The forms that are lists of such things, rather than
/// drawings, show these.
struct ReportEntry {
  /// How bad it is, the worst first.
  enum Gravity: Int, Comparable, CaseIterable {
    case forbidden, blocked, review, unknown, deferred, note

    static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
  }

  /// Who lets a finding pass.
  enum Acceptance {
    case override(AcceptedOverride)
    case confirmation(Confirmation)
  }

  let gravity: Gravity
  /// Whether the verdict of the run rests on it.
  private(set) var stops = false
  /// What it is called in front of its message.
  let word: String
  /// The rule that says it first; empty for the note of an entry of the allowlist.
  let rules: [RuleID]
  var variant: String?
  /// What a reader calls that which is judged.
  let title: String
  let path: RepositoryPath
  /// Nil for the file as a whole.
  let place: Location?
  let message: String
  var facts: [Finding.Fact] = []
  /// What comes along with it, drawn as a tree.
  var tree: [String] = []
  var help: String?
  /// Where it came from and what it replaces, one phrase each.
  var background: [String] = []
  /// The lines that include the file, the innermost first.
  var includes: [Location] = []
  var acceptance: Acceptance?

  /// Everything of a report, the gravest first, otherwise in its order.
  static func all(of report: Report) -> [ReportEntry] {
    let entries = report.judgements.flatMap { all(of: $0, mode: report.mode) }
    return Gravity.allCases.flatMap { gravity in entries.filter { $0.gravity == gravity } }
  }

  /// What is told of one introduction.
  static func all(of judgement: Judgement, mode: Mode) -> [ReportEntry] {
    let stopsAnything = mode != .audit
    var entries = judgement.findings.map { decided in
      var entry = Self(
        decided, in: judgement, as: decided.level.gravity, decided.level.word,
        decided.finding.message.text)
      entry.facts = decided.finding.facts
      entry.tree = PulledProject.drawing(of: decided.finding.pulls)
      entry.help = decided.finding.help
      return entry.stopping(stopsAnything && decided.level >= .review)
    }
    entries += judgement.lifted.map { lifted in
      var entry = Self(
        lifted.decided, in: judgement, as: .note, LiftedFinding.word, lifted.sentence)
      entry.facts = lifted.decided.finding.facts + [lifted.reason]
      entry.acceptance = .override(lifted.override)
      return entry
    }
    entries += judgement.confirmed.map { confirmed in
      var entry = Self(
        confirmed.decided, in: judgement, as: .note, ConfirmedFinding.word, confirmed.sentence)
      entry.facts = confirmed.decided.finding.facts
      entry.acceptance = .confirmation(confirmed.confirmation)
      return entry
    }
    entries += judgement.missingByReason.map { fact, rules in
      let isGrave = fact.level >= .review
      return Self(
        about: judgement, isGrave ? .unknown : .note, fact.word,
        [fact.rule] + rules.filter { $0 != fact.rule }, judgement.message(about: fact)
      ).stopping(stopsAnything && isGrave && judgement.outcome != .safe)
    }
    if let deferred = judgement.missing.first(where: \.isDeferred) {
      entries.append(
        Self(
          about: judgement, .deferred, "not checked",
          judgement.missing.filter(\.isDeferred).map(\.rule),
          "\(judgement.message(about: deferred)); continuous integration decides"))
    }
    if let note = judgement.allowanceNote {
      entries.append(Self(about: judgement, .note, Level.annotate.word, [], note))
    }
    return entries
  }
}

extension ReportEntry {
  private init(
    _ decided: DecidedFinding, in judgement: Judgement, as gravity: Gravity, _ word: String,
    _ message: String
  ) {
    let finding = decided.finding
    self.init(
      gravity: gravity, word: word, rules: [finding.rule], variant: finding.variant,
      title: judgement.introduction.title, path: finding.path,
      place: judgement.introduction.shownPlace(of: finding), message: message,
      background: judgement.background, includes: judgement.introduction.includes)
  }

  /// Of what is not a finding.
  private init(
    about judgement: Judgement, _ gravity: Gravity, _ word: String, _ rules: [RuleID],
    _ message: String
  ) {
    let introduction = judgement.introduction
    self.init(
      gravity: gravity, word: word, rules: rules, title: introduction.title,
      path: introduction.path, place: introduction.place, message: message,
      background: judgement.background, includes: introduction.includes)
  }

  private func stopping(_ stops: Bool) -> Self {
    var entry = self
    entry.stops = stops
    return entry
  }
}

extension Level {
  fileprivate var gravity: ReportEntry.Gravity {
    switch self {
    case .forbid: .forbidden
    case .block: .blocked
    case .review: .review
    case .annotate, .ignore: .note
    }
  }
}

extension Introduction {
  fileprivate var includes: [Location] {
    if case .dependency(let dependency, _) = self { return dependency.includes.reversed() }
    return []
  }
}
