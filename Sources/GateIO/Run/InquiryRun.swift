import Gate
import PythonPackaging

/// Gathers everything that is known of one project.
package struct InquiryRun {
  private let request: RunRequest
  private let version: String

  /// Of the request, what it says of the index, the clock and the environment counts, and the folder:
  /// the policy of its repository says which index is asked, and which names nobody may hear of.
  package init(request: RunRequest, version: String) {
    self.request = request
    self.version = version
  }

  package func profile(of inquiry: Inquiry) throws(RunFailure) -> ProjectProfile {
    var index = try IndexConfiguration(request, version: version)
    index.asksOlderInterface = true
    let now = request.asOf ?? Environment.now
    let policies = try BuiltIn.policies()
    // The strictest tier asks for everything that any of them does.
    let strictest = policies.policy.judging(everythingBy: "paranoid") ?? policies.policy
    let own = try IndexSettings.moved(
      PolicySource(request: request).policy(for: Proposal(request)),
      environment: request.environment)
    let routes = IndexRoutes(own, runIndex: index.index)
    let facts = IndexInquiry(
      configuration: index, indexes: routes.indexes, environment: request.environment,
      progress: .silent
    ).answer(
      [inquiry.introduction], policy: strictest,
      facts: Facts(
        clock: Clock(now), projects: [:],
        popularity: PopularitySource(cache: index.cacheDirectory).popularity,
        introduced: [inquiry.name], noProjects: BuiltIn.noProjects(), routes: routes),
      defersToLater: false)
    let known = Set(facts.projects.keys).union(facts.elsewhere.values.flatMap(\.keys))
    let snapshot = SnapshotFacts.about(
      known.sorted(), cache: index.cacheDirectory, now: now)
    return inquiry.profile(facts.adding(advisories: snapshot.advisories), policies: policies)
  }
}
