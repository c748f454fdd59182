import PythonPackaging

/// An advisory as the examples of rules have it.
package struct ExampleAdvisory: Sendable {
  package enum Affected: Sendable {
    case everything
    case before(String)
    case versions(String)
  }

  package let project: String
  package let id: String
  package let affected: Affected
  package let severity: Severity

  package init(
    _ project: String, _ id: String, _ affected: Affected, _ severity: Severity = .unknown
  ) {
    self.project = project
    self.id = id
    self.affected = affected
    self.severity = severity
  }

  package var advisory: Advisory {
    var ranges: [AffectedRange] = []
    var versions: [Version] = []
    switch affected {
    case .everything: ranges = [AffectedRange(from: nil, to: .never)]
    case .before(let text):
      if let version = Version(text) { ranges = [AffectedRange(from: nil, to: .fixed(version))] }
    case .versions(let text): versions = [Version(text)].compactMap { $0 }
    }
    return Advisory(
      id: id, summary: "", modified: Timestamp(seconds: 0), severity: severity, ranges: ranges,
      versions: versions)
  }

  /// What it is about, in words.
  package var words: String {
    switch affected {
    case .everything: "every version of `\(project)`"
    case .before(let version): "`\(project)` before \(version)"
    case .versions(let version): "`\(project)` \(version)"
    }
  }
}
