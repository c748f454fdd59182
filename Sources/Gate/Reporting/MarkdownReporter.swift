import SourceText

/// The report as a comment or a summary in Markdown.
///
/// All text of strangers stands in code spans, where neither formatting, links, HTML nor mentions
/// exist. The verdict and the totals come first and what stops next, so that nothing that is cut off at
/// the end can hide it.
package enum MarkdownReporter: Reporter {
  package static let id = "markdown"
  package static let summary = "Markdown, for a comment or a summary"

  package static func text(of report: Report, style: ReportStyle) -> String {
    let entries = ReportEntry.all(of: report)
    var text = "## pipgate: \(report.verdictPhrase)\n\n\(ReportTotals(of: report).sentence)\n"
    if let deferral = report.deferralSentence { text += "\nnot checked: \(code(deferral))\n" }
    if let step = report.nextStep { text += "\nnext: \(code(step))\n" }
    var count = 0
    var size = text.utf8.count
    var items = ""
    for entry in entries {
      let item = item(entry)
      size += item.utf8.count
      if size > limit { break }
      items += item
      count += 1
    }
    if !items.isEmpty { text += "\n\(items)" }
    if count < entries.count {
      text += "\nnot shown: \(EntryCounts.phrase(Array(entries.dropFirst(count))))\n"
    }
    return text + footer(of: report)
  }

  /// GitHub takes comments of up to 65,536 characters; the ending takes the rest.
  static let limit = 50_000

  private static func item(_ entry: ReportEntry) -> String {
    let position = entry.place.map { ":\($0.start.line):\($0.start.column)" } ?? ""
    let rules = entry.rules.map { " \(code($0.text))" }.joined()
    let place = code(entry.path.description + position)
    var text = "- **\(entry.word)** \(place)\(rules)\n  \(code(entry.message))\n"
    for fact in entry.facts { text += "  - \(code(fact.name)) \(code(fact.value))\n" }
    for line in entry.tree { text += "  - \(code(line))\n" }
    for phrase in entry.background { text += "  - \(code(phrase))\n" }
    if let help = entry.help { text += "  - help: \(code(help))\n" }
    return text
  }

  /// What the findings rest on; notices are cut before they are too many.
  private static func footer(of report: Report) -> String {
    let index = report.index.map { "index: \(code($0))" } ?? "index: not asked"
    let shown = report.notices.prefix(notices)
    var text = shown.map { "\nnotice: \(code($0))\n" }.joined()
    if report.notices.count > notices {
      text += "\nand \(report.notices.count - notices) more notices\n"
    }
    return text + "\npolicy: \(code(report.policy)); \(index); popularity list: "
      + "\(code(report.popularityDate)); mode: \(report.mode.rawValue)\n"
  }

  private static let notices = 20

  /// Text in a code span. A backtick, which alone could end it, is shown by number.
  static func code(_ text: String) -> String {
    let safe = SafeText.line(text, limit: 500).unicodeScalars.reduce(into: "") { result, scalar in
      if scalar == "`" {
        result += SafeText.escape(scalar)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return safe.allSatisfy { $0 == " " } ? "``  ``" : "`\(safe)`"
  }
}
