import SourceText

/// What came of testing a policy, for a person.
package enum PolicyTestText {
  package static func text(of outcome: PolicyTest.Outcome, style: ReportStyle) -> String {
    let paint = Paint(isOn: style.usesColor)
    let blocks = outcome.failures.map { failure in
      DiagnosticBlock(
        word: "failed", tone: .stop, message: failure.message, rules: [],
        path: failure.location.file.path, place: failure.location, facts: failure.reasons
      ).text(paint, width: style.width) + "\n"
    }
    let cases = outcome.count == 1 ? "one case" : "\(outcome.count) cases"
    let failed = outcome.failures.count
    let end = failed == 0 ? paint("all as expected", .go) : paint("\(failed) failed", .stop)
    return blocks.joined() + "\(cases): \(end)\n"
  }
}
