import SourceText

/// Everything that is wrong with a file of keys, in the order of its lines.
package struct TrustFileProblems: Error, Hashable {
  /// At least one; of very many the first hundred.
  package let diagnostics: [Diagnostic]

  package init(diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

  static let limit = 100
}

/// A line that cannot be read, by the bytes that are to blame.
struct LineProblem: Error {
  let message: String
  let range: Range<Int>
  let help: String?

  init(_ message: String, at range: Range<Int>, help: String? = nil) {
    self.message = message
    self.range = range
    self.help = help
  }
}
