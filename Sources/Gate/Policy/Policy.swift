import SourceText

/// What decides: tiers by path, the lists, and what to do without a fact.
package struct Policy: Sendable {
  /// Where it was read from, in words: `built-in`, or `.pipgate/policy.yaml at HEAD`.
  package let origin: String
  /// What an override must name.
  package let repository: String?
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
  package let overrides: OverrideTerms
  /// The indexes that names can be sent to.
  package private(set) var indexes: [PolicyIndex]
  /// Names that no public index may hear of, beside those that entries of the allowlist say so of.
  package let privateNames: [NamePattern]
  /// The files that say all this, those that count more first; without the built-in ones.
  package let files: [SourceFile]

  /// Paths with a tier of their own.
  package struct Scope: Hashable, Sendable {
    package let match: PathPattern
    package let tier: Tier

    package init(match: PathPattern, tier: Tier) {
      self.match = match
      self.tier = tier
    }
  }

  package init(
    origin: String, repository: String? = nil, mode: Mode = .enforce,
    inconclusiveStops: Bool = true, defaultTier: Tier, tiers: [String: Tier] = [:],
    scopes: [Scope] = [], allowed: [ListEntry] = [], denied: [ListEntry] = [],
    manifests: ManifestSelection = ManifestSelection(), overrides: OverrideTerms = .none,
    indexes: [PolicyIndex] = [], privateNames: [NamePattern] = [],
    files: [SourceFile] = []
  ) {
    self.origin = origin
    self.repository = repository
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
  }

  /// The tiers that judge some path.
  var judgingTiers: [Tier] { [defaultTier] + scopes.map(\.tier) }

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
    return policy
  }

  /// The same policy with other addresses for some of its indexes, by name.
  package func movingIndexes(_ addresses: [String: IndexURL]) -> Policy {
    var policy = self
    policy.indexes = indexes.map { index in addresses[index.name].map(index.moved) ?? index }
    return policy
  }

  /// The tier at a path: that of the most specific pattern that matches.
  package func tier(for path: RepositoryPath) -> Tier {
    var best: Scope?
    for scope in scopes where scope.match.matches(path) {
      if let current = best, !scope.match.isMoreSpecific(than: current.match) { continue }
      best = scope
    }
    return best?.tier ?? defaultTier
  }
}
