import SourceText

extension RawPolicy {
  /// What several files say together; of those that speak of the same thing the first wins, but for
  /// the day on which they expire, and the serial, which is the first file's own. Lists are one after
  /// the other.
  ///
  /// All tiers are kept, so that what is wrong with one that no longer counts is told too.
  static func merged(_ policies: [RawPolicy]) -> RawPolicy {
    var merged = RawPolicy()
    merged.serial = policies.first?.serial
    for policy in policies {
      merged.repository = merged.repository ?? policy.repository
      merged.hasRepository = merged.hasRepository || policy.hasRepository
      merged.tier = merged.tier ?? policy.tier
      merged.mode = merged.mode ?? policy.mode
      merged.inconclusiveStops = merged.inconclusiveStops ?? policy.inconclusiveStops
      merged.expires = Self.earlier(merged.expires, policy.expires)
      merged.tiers += policy.tiers
      merged.allowed += policy.allowed
      merged.denied += policy.denied
      merged.add(policy)
    }
    return merged
  }

  /// What any of the files lets expire has expired.
  private static func earlier(
    _ one: Placed<Timestamp>?, _ other: Placed<Timestamp>?
  ) -> Placed<Timestamp>? {
    guard let one, let other else { return one ?? other }
    return other.value < one.value ? other : one
  }

  /// Adds what is known by a name or a pattern, unless something of that name is there.
  private mutating func add(_ policy: RawPolicy) {
    scopes += Self.new(policy.scopes, beside: scopes) { $0.match.value }
    manifests += Self.new(policy.manifests, beside: manifests) { $0.match.value }
    indexes += Self.new(policy.indexes, beside: indexes) { PolicyIndex.variablePart(of: $0.name) }
    privateNames += Self.new(policy.privateNames, beside: privateNames) { $0.value.folded }
    roles += Self.new(policy.roles, beside: roles) { $0.name.value }
    overrides += Self.new(policy.overrides, beside: overrides) { $0.level.value }
  }

  private static func new<Value, Key: Hashable>(
    _ values: [Value], beside present: [Value], by key: (Value) -> Key
  ) -> [Value] {
    let known = Set(present.map(key))
    return values.filter { !known.contains(key($0)) }
  }
}
