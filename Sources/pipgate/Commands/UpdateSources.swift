import Gate
import GateIO

/// Where each kind of data comes from, and what an update of it has to say.
struct UpdateSources {
  let advisories: UpdateSource?
  let popularity: UpdateSource?
  let index: IndexURL
  /// A file with the names; nil asks the index.
  let names: String?

  /// The kinds of which it is known where they come from.
  var present: Set<SnapshotChoice> {
    var present: Set<SnapshotChoice> = [.names]
    if advisories != nil { present.insert(.advisories) }
    if popularity != nil { present.insert(.popularity) }
    return present
  }

  /// A line for each kind that nothing says the source of.
  var textAboutMissing: String {
    SnapshotChoice.allCases.filter { !present.contains($0) }
      .map { "not updated: \($0.rawValue); \($0.help)\n" }.joined()
  }

  /// Updates one kind and says what came of it.
  func update(
    _ choice: SnapshotChoice, _ setting: UpdateSetting
  ) throws(RunFailure) -> String {
    switch (choice, advisories, popularity) {
    case (.advisories, let source?, _):
      return Self.text(of: try AdvisoryUpdate(source: source, setting).run())
    case (.popularity, _, let source?):
      return Self.text(of: try PopularityUpdate(source: source, setting).run())
    case (.names, _, _):
      return Self.text(of: try NameUpdate(of: index, path: names, setting).run())
    default: return ""
    }
  }

  private static func text(of result: AdvisoryUpdate.Result) -> String {
    let counts = result.counts
    var lines = [
      "\(counts.total) records: \(counts.read) used, \(counts.withdrawn) withdrawn, "
        + "\(counts.elsewhere) about other places, \(counts.unreadable) unreadable"
    ]
    for unread in result.unread {
      lines.append("not read: '\(SafeText.line(unread.name))': \(SafeText.line(unread.reason))")
    }
    let more = counts.unreadable - result.unread.count
    if more > 0 { lines.append("not read: \(more) more") }
    lines.append(
      "advisories about \(result.projects) projects, the newest of \(result.date.day)"
        + before(result.earlierDate))
    return lines.map { $0 + "\n" }.joined()
  }

  private static func text(of result: NameUpdate.Result) -> String {
    let unreadable = result.unreadable
    let rest = unreadable == 0 ? "" : "; \(unreadable) entries are no names of projects"
    return "\(result.count) names of \(SafeText.line(result.index)), of \(result.date.day)"
      + before(result.earlierDate) + rest + "\n"
  }

  private static func text(of result: PopularityUpdate.Result) -> String {
    "\(result.count) projects by rank, of \(result.date.day)" + before(result.earlierDate)
      + (result.isBehindBuiltIn ? "; the built-in list is as new and stays in use" : "") + "\n"
  }

  private static func before(_ date: Timestamp?) -> String {
    date.map { ", until now of \($0.day)" } ?? ""
  }
}
