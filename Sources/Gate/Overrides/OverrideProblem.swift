import SourceText

/// What is wrong with an override, or that it is of no use: material for a finding.
package struct OverrideProblem: Hashable, Sendable {
  /// Which rule tells it.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case unsigned, signature, signer, revoked, scope, expired, malformed, unused

    package var rule: RuleID { RuleID("override-\(rawValue)") }
  }

  package let kind: Kind
  /// What is so, in lower case and without a final stop.
  package let message: String
  package let path: RepositoryPath
  /// Nil for the file as a whole.
  package let location: Location?
  /// What to do, in one imperative sentence.
  package let help: String?

  package init(
    _ kind: Kind, _ message: String, in path: RepositoryPath, at location: Location? = nil,
    help: String? = nil
  ) {
    self.kind = kind
    self.message = message
    self.path = path
    self.location = location
    self.help = help
  }

  var finding: Finding {
    let message = Finding.Message(message)
    return location.map { Finding(kind.rule, message, at: $0, help: help) }
      ?? Finding(kind.rule, message, in: path, help: help)
  }
}

extension Introduction {
  /// What is found of one kind; silent for everything that is no override.
  func overrideFindings(_ kind: OverrideProblem.Kind) -> RuleResult {
    guard case .override(_, let problems) = self else { return .silent }
    let found = problems.filter { $0.kind == kind }.map(\.finding)
    return found.isEmpty ? .silent : .found(found)
  }
}
