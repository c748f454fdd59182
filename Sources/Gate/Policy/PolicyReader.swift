import SourceText

extension Policy {
  /// Reads and validates a policy file that extends no other: a policy in which every name is
  /// resolved, or everything that is wrong with the file at once.
  ///
  ///     .pipgate/policy.yaml:2:1: 'teir' is not a known key; did you mean 'tier'?
  package static func read(
    _ file: SourceFile, origin: String, builtIn: BuiltInPolicies, rules: [RuleDescription]
  ) -> Result<Policy, PolicyProblems> {
    do throws(TreeError) {
      return read(
        try PolicyFiles(file, in: .empty), origin: origin, builtIn: builtIn, rules: rules)
    } catch {
      // An empty library has nothing that could not be read.
      return .failure(
        PolicyProblems(
          diagnostics: [Diagnostic(error.reason, at: Location(file: file, range: 0..<0))]))
    }
  }

  /// Validates a policy file together with all that it extends.
  package static func read(
    _ files: PolicyFiles, origin: String, builtIn: BuiltInPolicies, rules: [RuleDescription]
  ) -> Result<Policy, PolicyProblems> {
    let raw = RawPolicy.merged(files.raw)
    var resolver = TierResolver(
      raw.tiers, extending: builtIn.tiers, rules: rules, isBuiltIn: false, fields: files.fields)
    resolver.resolve()
    let defaultTier = raw.tier.flatMap { resolver.tier(named: $0) } ?? builtIn.balanced
    var scopes: [Scope] = []
    for scope in raw.scopes {
      if let tier = resolver.tier(named: scope.tier) {
        scopes.append(Scope(match: PathPattern(scope.match.value), tier: tier))
      }
    }
    var fields = resolver.fields
    for file in files.raw {
      fields.checkPatterns(file.scopes.map(\.match))
      fields.checkPatterns(file.manifests.map(\.match))
      fields.checkRoutes(file.allowed)
    }
    let overrides = fields.overrideTerms(
      raw.roles, raw.overrides, hasRepository: raw.hasRepository)
    fields.checkIndexes(raw.indexes, allowed: raw.allowed)
    if let problems = fields.problems.problems { return .failure(problems) }
    return .success(
      Policy(
        origin: origin, repository: raw.repository?.value, mode: raw.mode?.value ?? .enforce,
        inconclusiveStops: raw.inconclusiveStops?.value ?? true, defaultTier: defaultTier,
        tiers: resolver.tiers, scopes: scopes,
        allowed: raw.allowed + builtIn.allowed, denied: raw.denied + builtIn.denied,
        manifests: ManifestSelection(
          raw.manifests.map { .init(match: PathPattern($0.match.value), format: $0.format) }),
        overrides: overrides, indexes: raw.indexes, privateNames: raw.privateNames.map(\.value),
        files: files.files))
  }
}

extension PolicyFields {
  /// Reports patterns of one file that could never match, that read like another notation, or that
  /// stand twice.
  fileprivate mutating func checkPatterns(_ patterns: [Placed<String>]) {
    var places: [String: Location] = [:]
    for pattern in patterns {
      if let (fact, help) = PathPattern.problem(in: pattern.value) {
        problems.add("'\(pattern.value.shortened)' \(fact)", at: pattern.location, help: help)
      } else if let first = places[pattern.value] {
        problems.add(
          "'\(pattern.value.shortened)' is matched twice; it is first matched on line "
            + "\(first.start.line)", at: pattern.location, help: "keep one of the two")
      } else {
        places[pattern.value] = pattern.location
      }
    }
  }
}
