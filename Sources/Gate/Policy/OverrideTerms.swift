/// What a policy asks of overrides: who signs, how many, and for how long at most.
package struct OverrideTerms: Hashable, Sendable {
  /// The people of each role, as `.pipgate/allowed_signers` names them.
  package let roles: [String: [String]]
  /// By the level of the findings that are lifted; a level that is missing is never lifted.
  package let requirements: [Level: Requirement]

  /// What lifting a finding of one level takes.
  package struct Requirement: Hashable, Sendable {
    /// How many people sign, each with keys of their own; at least one.
    package let signatures: Int
    /// The roles whose people count, in the order of the policy.
    package let roles: [String]
    package let people: Set<String>
    package let maximumLifetime: Age

    package init(signatures: Int, roles: [String], people: Set<String>, maximumLifetime: Age) {
      self.signatures = signatures
      self.roles = roles
      self.people = people
      self.maximumLifetime = maximumLifetime
    }
  }

  package init(roles: [String: [String]] = [:], requirements: [Level: Requirement] = [:]) {
    self.roles = roles
    self.requirements = requirements
  }

  /// The same under a floor: what it does not let pass is not lifted; else it takes the larger number
  /// of signatures, of people that both count, for the shorter time.
  func tightened(by floor: OverrideTerms) -> OverrideTerms {
    var tightened: [Level: Requirement] = [:]
    for (level, own) in requirements {
      guard let least = floor.requirements[level] else { continue }
      // A role that the floor does not fill is filled by the repository.
      let people = least.roles.flatMap { floor.roles[$0] ?? roles[$0] ?? [] }
      tightened[level] = Requirement(
        signatures: max(own.signatures, least.signatures), roles: own.roles,
        people: own.people.intersection(people),
        maximumLifetime: min(own.maximumLifetime, least.maximumLifetime))
    }
    return OverrideTerms(roles: roles, requirements: tightened)
  }

  /// Those of a policy that speaks of none: nothing is ever lifted.
  package static let none = OverrideTerms()

  /// The levels that an override may lift, and how long it may do so where a policy does not say.
  static let liftable: KeyValuePairs<Level, Age> = [.review: .days(90), .block: .days(30)]
  /// The longest that a policy may let an override hold.
  static let longestLifetime = Age.days(366)
}
