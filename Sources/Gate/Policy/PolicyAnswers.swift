import PythonPackaging
import SourceText

/// What a policy says of one dependency, and what the floor below it says by itself.
///
/// An entry of a repository answers a question of the repository's own policy alone: what the floor
/// asks, only the floor answers.
struct PolicyAnswers {
  /// The policy first, then its floor, then the floor of that.
  fileprivate let layers: [Layer]

  fileprivate struct Layer {
    /// At the path, with all floors below.
    let tier: Tier
    let allowance: ListEntry?
    let isPrivate: Bool
    let familiar: FamiliarNames
  }

  /// `dependency` is nil for what is none.
  init(
    of policy: Policy, about dependency: Dependency?, at path: RepositoryPath, facts: Facts,
    familiar: FamiliarNames
  ) {
    var layers: [Layer] = []
    var next: (Policy, FamiliarNames, IndexRoutes)? = (policy, familiar, facts.routes)
    while let (policy, familiar, routes) = next {
      layers.append(
        Layer(
          tier: policy.tier(for: path),
          allowance: dependency.flatMap { policy.allowance(of: $0, facts: facts) },
          isPrivate: dependency?.name.map(routes.isPrivate) ?? false, familiar: familiar))
      next = policy.floor.map { floor in
        (floor, familiar.floor ?? familiar, routes.floor ?? routes)
      }
    }
    self.layers = layers
  }

  /// All that the terms of a rule depend on: of two dependencies of one policy that stand the same,
  /// every rule asks on the same terms.
  struct Standing: Hashable {
    fileprivate struct Place: Hashable {
      let tier: String
      let isAllowed: Bool
      let isPrivate: Bool
    }

    fileprivate let places: [Place]
  }

  var standing: Standing {
    Standing(
      places: layers.map {
        Standing.Place(
          tier: $0.tier.name, isAllowed: $0.allowance != nil, isPrivate: $0.isPrivate)
      })
  }

  /// On what terms a rule asks.
  struct Terms {
    let settings: RuleLevels
    let familiar: FamiliarNames
    /// Whether an entry of the policy answers it, and none of the floor.
    let isAskedByFloor: Bool
  }

  /// What the policy says of a rule; nil where everybody's entries have answered what it asks.
  func terms(of rule: RuleDescription) -> Terms? {
    guard let place = layers.firstIndex(where: { !$0.settles(rule) }) else { return nil }
    return Terms(
      settings: layers[place].tier[rule.id], familiar: layers[place].familiar,
      isAskedByFloor: place > 0)
  }

  /// The entry of the policy's own list.
  var allowance: ListEntry? { layers.first?.allowance }

  /// Whether the floors allow it too, where there are any.
  var isAllowedByAll: Bool { layers.allSatisfy { $0.allowance != nil } }

  /// Whether no floor asks about a name that the policy keeps private.
  var isPrivateToFloors: Bool { layers.dropFirst().allSatisfy(\.isPrivate) }
}

extension PolicyAnswers.Layer {
  fileprivate func settles(_ rule: RuleDescription) -> Bool {
    if rule.isSettledByAllowlist, allowance != nil { return true }
    return isPrivate && rule.privacy.settles(isAllowed: allowance != nil)
  }
}
