import SourceText

/// What decides: tiers by path, the lists, and what to do without a fact.
package struct Policy: Sendable {
  /// Where it was read from, in words: `built-in`, or `.pipgate/policy.yaml at HEAD`.
  package private(set) var ownOrigin: String
  /// Whether it is what an operator lets nobody fall below.
  package private(set) var isFloor: Bool
  /// What an override must name.
  package let repository: String?
  /// What its own file counts up with every edit; nil where it does not say.
  package let serial: Int?
  /// From when on no override counts by its word; nil where it does not say.
  package let expires: Timestamp?
  package let mode: Mode
  /// Whether a missing fact stops the run as inconclusive (the default) or is only annotated.
  package let inconclusiveStops: Bool
  package private(set) var defaultTier: Tier
  /// Every tier that can be named, by name: the built-in ones and the policy's own.
  package let tiers: [String: Tier]
  /// The most specific match wins; all patterns and tiers are resolved and valid.
  package private(set) var scopes: [Scope]
  /// The policy's own entries, then the built-in ones.
  package let allowed: [ListEntry]
  package let denied: [ListEntry]
  /// Which paths are read, and as what.
  package let manifests: ManifestSelection
  /// What lifting a finding takes.
  package private(set) var overrides: OverrideTerms
  /// The indexes that names can be sent to.
  package private(set) var indexes: [PolicyIndex]
  /// Names that no public index may hear of, beside those that entries of the allowlist say so of.
  package let privateNames: [NamePattern]
  /// The files that say all this, those that count more first; without the built-in ones.
  package let files: [SourceFile]
  /// Where single values are said; what is not here is the program's word, or the operator's.
  package let places: [PolicyKey: Location]
  /// What it never falls below: one policy at most, which may have a floor itself.
  private var floors: [Policy] = []
  /// Whose keys count by the word of the operator whose floor this is.
  private var keys: OverrideTrust.Floor?
  /// What the floor makes of tiers, by the names of both.
  private var tightened: [TierPair: Tier] = [:]
  /// The rules that tiers speak of, where there is a floor.
  private var rules: [RuleDescription] = []

  /// Paths with a tier of their own.
  package struct Scope: Hashable, Sendable {
    package let match: PathPattern
    package let tier: Tier
    /// Where it is said.
    package let location: Location?

    package init(match: PathPattern, tier: Tier, location: Location? = nil) {
      self.match = match
      self.tier = tier
      self.location = location
    }
  }

  private struct TierPair: Hashable {
    let own: String
    let floor: String
  }

  package init(
    origin: String, isFloor: Bool = false, repository: String? = nil, serial: Int? = nil,
    expires: Timestamp? = nil, mode: Mode = .enforce,
    inconclusiveStops: Bool = true, defaultTier: Tier, tiers: [String: Tier] = [:],
    scopes: [Scope] = [], allowed: [ListEntry] = [], denied: [ListEntry] = [],
    manifests: ManifestSelection = ManifestSelection(), overrides: OverrideTerms = .none,
    indexes: [PolicyIndex] = [], privateNames: [NamePattern] = [],
    files: [SourceFile] = [], places: [PolicyKey: Location] = [:]
  ) {
    ownOrigin = origin
    self.isFloor = isFloor
    self.repository = repository
    self.serial = serial
    self.expires = expires
    self.mode = mode
    self.inconclusiveStops = inconclusiveStops
    self.defaultTier = defaultTier
    self.tiers = tiers
    self.scopes = scopes
    self.allowed = allowed
    self.denied = denied
    self.manifests = manifests
    self.overrides = overrides
    self.indexes = indexes
    self.privateNames = privateNames
    self.files = files
    self.places = places
  }

  /// The tiers that judge some path.
  package var judgingTiers: [Tier] {
    floor == nil ? ownTiers : tightened.values.sorted { $0.name < $1.name }
  }

  private var ownTiers: [Tier] { [defaultTier] + scopes.map(\.tier) }

  /// What it never falls below.
  package var floor: Policy? { floors.first }

  /// The same policy, by which only the people of a root let anything pass.
  package func bound(by root: RootTrust?) -> Policy {
    guard let root else { return self }
    var policy = self
    policy.overrides = overrides.bound(by: root)
    return policy
  }

  /// The same floor with the keys that its operator names.
  package func naming(_ keys: OverrideTrust.Floor?) -> Policy {
    var policy = self
    policy.keys = keys
    return policy
  }

  /// What operators say of keys beside the floors of this policy.
  package var floorKeys: [OverrideTrust.Floor] {
    guard let floor else { return [] }
    return [floor.keys].compactMap { $0 } + floor.floorKeys
  }

  /// Where it was read from, in words, floors included.
  package var origin: String {
    floor.map { "\(ownOrigin), above \($0.origin)" } ?? ownOrigin
  }

  /// The same policy, never milder than another.
  package func above(
    _ floor: Policy, rules: [RuleDescription] = RuleRegistry.descriptions
  ) -> Policy {
    var policy = self
    policy.floors = [floor]
    policy.rules = rules
    policy.tighten()
    return policy
  }

  private mutating func tighten() {
    guard let floor else { return }
    tightened = [:]
    for own in ownTiers {
      for least in floor.judgingTiers {
        let pair = TierPair(own: own.name, floor: least.name)
        if tightened[pair] == nil { tightened[pair] = own.tightened(by: least, rules: rules) }
      }
    }
  }

  /// The oldest answer of an index that some tier accepts.
  package var oldestFacts: Age {
    judgingTiers.map(\.oldestFacts).reduce(defaultTier.oldestFacts, max)
  }

  /// The age from which on every answer of an index is asked for again, if some tier sets one.
  package var strictestFactAge: Age? { judgingTiers.compactMap(\.maximumFactAge).min() }

  /// The same policy with one tier for every path; nil when there is no such tier.
  package func judging(everythingBy name: String) -> Policy? {
    guard let tier = tiers[name] else { return nil }
    var policy = self
    policy.defaultTier = tier
    policy.scopes = []
    policy.tighten()
    return policy
  }

  /// What holds above a floor in a repository without a policy of its own. Nothing is ever lifted: a
  /// floor limits the rights of others and gives nobody any.
  package var aboveItself: Policy {
    var policy = self
    policy.ownOrigin = "no policy of its own"
    policy.isFloor = false
    policy.overrides = .none
    return policy.above(self)
  }

  /// The same policy with other addresses for some of its indexes, by name.
  package func movingIndexes(_ addresses: [String: IndexURL]) -> Policy {
    var policy = self
    policy.indexes = indexes.map { index in addresses[index.name].map(index.moved) ?? index }
    policy.floors = floors.map { $0.movingIndexes(addresses) }
    return policy
  }

  /// The tier at a path: that of the most specific pattern that matches, and never milder than the
  /// floor's there.
  package func tier(for path: RepositoryPath) -> Tier {
    let own = scope(for: path)?.tier ?? defaultTier
    guard let least = floor?.tier(for: path) else { return own }
    return tightened[TierPair(own: own.name, floor: least.name)]
      ?? own.tightened(by: least, rules: rules)
  }

  /// The tier of paths that no pattern matches.
  package var usualTier: Tier {
    guard let least = floor?.usualTier else { return defaultTier }
    return tightened[TierPair(own: defaultTier.name, floor: least.name)]
      ?? defaultTier.tightened(by: least, rules: rules)
  }

  /// The mode of a run for which the operator asks for another than the policy's.
  package func mode(asked: Mode?) -> Mode {
    guard let asked else { return mode }
    return floor.map { max(asked, $0.mode) } ?? asked
  }

  /// The most specific pattern that matches a path.
  package func scope(for path: RepositoryPath) -> Scope? {
    var best: Scope?
    for scope in scopes where scope.match.matches(path) {
      if let current = best, !scope.match.isMoreSpecific(than: current.match) { continue }
      best = scope
    }
    return best
  }
}
