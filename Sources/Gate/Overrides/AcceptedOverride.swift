import SourceText

/// The override that has lifted a finding, as a report shows it.
package struct AcceptedOverride: Hashable, Sendable {
  package let id: String
  package let path: RepositoryPath
  /// Who has approved it, in the order of the signatures.
  package let people: [String]
  /// Hostile text.
  package let reason: String
  package let expires: Timestamp

  init(_ override: ExaminedOverride, _ document: OverrideDocument) {
    id = document.id
    path = override.path
    people = override.people
    reason = document.reason
    expires = document.expires
  }

  package init(
    id: String, path: RepositoryPath, people: [String], reason: String, expires: Timestamp
  ) {
    self.id = id
    self.path = path
    self.people = people
    self.reason = reason
    self.expires = expires
  }

  /// Who, until when and by which document, one phrase.
  package var phrase: String {
    "accepted by \(people.joined(separator: ", ")) until \(expires) (override '\(id)')"
  }
}

/// A finding that an override lets pass.
package struct LiftedFinding: Hashable, Sendable {
  package let decided: DecidedFinding
  package let override: AcceptedOverride

  package init(decided: DecidedFinding, override: AcceptedOverride) {
    self.decided = decided
    self.override = override
  }
}

extension Judgement {
  /// The judgement as it was before anything was lifted.
  var withoutOverrides: Judgement {
    var judgement = self
    judgement.findings = (findings + lifted.map(\.decided)).sorted(by: DecidedFinding.isWorse)
    judgement.lifted = []
    return judgement
  }

  /// Moves findings from what counts to what is lifted; one that has been lifted already stays with
  /// the override that did it.
  mutating func lift(_ found: [DecidedFinding], by override: AcceptedOverride) {
    for decided in found {
      guard let index = findings.firstIndex(of: decided) else { continue }
      findings.remove(at: index)
      lifted.append(LiftedFinding(decided: decided, override: override))
    }
  }
}
