import Gate
import PythonPackaging

/// Asks an index what releases say of themselves, over a cache.
package struct MetadataClient {
  private let configuration: IndexConfiguration
  private let transport: HTTPTransport
  private let hear: ((IndexAnswer) -> Void)?

  /// `hear` is told how each request ended, and what the cache answered in its place.
  package init(
    _ configuration: IndexConfiguration, transport: HTTPTransport? = nil,
    hear: ((IndexAnswer) -> Void)? = nil
  ) {
    self.configuration = configuration
    self.hear = hear
    self.transport = (transport ?? .curl(configuration)).observed(by: hear)
  }

  /// Answers for the release that each selection chooses, and returns within the budget.
  package func lookUp(_ selections: [Selection]) -> [Release: MetadataLookup] {
    var answers: [Release: MetadataLookup] = [:]
    var questions: [MetadataQuestion] = []
    let cache = configuration.cacheDirectory.flatMap { MetadataCache(directory: $0) }
    for selection in selections {
      guard let release = selection.chosenRelease, answers[release] == nil else { continue }
      guard let (_, metadata) = selection.describedFile else {
        let addresses =
          configuration.asksOlderInterface
          ? ReleaseDescription.addresses(of: release, at: configuration.index) : []
        answers[release] = .untold
        guard let first = addresses.first else { continue }
        if configuration.isOffline {
          answers[release] = .unavailable(
            Unavailability(.network, "offline, and the metadata of \(release) is not cached"))
          continue
        }
        questions.append(
          MetadataQuestion(
            about: release, in: .description(others: addresses.dropFirst()), url: first,
            tag: questions.count, configuration))
        continue
      }
      let url = configuration.index.metadata(
        besideFileAt: metadata.address, listedFor: release.project)
      if let text = metadata.digest.flatMap({ cache?.text(with: $0) }) {
        answers[release] = MetadataQuestion.lookup(text, about: release)
        hear?(IndexAnswer(url: url ?? metadata.address, outcome: .cached, duration: .zero))
      } else if configuration.isOffline {
        answers[release] = .unavailable(
          Unavailability(.network, "offline, and no metadata of \(release) is cached"))
      } else if let url {
        // Stands until the answer comes; what the budget cuts off stays.
        answers[release] = .unavailable(
          Unavailability(.network, "the time for look-ups was over"))
        questions.append(
          MetadataQuestion(
            about: release, in: .file(metadata.digest), url: url, tag: questions.count,
            configuration))
      } else {
        answers[release] = .unavailable(
          Unavailability(.answer, "the index lists an address that is not asked for metadata"))
      }
    }
    guard !questions.isEmpty else { return answers }
    transport.perform(questions.map { $0.request() }, configuration.timeLeft) { request, outcome in
      switch questions[request.tag].receive(outcome) {
      case .ask(let next): return [next]
      case .finish(let lookup, let keeps):
        let question = questions[request.tag]
        answers[question.release] = lookup
        if let keeps, let digest = question.digest { cache?.keep(keeps, with: digest) }
        return []
      }
    }
    return answers
  }
}
