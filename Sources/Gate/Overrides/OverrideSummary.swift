import SourceText

/// An override in words, for those who look after it.
package struct OverrideSummary: Sendable {
  /// Nil when it cannot be read.
  private let document: OverrideDocument?
  private let examined: ExaminedOverride
  private let terms: OverrideTerms
  private let now: Timestamp
  /// Nil when nobody has looked.
  private let isDeclared: Bool?

  package init(
    _ examined: ExaminedOverride, document: OverrideDocument?, terms: OverrideTerms,
    now: Timestamp, isDeclared: Bool?
  ) {
    self.examined = examined
    self.document = document
    self.terms = terms
    self.now = now
    self.isDeclared = isDeclared
  }

  /// Whether it lifts what it names at some level of the policy.
  package var isApproved: Bool { examined.isInForce && levels.contains { $0.missing == 0 } }

  private var levels: [(level: Level, missing: Int, requirement: OverrideTerms.Requirement)] {
    terms.requirements.sorted { $0.key < $1.key }.map { level, requirement in
      let counted = examined.people.count(where: requirement.people.contains)
      return (level, max(0, requirement.signatures - counted), requirement)
    }
  }

  /// Escaped lines, the first of which names it.
  package var lines: [String] {
    var lines = [SafeText.line(title)]
    if let document {
      lines.append(indented("for \(document.paths.map(\.description).joined(separator: ", "))"))
      lines.append(indented("reason: \(document.reason)"))
      lines.append(indented(expiry(of: document)))
    }
    if !examined.people.isEmpty {
      lines.append(indented("signed by \(examined.people.joined(separator: ", "))"))
    }
    if examined.document != nil { lines += levels.map { indented(phrase($0)) } }
    lines += examined.problems.map { indented("\($0.kind.rule): \($0.message)") }
    if isDeclared == false {
      lines.append(indented("unused: no manifest that it names declares the project; remove it"))
    }
    return lines
  }

  private var title: String {
    guard let document else { return "\(examined.id): not readable" }
    let rules = document.rules.map(\.text).joined(separator: ", ")
    return "\(examined.id): \(document.project) \(document.versions.text), \(rules)"
  }

  private func indented(_ text: String) -> String { "  " + SafeText.line(text) }

  /// Announced fourteen days before, and louder seven days before.
  private func expiry(of document: OverrideDocument) -> String {
    let left = Age(since: now, now: document.expires)
    let end = "\(document.expires)"
    if left.seconds <= 0 { return "expired at \(end)" }
    if left <= .days(7) { return "expires within 7 days, at \(end): renew it now" }
    if left <= .days(14) { return "expires within 14 days, at \(end)" }
    return "expires at \(end), in \(left)"
  }

  private func phrase(
    _ entry: (level: Level, missing: Int, requirement: OverrideTerms.Requirement)
  ) -> String {
    let by = entry.requirement.roles.joined(separator: " or ")
    let all = "\(entry.requirement.signatures) by \(by)"
    return entry.missing == 0
      ? "signed in full for '\(entry.level.rawValue)' (\(all))"
      : "not yet for '\(entry.level.rawValue)': \(entry.missing) of \(all) missing"
  }
}
