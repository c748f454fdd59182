import PythonPackaging
import SourceText

/// What a rule may look at beside the introduction itself.
package struct RuleContext: Sendable {
  package let facts: Facts
  package let policy: Policy
  /// What a name can be taken for.
  package let familiar: FamiliarNames
  /// The rule's level and settings where the introduction stands.
  package let settings: RuleLevels
  /// The moment of the run.
  package var now: Timestamp { facts.now }

  package init(
    facts: Facts, policy: Policy, familiar: FamiliarNames, settings: RuleLevels
  ) {
    self.facts = facts
    self.policy = policy
    self.familiar = familiar
    self.settings = settings
  }

  /// Whether the base declares the project where the same tier judges: somebody has accepted it by
  /// the same terms.
  package func isEstablished(_ name: ProjectName, at path: RepositoryPath) -> Bool {
    guard let paths = facts.declared[name] else { return false }
    let tier = policy.tier(for: path).name
    return paths.contains { policy.tier(for: $0).name == tier }
  }
}
