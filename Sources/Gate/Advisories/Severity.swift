/// How bad a vulnerability is.
///
/// What nobody has rated may be anything: it weighs more than `medium`, and costs what `high` costs.
package enum Severity: UInt8, Hashable, Comparable, Sendable, CaseIterable {
  case low = 1
  case medium, unknown, high, critical

  package static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }

  /// The rating of a CVSS base score in tenths; a score of zero is `low`, since somebody published
  /// an advisory.
  // https://www.first.org/cvss/v3-1/specification-document#Qualitative-Severity-Rating-Scale
  package init(tenths: Int) {
    switch tenths {
    case ..<40: self = .low
    case 40..<70: self = .medium
    case 70..<90: self = .high
    default: self = .critical
    }
  }

  /// Reads the word of a database, in any case; nil for what is no rating.
  init?(word: String) {
    switch word.lowercased() {
    case "low": self = .low
    case "moderate", "medium": self = .medium
    case "high": self = .high
    case "critical": self = .critical
    default: return nil
    }
  }

  package var word: String {
    switch self {
    case .low: "low"
    case .medium: "medium"
    case .unknown: "of unknown severity"
    case .high: "high"
    case .critical: "critical"
    }
  }
}
