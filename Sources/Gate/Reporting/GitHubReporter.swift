import SourceText

/// Annotations on the lines of a pull request: the workflow commands of GitHub's runner.
///
/// A step shows ten annotations of each kind, so what stops comes first and the last line counts
/// everything. No line begins with text from the change.
package enum GitHubReporter: Reporter {
  package static let id = "github"
  package static let summary = "annotations for GitHub Actions"

  package static func text(of report: Report, style: ReportStyle) -> String {
    let annotations = annotations(of: report)
    var lines: [String] = []
    var hidden: [String] = []
    for kind in Annotation.Kind.allCases {
      let all = annotations.filter { $0.kind == kind }
      lines += all.prefix(limit).map(\.line)
      if all.count > limit {
        let count = all.count - limit
        hidden.append("\(count) more \(kind.rawValue)\(count == 1 ? "" : "s")")
      }
    }
    if !hidden.isEmpty {
      lines.append("pipgate: not shown as annotations: \(hidden.joined(separator: ", "))")
    }
    if let deferral = report.deferralSentence {
      lines.append("pipgate: not checked: \(SafeText.line(deferral))")
    }
    lines += report.notices.map { "pipgate: notice: \(SafeText.line($0))" }
    if let step = report.nextStep { lines.append("pipgate: next: \(SafeText.line(step))") }
    let totals = ReportTotals(of: report).sentence
    lines.append("pipgate: \(totals); pipgate says: \(report.verdictPhrase)")
    return lines.map { $0 + "\n" }.joined()
  }

  /// What a step shows of each kind.
  private static let limit = 10

  /// All of them, the gravest first, otherwise in the order of the report.
  private static func annotations(of report: Report) -> [Annotation] {
    var byGravity = Array(repeating: [Annotation](), count: 5)
    for judgement in report.judgements {
      let background = judgement.background
      for decided in judgement.findings {
        let annotation = Annotation(decided, in: judgement.introduction, background)
        switch decided.level {
        case .forbid: byGravity[0].append(annotation)
        case .block: byGravity[1].append(annotation)
        case .review: byGravity[2].append(annotation)
        case .annotate, .ignore: byGravity[4].append(annotation)
        }
      }
      byGravity[4] += judgement.lifted.map { Annotation($0, in: judgement.introduction) }
      byGravity[4] += judgement.confirmed.map { Annotation($0, in: judgement.introduction) }
      for (fact, rules) in judgement.missingByReason {
        let annotation = Annotation(
          kind: fact.level < .review ? .notice : .warning, word: fact.word, rules: rules,
          path: judgement.introduction.path, place: judgement.introduction.place,
          message: [judgement.message(about: fact)] + background)
        byGravity[fact.level < .review ? 4 : 3].append(annotation)
      }
      if let note = judgement.allowanceNote {
        byGravity[4].append(
          Annotation(
            kind: .notice, word: Level.annotate.word, rules: [],
            path: judgement.introduction.path, place: judgement.introduction.place,
            message: [note]))
      }
    }
    return byGravity.flatMap { $0 }
  }
}

/// One `::error …::` line.
private struct Annotation {
  enum Kind: String, CaseIterable {
    case error, warning, notice
  }

  let kind: Kind
  let word: String
  let rules: [RuleID]
  let path: RepositoryPath
  let place: Location?
  let message: [String]

  var line: String {
    var properties = ["file=\(GitHubText.path(path.description))"]
    if let place {
      let (start, end) = (place.start, place.end)
      properties.append("line=\(start.line)")
      // Columns are only understood within one line.
      if start.line == end.line { properties.append("col=\(start.column)") }
      properties.append("endLine=\(end.line)")
      if start.line == end.line { properties.append("endColumn=\(end.column)") }
    }
    let rules = rules.isEmpty ? "" : " (\(rules.map(\.text).joined(separator: ", ")))"
    properties.append("title=\(GitHubText.property("pipgate: \(word)\(rules)"))")
    return "::\(kind.rawValue) \(properties.joined(separator: ","))::\(GitHubText.data(message))"
  }
}

extension Annotation {
  init(_ decided: DecidedFinding, in introduction: Introduction, _ background: [String]) {
    let finding = decided.finding
    self.init(
      kind: decided.level >= .review ? .error : .notice, word: decided.level.word,
      rules: [finding.rule], path: finding.path, place: introduction.shownPlace(of: finding),
      message: [finding.message.text]
        + finding.facts.map { "\($0.name): \($0.value)" }
        + PulledProject.drawing(of: finding.pulls) + background
        + (finding.help.map { ["help: \($0)"] } ?? []))
  }

  init(_ confirmed: ConfirmedFinding, in introduction: Introduction) {
    let finding = confirmed.decided.finding
    self.init(
      kind: .notice, word: ConfirmedFinding.word, rules: [finding.rule], path: finding.path,
      place: introduction.shownPlace(of: finding),
      message: [confirmed.sentence])
  }

  init(_ lifted: LiftedFinding, in introduction: Introduction) {
    let finding = lifted.decided.finding
    self.init(
      kind: .notice, word: LiftedFinding.word, rules: [finding.rule], path: finding.path,
      place: introduction.shownPlace(of: finding),
      message: [lifted.sentence, "\(lifted.reason.name): \(lifted.reason.value)"])
  }
}
