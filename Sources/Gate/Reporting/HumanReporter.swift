import SourceText

/// The report for a person at a terminal: every finding with its line, a caret and a next step. What
/// is found of one dependency at one place is told under one caret, the worst first.
package enum HumanReporter: Reporter {
  package static let id = "human"
  package static let summary = "findings with their source lines, for people"

  package static func text(of report: Report, style: ReportStyle) -> String {
    let paint = Paint(isOn: style.usesColor)
    let notebooks = NotebookPlaces(report.judgements.lazy.compactMap(\.introduction.place))
    var shown = report.judgements.flatMap { blocks(of: $0, notebooks) }
    if style.isQuiet {
      shown = shown.compactMap(\.withoutNotes)
      if shown.isEmpty, report.verdict == .pass, report.deferralSentence == nil { return "" }
    }
    var sections = shown.map { $0.text(paint, width: style.width) }
    sections.append(
      ending(of: report, hasFindings: !sections.isEmpty, paint, style))
    return sections.joined(separator: "\n")
  }

  static func blocks(
    of judgement: Judgement, _ notebooks: NotebookPlaces
  ) -> [DiagnosticBlock] {
    let introduction = judgement.introduction
    var blocks = judgement.findings.map { decided in
      let finding = decided.finding
      return DiagnosticBlock(
        word: decided.level.word, tone: decided.level.tone, message: finding.message.text,
        rules: [finding.rule], path: finding.path, place: introduction.shownPlace(of: finding),
        label: finding.label, facts: finding.facts,
        tree: PulledProject.drawing(of: finding.pulls), help: finding.help)
    }
    blocks += judgement.lifted.map { lifted in
      let finding = lifted.decided.finding
      return DiagnosticBlock(
        word: LiftedFinding.word, tone: .note, message: lifted.sentence, rules: [finding.rule],
        path: finding.path, place: introduction.shownPlace(of: finding), label: finding.label,
        facts: finding.facts + [lifted.reason])
    }
    blocks += judgement.confirmed.map { confirmed in
      let finding = confirmed.decided.finding
      return DiagnosticBlock(
        word: ConfirmedFinding.word, tone: .note, message: confirmed.sentence,
        rules: [finding.rule], path: finding.path, place: introduction.shownPlace(of: finding),
        label: finding.label, facts: finding.facts)
    }
    blocks += judgement.missingByReason.map { fact, rules in
      DiagnosticBlock(
        word: fact.word, tone: fact.level < .review ? .note : .unsure,
        message: judgement.message(about: fact), rules: judgement.gravestFirst(rules),
        path: introduction.path,
        place: introduction.place)
    }
    if let note = judgement.allowanceNote {
      blocks.append(
        DiagnosticBlock(
          word: Level.annotate.word, tone: .note, message: note, rules: [],
          path: introduction.path, place: introduction.place))
    }
    blocks = DiagnosticBlock.joined(blocks)
    if let explanation = judgement.explanation {
      if blocks.isEmpty {
        blocks.append(
          DiagnosticBlock(
            word: Outcome.safe.rawValue, tone: .go, message: "'\(introduction.title)' passes",
            rules: [], path: introduction.path, place: introduction.place))
      }
      blocks[0].explanation = explanation.steps
    }
    if !blocks.isEmpty {
      let cell = introduction.place.flatMap { notebooks.phrase(for: $0) }
      blocks[0].background = (cell.map { [$0] } ?? []) + judgement.background
    }
    return blocks
  }

  private static func ending(
    of report: Report, hasFindings: Bool, _ paint: Paint, _ style: ReportStyle
  ) -> String {
    var lines: [String] = []
    func add(_ title: String?, _ tone: Paint.Tone, _ text: String) {
      if title == nil, tone == .plain {
        lines += Wrapping.lines(text, width: style.width, start: 0, hang: 2)
        return
      }
      var words = Wrapping(paint)
      if let title { words.addWhole(title, tone, then: ":") }
      words.add(text, title == nil ? tone : .plain)
      lines += words.lines(width: style.width, start: 0, hang: 2)
    }
    if let deferral = report.deferralSentence {
      add("not checked", .unsure, SafeText.line(deferral))
    }
    let totals = ReportTotals(of: report).sentence
    if report.judgements.isEmpty, report.verdict == .pass {
      add(nil, .plain, totals)
    } else {
      var words = Wrapping(paint)
      words.add("\(totals); pipgate says:")
      words.addWhole(report.verdictPhrase, report.verdict.tone)
      lines += words.lines(width: style.width, start: 0, hang: 2)
    }
    if let step = report.nextStep { add("next", .strong, SafeText.line(step)) }
    if !style.isQuiet {
      if hasFindings { add(nil, .frame, SafeText.line(basis(of: report))) }
      for notice in report.notices { add("notice", .note, SafeText.line(notice)) }
    }
    return lines.reduce(into: "") { $0 += $1 + "\n" }
  }

  /// What the findings rest on.
  private static func basis(of report: Report) -> String {
    let index = report.index.map { "index: \($0)" } ?? "index: not asked"
    let mode = report.mode == .enforce ? "" : " (\(report.mode.rawValue))"
    return "policy: \(report.policy)\(mode); \(index); popularity list: \(report.popularityDate)"
  }
}

extension Level {
  var tone: Paint.Tone {
    switch self {
    case .ignore: .plain
    case .annotate: .note
    case .review: .caution
    case .block, .forbid: .stop
    }
  }
}

extension Verdict {
  fileprivate var tone: Paint.Tone {
    switch self {
    case .pass: .go
    case .blocked: .stop
    case .inconclusive: .unsure
    }
  }
}
