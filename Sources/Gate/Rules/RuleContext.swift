import PythonPackaging
import SourceText

/// What a rule may look at beside the introduction itself.
package struct RuleContext: Sendable {
  package let facts: Facts
  package let policy: Policy
  /// What a name can be taken for.
  package internal(set) var familiar: FamiliarNames
  /// What the index answered about the introduced dependency's project; nil where no index decides
  /// what it is.
  let lookup: ProjectLookup?
  /// What the introduced dependency can select; nil where the index knows no such project.
  package let selection: Selection?
  /// The rule's level and settings where the introduction stands.
  package var settings = RuleLevels(level: .ignore)
  /// The moment of the run.
  package var now: Timestamp { facts.now }

  package init(
    of introduction: Introduction, facts: Facts, policy: Policy, familiar: FamiliarNames
  ) {
    self.facts = facts
    self.policy = policy
    self.familiar = familiar
    guard let (dependency, name) = introduction.indexedDependency else {
      lookup = nil
      selection = nil
      return
    }
    let lookup = facts.lookup(name, for: dependency)
    self.lookup = lookup
    selection = lookup.record.map { Selection(of: dependency, from: $0) }
  }

  /// Whether the base declares the project where the same tier judges: somebody has accepted it by
  /// the same terms.
  package func isEstablished(_ name: ProjectName, at path: RepositoryPath) -> Bool {
    guard let paths = facts.declared[name] else { return false }
    let tier = policy.tier(for: path).name
    return paths.contains { policy.tier(for: $0).name == tier }
  }
}
