import Gate
import PythonPackaging

/// Gathers everything that is known of one project.
package struct InquiryRun {
  private let request: RunRequest
  private let version: String

  /// Of the request, what it says of the index, the clock and the environment counts.
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
    let facts = IndexInquiry(
      configuration: index, indexes: [], environment: request.environment, progress: .silent
    ).answer(
      [inquiry.introduction], policy: strictest,
      facts: Facts(
        clock: Clock(now), projects: [:],
        popularity: PopularitySource(cache: index.cacheDirectory).popularity,
        introduced: [inquiry.name], noProjects: BuiltIn.noProjects()),
      defersToLater: false)
    let snapshot = SnapshotFacts.about(
      facts.projects.keys.sorted(), cache: index.cacheDirectory, now: now)
    return inquiry.profile(facts.adding(advisories: snapshot.advisories), policies: policies)
  }
}
