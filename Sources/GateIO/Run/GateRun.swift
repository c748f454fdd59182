import Gate
import PythonPackaging
import SourceText

/// One run of the gate, from what is asked to a report: the straight line.
package struct GateRun {
  private let request: RunRequest
  private let version: String
  private let progress: LookUpProgress
  private let log: RunLog?

  package init(
    request: RunRequest, version: String, progress: LookUpProgress = .silent, log: RunLog? = nil
  ) {
    self.request = request
    self.version = version
    self.progress = progress
    self.log = log
  }

  /// A report, and whether the change touches a manifest at all.
  package struct Result {
    package let report: Report
    package let hasManifests: Bool
    /// What decided, and what it was decided on.
    package let policy: Policy
    package let facts: Facts
  }

  /// Reads the change, gathers the facts, judges.
  package func report() throws(RunFailure) -> Result {
    let proposal = try Proposal(request)
    log?.tell(of: proposal)
    // An address that cannot be used is told at once, not when it is first needed.
    let index = try IndexConfiguration(request, version: version)
    let written = try PolicySource(request: request).policy(for: proposal)
    let root = try RootSource(request: request).root(for: proposal, written)
    let ownPolicy = try IndexSettings.moved(
      written?.bound(by: root), environment: request.environment)
    let ranking = PopularitySource(cache: index.cacheDirectory)
    let found = try introductions(in: proposal.change, ownPolicy, index.index, ranking)
    let policy =
      if let ownPolicy { ownPolicy } else { try builtInPolicy(for: found, in: proposal.change) }
    log?.tell(of: policy, asked: request)
    log?.tell(of: found, in: proposal.change, policy)
    let clock = request.asOf.map { Clock($0) } ?? Clock(Environment.now, after: proposal.past)
    let known =
      found.introductions.isEmpty
      ? .nothing(at: clock, popularityDate: ranking.date)
      : try gathered(
        about: found, in: proposal.change, policy,
        routes: IndexRoutes(ownPolicy, runIndex: index.index), index, ranking, clock)
    log?.tell(of: known.facts, from: known.index, known.notices)
    let serial = SerialCheck(of: ownPolicy, for: proposal, request)
    let overrides = try OverrideSource(
      proposal: proposal, policy: policy, root: root, rollback: serial.rollback,
      authors: request.authors
    ).overrides(clock: clock, for: found.introductions)
    let mode = policy.mode(asked: request.mode)
    let judgements = judgements(of: found, known.facts, policy, mode, overrides)
    log?.tell(of: judgements)
    let report = Report(
      version: version, date: clock.now, change: proposal.description, policy: policy.origin,
      mode: mode, popularityDate: known.popularityDate, index: known.index,
      judgements: judgements,
      notices: serial.notices + proposal.base.notices + FloorNotices.about(policy, request)
        + notices(about: clock) + notices(about: policy, at: clock.now)
        + notices(about: found.excluded) + known.notices,
      verdict: Judge.verdict(on: judgements, mode: mode), tiers: policy.tiers,
      defaultTier: policy.defaultTier)
    return Result(
      report: report, hasManifests: found.hasManifests, policy: policy, facts: known.facts)
  }

  /// Where nothing comes in and no override does, there is nothing to judge.
  private func judgements(
    of found: Introductions, _ facts: Facts, _ policy: Policy, _ mode: Mode, _ overrides: Overrides
  ) -> [Judgement] {
    if found.introductions.isEmpty, overrides.isEmpty { return [] }
    return Judge(
      policy: policy, facts: facts, mode: mode, overrides: overrides,
      defersToLater: request.isHook
    ).judgements(of: found.introductions)
  }

  /// Everything that is known of what comes in.
  private func gathered(
    about found: Introductions, in change: Change, _ policy: Policy, routes: IndexRoutes,
    _ index: IndexConfiguration, _ ranking: PopularitySource, _ clock: Clock
  ) throws(RunFailure) -> GatheredFacts {
    let questions = Judge.questions(
      about: found.introductions, routes: routes, searches: found.searches)
    let configuration = index.accepting(policy)
    var facts = Facts(
      clock: clock, projects: [:], popularity: ranking.popularity,
      established: found.established,
      introduced: Judge.introducedNames(found.introductions), declared: found.declared,
      noProjects: BuiltIn.noProjects(),
      pythons: try pythons(of: found.introductions, in: change), routes: routes,
      searches: found.searches)
    let inquiry = IndexInquiry(
      configuration: configuration, indexes: routes.indexes, environment: request.environment,
      progress: progress, hear: log.map { log in { log.tell(of: $0) } })
    if !questions.isEmpty {
      facts = inquiry.answer(
        found.introductions, policy: policy, facts: facts, defersToLater: request.isHook)
    }
    let advised = Set(Judge.namesWithAdvisories(found.introductions)).union(facts.projects.keys)
      .union(facts.elsewhere.values.flatMap(\.keys))
    let snapshot = SnapshotFacts.about(
      advised.sorted(), cache: index.cacheDirectory, now: clock.now)
    let names = NameFacts.about(
      facts.projects, at: index, policy: policy, decides: request.isHook, now: clock.now)
    return GatheredFacts(
      facts: facts.adding(advisories: snapshot.advisories, existing: names.existing),
      popularityDate: facts.popularity.date, index: inquiry.addresses(of: facts),
      notices: notices(facts, questions.isEmpty ? nil : configuration) + names.notices
        + snapshot.notices)
  }

  /// Without a policy one tier judges every path, whatever it is.
  private func introductions(
    in change: Change, _ policy: Policy?, _ index: IndexURL, _ ranking: PopularitySource
  ) throws(RunFailure) -> Introductions {
    do {
      return try Introductions.find(
        in: change,
        on: Introductions.Terms(
          scope: { policy?.tier(for: $0).name ?? "" },
          selection: policy?.manifests ?? ManifestSelection(),
          policyFiles: Set(policy?.files.map(\.path) ?? []),
          isOwnIndex: { index.isMeant(by: $0) || IndexURL.standard.isMeant(by: $0) },
          isRanked: { ranking.popularity.rank(of: $0) != nil },
          sharing: Processors.sharing, modules: BuiltIn.modules))
    } catch {
      throw RunFailure(error)
    }
  }

  private func pythons(
    of introductions: [Introduction], in change: Change
  ) throws(RunFailure) -> DeclaredPythons {
    do {
      return try DeclaredPythons(for: introductions, in: change.head)
    } catch {
      throw RunFailure(error)
    }
  }

  /// To read the built-in files takes longer than the rest of a run that has nothing to judge.
  private func builtInPolicy(
    for found: Introductions, in change: Change
  ) throws(RunFailure) -> Policy {
    let hasNothing =
      found.introductions.isEmpty && !change.files.contains { OverrideFolder.contains($0.path) }
    return hasNothing ? .withoutRules : try BuiltIn.policies().policy
  }

  /// Says that nobody knows the time.
  private func notices(about clock: Clock) -> [String] {
    clock.problem.map { [$0.reason + ": no age is known, and no override counts; set the clock"] }
      ?? []
  }

  /// Says that the policy is older than those who wrote it meant it to become.
  private func notices(about policy: Policy, at now: Timestamp) -> [String] {
    guard let expires = policy.expires, now >= expires else { return [] }
    return [
      "the policy expired at \(expires): its rules hold, and no override counts; renew 'expires'"
    ]
  }

  /// Names the changed manifests that the policy takes out.
  private func notices(about excluded: [RepositoryPath]) -> [String] {
    if excluded.isEmpty { return [] }
    let named = excluded.prefix(3).map { "'\($0)'" }.joined(separator: ", ")
    let more = excluded.count > 3 ? " and \(excluded.count - 3) more" : ""
    return ["not read, as the policy says: \(named)\(more)"]
  }

  /// Says when answers come from the cache because nobody could be asked.
  private func notices(_ facts: Facts, _ configuration: IndexConfiguration?) -> [String] {
    guard let configuration else { return [] }
    let lookups = facts.projects.values + facts.elsewhere.values.flatMap(\.values)
    let ages = lookups.compactMap { lookup -> Age? in
      guard case .found(let record) = lookup else { return nil }
      let age = Age(since: record.fetched, now: facts.now)
      return age.seconds >= configuration.freshness.components.seconds ? age : nil
    }
    let used = ages.max().map { "cached answers up to \($0) old were used" }
    if request.isOffline {
      return ["offline: " + (used ?? "only fresh and embedded facts were used")]
    }
    return used.map { ["the index was not reached; \($0)"] } ?? []
  }
}

/// What a run came to know outside the change.
private struct GatheredFacts {
  let facts: Facts
  /// The day of the list of the most downloaded projects.
  let popularityDate: String
  /// Which indexes were asked; nil for none.
  let index: String?
  /// What is to be said of where the facts come from.
  let notices: [String]

  /// Nothing was asked.
  static func nothing(at clock: Clock, popularityDate: String) -> GatheredFacts {
    GatheredFacts(
      facts: Facts(clock: clock, projects: [:], popularity: BuiltIn.popularity()),
      popularityDate: popularityDate, index: nil, notices: [])
  }
}
