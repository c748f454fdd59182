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
    let index = try IndexConfiguration(request, version: version)
    let now = request.asOf ?? Environment.now
    let lookups = IndexClient(index).lookUp([inquiry.name], now: now)
    let selection = inquiry.selection(in: lookups[inquiry.name])
    let metadata = selection.map { MetadataClient(index).lookUp([$0]) } ?? [:]
    let snapshot = SnapshotFacts.about([inquiry.name], cache: index.cacheDirectory, now: now)
    let facts = Facts(
      now: now, projects: lookups, popularity: BuiltIn.popularity(),
      advisories: snapshot.advisories, noProjects: BuiltIn.noProjects())
    return inquiry.profile(
      facts, metadata: selection?.chosenRelease.flatMap { metadata[$0] },
      policies: try BuiltIn.policies())
  }
}
