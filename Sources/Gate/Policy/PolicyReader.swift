import SourceText

extension Policy {
  /// Reads and validates a policy file: a policy in which every name is resolved, or everything that
  /// is wrong with the file at once.
  ///
  ///     .pipgate/policy.yaml:2:1: 'teir' is not a known key; did you mean 'tier'?
  package static func read(
    _ file: SourceFile, origin: String, builtIn: BuiltInPolicies, rules: [RuleDescription]
  ) -> Result<Policy, PolicyProblems> {
    var reader = RawPolicyReader(file: file, kind: .repository)
    let raw = reader.read()
    var resolver = TierResolver(
      raw.tiers, extending: builtIn.tiers, rules: rules, isBuiltIn: false, fields: reader.fields)
    resolver.resolve()
    let defaultTier = raw.tier.flatMap { resolver.tier(named: $0) } ?? builtIn.balanced
    var scopes: [Scope] = []
    for scope in raw.scopes {
      if let tier = resolver.tier(named: scope.tier) {
        scopes.append(Scope(match: PathPattern(scope.match.value), tier: tier))
      }
    }
    var fields = resolver.fields
    fields.checkPatterns(raw.scopes.map(\.match))
    fields.checkPatterns(raw.manifests.map(\.match))
    let overrides = fields.overrideTerms(
      raw.roles, raw.overrides, hasRepository: raw.hasRepository)
    fields.checkIndexes(raw)
    if let problems = fields.problems.problems { return .failure(problems) }
    return .success(
      Policy(
        origin: origin, repository: raw.repository, mode: raw.mode ?? .enforce,
        inconclusiveStops: raw.inconclusiveStops ?? true, defaultTier: defaultTier,
        tiers: resolver.tiers, scopes: scopes,
        allowed: raw.allowed + builtIn.allowed, denied: raw.denied + builtIn.denied,
        manifests: ManifestSelection(
          raw.manifests.map { .init(match: PathPattern($0.match.value), format: $0.format) }),
        overrides: overrides, indexes: raw.indexes, privateNames: raw.privateNames))
  }
}

extension PolicyFields {
  /// Reports patterns that could never match, that read like another notation, or that stand twice.
  fileprivate mutating func checkPatterns(_ patterns: [Placed<String>]) {
    let file = problems.file
    var places: [String: Int] = [:]
    for pattern in patterns {
      if let (fact, help) = PathPattern.problem(in: pattern.value) {
        problems.add("'\(pattern.value.shortened)' \(fact)", at: pattern.range, help: help)
      } else if let first = places[pattern.value] {
        problems.add(
          "'\(pattern.value.shortened)' is matched twice; it is first matched on line "
            + "\(file.position(of: first).line)", at: pattern.range,
          help: "keep one of the two")
      } else {
        places[pattern.value] = pattern.range.lowerBound
      }
    }
  }
}
