import PythonPackaging

/// What a database of advisories says of one project: a vulnerability, or that it is malware.
package struct Advisory: Hashable, Sendable {
  package let id: String
  /// Other names of the same thing.
  package let aliases: [String]
  /// One line, in the words of the database: hostile text.
  package let summary: String
  package let modified: Timestamp
  package let severity: Severity
  package let ranges: [AffectedRange]
  /// Affected versions that lie in none of the ranges.
  package let versions: [Version]

  package init(
    id: String, aliases: [String] = [], summary: String, modified: Timestamp,
    severity: Severity = .unknown, ranges: [AffectedRange], versions: [Version] = []
  ) {
    self.id = id
    self.aliases = aliases
    self.summary = summary
    self.modified = modified
    self.severity = severity
    self.ranges = ranges
    self.versions = versions
  }

  /// Whether it is about malice and not about a mistake, as the id that reports of malware have
  /// says.
  package var isMalware: Bool {
    id.hasPrefix(Self.malwarePrefix) || aliases.contains { $0.hasPrefix(Self.malwarePrefix) }
  }

  private static let malwarePrefix = "MAL-"

  /// Its id and its aliases.
  package var names: [String] { [id] + aliases }

  package var affectsEveryVersion: Bool { ranges.contains(where: \.isEverything) }

  /// A build with a local label is as affected as what it was built from.
  package func affects(_ version: Version) -> Bool {
    if isAffected(version) { return true }
    return version.local != nil && isAffected(version.public)
  }

  private func isAffected(_ version: Version) -> Bool {
    ranges.contains { $0.contains(version) } || versions.contains(version)
  }

  /// The highest version that is named as mending the runs in which `version` lies; nil when one of
  /// them has no mending version.
  package func fix(for version: Version) -> Version? {
    let candidates = version.local == nil ? [version] : [version, version.public]
    var fix: Version?
    for range in ranges where candidates.contains(where: range.contains) {
      guard case .fixed(let bound) = range.end else { return nil }
      fix = fix.map { max($0, bound) } ?? bound
    }
    return fix
  }

  func rated(_ severity: Severity) -> Advisory {
    Advisory(
      id: id, aliases: aliases, summary: summary, modified: modified, severity: severity,
      ranges: ranges, versions: versions)
  }
}
