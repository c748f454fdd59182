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
  package func lookUp(
    _ names: [ProjectName], now: Timestamp,
    progress: (_ answered: Int, _ total: Int) -> Void = { _, _ in }
  ) -> [ProjectName: ProjectLookup] {
    var answers: [ProjectName: ProjectLookup] = [:]
    var conversations: [Conversation] = []
    var asked: [ProjectName] = []
    let cache = configuration.cacheDirectory.flatMap {
      IndexCache(directory: $0, index: configuration.index)
    }

    for name in Set(names).sorted() {
      guard name.normalized.utf8.count <= Self.longestName else {
        answers[name] = .unavailable(.init(.answer, "the name is too long to ask for"))
        continue
      }
      let cached = cache?.record(of: name, now: now)
      if let cached, configuration.isOffline || isFresh(cached.record, now: now) {
        answers[name] = .found(cached.record)
      } else if configuration.isOffline {
        let reason = "offline, and nothing is cached for '\(name)'"
        answers[name] = .unavailable(.init(.network, reason))
      } else {
        conversations.append(
          Conversation(
            about: name, tag: asked.count, configuration, now: now, cached: cached))
        asked.append(name)
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
        answers[name] = lookup
        if let keeps { cache?.keep(keeps) }
        if lookup == .absent { cache?.forget(name) }
        progress(answers.count, total)
        return []
      }
    }
    // A request dropped at the end of the budget was the last of its conversation.
    for name in asked where answers[name] == nil {
      answers[name] = .unavailable(.init(.network, "the time for look-ups was over"))
    }
    return answers
  }

  private func isFresh(_ record: ProjectRecord, now: Timestamp) -> Bool {
    Age(since: record.fetched, now: now).seconds < configuration.freshness.components.seconds
  }
}
