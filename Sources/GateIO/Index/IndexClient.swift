import Gate
import PythonPackaging

/// Asks an index about projects, over a cache.
package struct IndexClient {
  package let configuration: IndexConfiguration
  private let transport: HTTPTransport

  private static let longestName = 100

  package init(_ configuration: IndexConfiguration, transport: HTTPTransport? = nil) {
    self.configuration = configuration
    self.transport = transport ?? .curl(configuration)
  }

  /// Answers for every name, and returns within the budget. Spellings of one project are one
  /// request. `progress` hears how many of how many projects are answered.
  ///
  /// Where the network cannot tell, what is cached still does, up to the configured age; the
  /// record's `fetched` says from when it is.
  package func lookUp(
    _ names: [ProjectName], now: Timestamp,
    progress: (_ answered: Int, _ total: Int) -> Void = { _, _ in }
  ) -> [ProjectName: ProjectLookup] {
    var answers: [ProjectName: ProjectLookup] = [:]
    var conversations: [Conversation] = []
    var asked: [ProjectName] = []
    var stale: [ProjectName: ProjectRecord] = [:]
    let cache = configuration.cacheDirectory.flatMap {
      IndexCache(directory: $0, index: configuration.index)
    }

    for name in Set(names).sorted() {
      guard name.normalized.utf8.count <= Self.longestName else {
        answers[name] = .unavailable(.init(.answer, "the name is too long to ask for"))
        continue
      }
      let cached = cache?.record(of: name, now: now)
      if let cached, isFresh(cached.record, now: now) {
        answers[name] = .found(cached.record)
      } else if configuration.isOffline {
        answers[name] =
          cached.map { withoutNetwork($0.record, because: "offline", now: now) }
          ?? .unavailable(.init(.network, "offline, and nothing is cached for '\(name)'"))
      } else {
        conversations.append(
          Conversation(
            about: name, tag: asked.count, configuration, now: now, cached: cached))
        asked.append(name)
        stale[name] = cached?.record
      }
    }

    let total = answers.count + asked.count
    progress(answers.count, total)
    guard !asked.isEmpty else { return answers }
    let requests = conversations.map { $0.request() }
    transport.perform(requests, configuration.budget) { request, outcome in
      switch conversations[request.tag].receive(outcome) {
      case .ask(let next): return [next]
      case .finish(let lookup, let keeps):
        let name = asked[request.tag]
        if case .unavailable(let unavailability) = lookup, unavailability.cause == .network {
          answers[name] = withoutNetwork(
            stale[name], because: unavailability.reason, now: now)
        } else {
          answers[name] = lookup
        }
        if let keeps { cache?.keep(keeps) }
        if lookup == .absent { cache?.forget(name) }
        progress(answers.count, total)
        return []
      }
    }
    // A request dropped at the end of the budget was the last of its conversation.
    for name in asked where answers[name] == nil {
      answers[name] = withoutNetwork(
        stale[name], because: "the time for look-ups was over", now: now)
    }
    return answers
  }

  /// What can be said of a project when nobody answers: the cached record, if it is young enough.
  private func withoutNetwork(
    _ cached: ProjectRecord?, because reason: String, now: Timestamp
  ) -> ProjectLookup {
    guard let cached else { return .unavailable(.init(.network, reason)) }
    let age = Age(since: cached.fetched, now: now)
    guard age <= configuration.maximumAge else {
      return .unavailable(.init(.network, reason + ", and the cached answer is \(age) old"))
    }
    return .found(cached)
  }

  private func isFresh(_ record: ProjectRecord, now: Timestamp) -> Bool {
    Age(since: record.fetched, now: now).seconds < configuration.freshness.components.seconds
  }
}
