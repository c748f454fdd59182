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
  ///
  /// It starts from its floor, as if the last file extended that, and then never falls below it.
  package static func read(
    _ files: PolicyFiles, origin: String, builtIn: BuiltInPolicies, rules: [RuleDescription],
    floor: Policy? = nil
  ) -> Result<Policy, PolicyProblems> {
    let raw = RawPolicy.merged(files.raw)
    var resolver = TierResolver(
      raw.tiers, extending: floor?.tiers ?? builtIn.tiers, rules: rules, isBuiltIn: false,
      fields: files.fields)
    resolver.resolve()
    let usual = floor?.defaultTier ?? builtIn.balanced
    let defaultTier = raw.tier.flatMap { resolver.tier(named: $0) } ?? usual
    var scopes: [Scope] = []
    for scope in raw.scopes {
      if let tier = resolver.tier(named: scope.tier) {
        scopes.append(
          Scope(
            match: PathPattern(scope.match.value), tier: tier, location: scope.match.location))
      }
    }
    var fields = resolver.fields
    let isFloor = files.kind == .floor
    for file in files.raw {
      fields.checkPatterns(file.scopes.map(\.match))
      fields.checkPatterns(file.manifests.map(\.match))
      fields.checkRoutes(file.allowed)
    }
    let overrides = fields.overrideTerms(
      raw.roles, raw.overrides, under: floor, isFloor: isFloor, hasRepository: raw.hasRepository)
    let indexes = raw.indexes(beside: floor?.indexes ?? [])
    fields.checkIndexes(indexes, allowed: raw.allowed)
    if let problems = fields.problems.problems { return .failure(problems) }
    let tightened = isFloor ? overrides : overrides.tightened(by: floor)
    var places = raw.places(above: floor)
    for (level, requirement) in tightened.requirements
    where requirement != overrides.requirements[level] {
      places[.overrides(level)] = floor?.places[.overrides(level)]
    }
    let own = Policy(
      origin: origin, isFloor: isFloor, repository: raw.repository?.value ?? floor?.repository,
      // That of a floor counts nothing: it is of no repository.
      serial: isFloor ? nil : raw.serial?.value,
      expires: [raw.expires?.value, floor?.expires].compactMap { $0 }.min(),
      mode: max(raw.mode?.value ?? floor?.mode ?? .enforce, floor?.mode ?? .audit),
      inconclusiveStops: (raw.inconclusiveStops?.value ?? floor?.inconclusiveStops ?? true)
        || floor?.inconclusiveStops ?? false,
      defaultTier: defaultTier, tiers: resolver.tiers,
      scopes: scopes
        + (floor?.scopes ?? []).filter { scope in !scopes.contains { $0.match == scope.match } },
      allowed: raw.allowed + (floor?.allowed ?? builtIn.allowed),
      denied: raw.denied + (floor?.denied ?? builtIn.denied),
      manifests: raw.manifests(above: floor?.manifests),
      overrides: tightened, indexes: indexes,
      privateNames: raw.privateNames.map(\.value) + (floor?.privateNames ?? []),
      files: files.files + (floor?.files ?? []), places: places)
    return .success(floor.map { own.above($0, rules: rules) } ?? own)
  }
}

extension OverrideTerms {
  /// The same under a floor and all floors below it.
  fileprivate func tightened(by floor: Policy?) -> OverrideTerms {
    guard let floor else { return self }
    return tightened(by: floor.overrides).tightened(by: floor.floor)
  }
}

extension RawPolicy {
  /// The indexes of a floor, then those of other names.
  fileprivate func indexes(beside given: [PolicyIndex]) -> [PolicyIndex] {
    let known = Set(given.map { PolicyIndex.variablePart(of: $0.name) })
    return given + indexes.filter { !known.contains(PolicyIndex.variablePart(of: $0.name)) }
  }

  fileprivate func manifests(above floor: ManifestSelection?) -> ManifestSelection {
    let own = manifests.map {
      ManifestSelection.Entry(
        match: PathPattern($0.match.value), format: $0.format, location: $0.match.location)
    }
    let inherited = (floor?.entries ?? []).filter { entry in
      !own.contains { $0.match == entry.match }
    }
    return ManifestSelection(own + inherited, floor: own.isEmpty ? nil : floor)
  }

  /// The places of what counts, those of the floor where it is the stricter.
  fileprivate func places(above floor: Policy?) -> [PolicyKey: Location] {
    var places: [PolicyKey: Location] = [:]
    places[.repository] = repository?.location
    places[.serial] = serial?.location
    places[.tier] = tier?.location
    places[.mode] = mode?.location
    places[.inconclusive] = inconclusiveStops?.location
    for role in roles { places[.role(role.name.value)] = role.name.location }
    for said in overrides { places[.overrides(said.level.value)] = said.level.location }
    for name in privateNames { places[.privateName(name.value)] = name.location }
    places[.expires] = expires?.location
    guard let floor else { return places }
    if let expires, let earlier = floor.expires, earlier < expires.value {
      places[.expires] = floor.places[.expires]
    }
    let start = floor.files.first.map { Location(file: $0, range: 0..<0) }
    if let mode, mode.value < floor.mode { places[.mode] = floor.places[.mode] ?? start }
    if floor.inconclusiveStops, inconclusiveStops?.value == false {
      places[.inconclusive] = floor.places[.inconclusive] ?? start
    }
    return places.merging(floor.places) { own, _ in own }
  }
}

extension PolicyFields {
  /// Reports patterns of one file that could never match, that read like another notation, or that
  /// stand twice.
  mutating func checkPatterns(_ patterns: [Placed<String>]) {
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
