import SourceText

/// A run that ended without a report, told to a person.
package enum FailureText {
  /// The message with a next step, and each place that is to blame drawn as findings are.
  package static func text(
    _ message: String, help: String?, diagnostics: [Diagnostic], style: ReportStyle
  ) -> String {
    let paint = Paint(isOn: style.usesColor)
    let blocks = diagnostics.map { diagnostic in
      DiagnosticBlock(
        word: "error", tone: .stop, message: diagnostic.message, rules: [],
        path: diagnostic.location.file.path, place: diagnostic.location, help: diagnostic.help
      ).text(paint, width: style.width ?? 100) + "\n"
    }
    let head = "\(paint("pipgate:", .stop)) \(SafeText.line(message))\n"
    let advice = help.map { "  \(paint("help", .note)): \(SafeText.line($0))\n" } ?? ""
    return blocks.joined() + head + advice
  }
}
