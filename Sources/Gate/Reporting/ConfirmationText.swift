import SourceText

/// What a person at the terminal is asked, with everything that is known.
package enum ConfirmationText {
  /// The findings as the report draws them, and where else the same is asked for.
  package static func facts(
    of question: ConfirmationQuestion, number: Int, count: Int, style: ReportStyle
  ) -> String {
    let paint = Paint(isOn: style.usesColor)
    let title = SafeText.line(question.title, limit: 200)
    var text = paint("pipgate asks about '\(title)' (\(number) of \(count))", .strong) + "\n\n"
    let notebooks = NotebookPlaces(question.judgements.lazy.compactMap(\.introduction.place))
    for judgement in question.judgements.prefix(limit) {
      for block in HumanReporter.blocks(of: judgement, notebooks) {
        text += block.text(paint, width: style.width) + "\n"
      }
    }
    let more = question.judgements.count - limit
    if more > 0 { text += "and \(more) more places like these\n\n" }
    return text
  }

  /// How many places are shown.
  private static let limit = 5
}
