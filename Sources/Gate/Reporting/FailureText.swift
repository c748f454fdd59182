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
      ).text(paint, width: style.width) + "\n"
    }
    var head = Wrapping(paint)
    head.addWhole("pipgate:", .stop)
    head.add(SafeText.line(message))
    var lines = head.lines(width: style.width, start: 0, hang: 4)
    if let help {
      var advice = Wrapping(paint)
      advice.addWhole("help", .note, then: ":")
      advice.add(SafeText.line(help))
      let told = advice.lines(width: style.width, start: 2, hang: 4)
      lines += ["  " + told[0]] + told.dropFirst()
    }
    return blocks.joined() + lines.map { $0 + "\n" }.joined()
  }
}
