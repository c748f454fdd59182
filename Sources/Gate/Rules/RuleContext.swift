import PythonPackaging

/// What a rule may look at beside the introduction itself.
package struct RuleContext: Sendable {
  package let facts: Facts
  package let policy: Policy
  /// The rule's level and settings where the introduction stands.
  package let settings: RuleLevels
  /// The moment of the run.
  package var now: Timestamp { facts.now }

  package init(facts: Facts, policy: Policy, settings: RuleLevels) {
    self.facts = facts
    self.policy = policy
    self.settings = settings
  }
}
