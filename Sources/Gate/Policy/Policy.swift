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
  package let defaultTier: Tier
  /// The most specific match wins; all patterns and tiers are resolved and valid.
  package let scopes: [Scope]
  /// The policy's own entries, then the built-in ones.
  package let allowed: [ListEntry]
  package let denied: [ListEntry]

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
    inconclusiveStops: Bool = true, defaultTier: Tier, scopes: [Scope] = [],
    allowed: [ListEntry] = [], denied: [ListEntry] = []
  ) {
    self.origin = origin
    self.repository = repository
    self.mode = mode
    self.inconclusiveStops = inconclusiveStops
    self.defaultTier = defaultTier
    self.scopes = scopes
    self.allowed = allowed
    self.denied = denied
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
