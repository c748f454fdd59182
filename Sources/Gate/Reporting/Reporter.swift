/// A form in which a report is shown: one file in this folder, one line in `Reporters`.
///
/// It decides nothing: no wording of findings, no sorting, no filtering. All text of a report that
/// comes from the change or an index is hostile and is escaped here, as the form demands.
package protocol Reporter: Sendable {
  /// What follows `--format`.
  static var id: String { get }
  /// One phrase for the help.
  static var summary: String { get }
  static func text(of report: Report, style: ReportStyle) -> String
}

/// How the receiver wants text, as far as a form cares.
package struct ReportStyle: Hashable, Sendable {
  package let usesColor: Bool
  /// In columns; nil when nobody knows.
  package let width: Int?
  /// Whether a person wants to read of what stops alone.
  package let isQuiet: Bool

  package init(usesColor: Bool, width: Int?, isQuiet: Bool = false) {
    self.usesColor = usesColor
    self.width = width
    self.isQuiet = isQuiet
  }
}
