import SourceText

/// The report as GitLab's Code Quality reads it: a list of findings on the lines of a merge request.
///
/// The list has no place for totals. What stops comes first, a fact that is missing is an item of its
/// own, and the exit status has the verdict.
package enum GitLabReporter: Reporter {
  package static let id = "gitlab"
  package static let summary = "Code Quality for GitLab"

  package static func text(of report: Report, style: ReportStyle) -> String {
    var fingerprints = EntryFingerprints()
    let items = ReportEntry.all(of: report).map { item($0, &fingerprints) }
    return JSONReporter.withoutLogCommands(JSONText.array(items).written(.pretty))
  }

  private static func item(
    _ entry: ReportEntry, _ fingerprints: inout EntryFingerprints
  ) -> JSONText {
    let (start, end) = (entry.place?.start.line ?? 1, entry.place?.end.line ?? 1)
    return [
      "description": .string(SafeText.line("\(entry.word): \(entry.message)")),
      "check_name": .string(entry.rules.first?.text ?? "allowlist"),
      "fingerprint": .string(fingerprints.next(for: entry)),
      "severity": .string(severity(of: entry)),
      "location": [
        "path": .string(entry.path.description),
        "lines": ["begin": .integer(start), "end": .integer(end)],
      ],
    ]
  }

  private static func severity(of entry: ReportEntry) -> String {
    switch entry.gravity {
    case .forbidden: "blocker"
    case .blocked: "critical"
    case .review, .unknown: "major"
    case .deferred: "minor"
    case .note: "info"
    }
  }
}
