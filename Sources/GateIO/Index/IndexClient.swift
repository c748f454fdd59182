import Gate
import PythonPackaging

/// Asks an index about projects, over a cache.
package struct IndexClient {
  package let configuration: IndexConfiguration
  private let transport: HTTPTransport
  fileprivate let hear: ((IndexAnswer) -> Void)?

  fileprivate static let longestName = 100

  /// `hear` is told how each request ended, and what the cache answered in its place.
  package init(
    _ configuration: IndexConfiguration, transport: HTTPTransport? = nil,
    hear: ((IndexAnswer) -> Void)? = nil
  ) {
    self.configuration = configuration
    self.hear = hear
    self.transport = (transport ?? .curl(configuration)).observed(by: hear)
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
    Self.lookUp([(self, names)], now: now, progress: progress)[0]
  }

  /// Asks several indexes at once, within the budget and over the transport of the first.
  package static func lookUp(
    _ parts: [(client: IndexClient, names: [ProjectName])], now: Timestamp,
    progress: (_ answered: Int, _ total: Int) -> Void = { _, _ in }
  ) -> [[ProjectName: ProjectLookup]] {
    guard let first = parts.first?.client else { return [] }
    var lookUps: [LookUp] = []
    for (client, names) in parts {
      let tag = lookUps.last.map { $0.firstTag + $0.asked.count } ?? 0
      lookUps.append(LookUp(of: names, by: client, firstTag: tag, now: now))
    }
    let total = lookUps.reduce(0) { $0 + $1.answers.count + $1.asked.count }
    func answered() -> Int { lookUps.reduce(0) { $0 + $1.answers.count } }
    progress(answered(), total)
    let requests = lookUps.flatMap(\.requests)
    if !requests.isEmpty {
      first.transport.perform(requests, first.configuration.timeLeft) { request, outcome in
        guard let position = lookUps.lastIndex(where: { $0.firstTag <= request.tag }) else {
          return []
        }
        let next = lookUps[position].receive(outcome, for: request)
        if next.isEmpty { progress(answered(), total) }
        return next
      }
    }
    if !requests.isEmpty, let path = first.configuration.cacheDirectory {
      let clock = Environment.now.seconds
      CachePruning(path, limit: first.configuration.cacheLimit, now: clock)?.pruneIfDue()
    }
    return lookUps.map { $0.finished() }
  }

  /// What can be said of a project when nobody answers: the cached record, if it is young enough.
  fileprivate func withoutNetwork(
    _ cached: ProjectRecord?, because reason: String, now: Timestamp
  ) -> ProjectLookup {
    guard let cached else { return .unavailable(.init(.network, reason)) }
    let age = Age(since: cached.fetched, now: now)
    guard age <= configuration.maximumAge else {
      return .unavailable(.init(.network, reason + ", and the cached answer is \(age) old"))
    }
    return .found(cached)
  }

  fileprivate func isFresh(_ record: ProjectRecord, now: Timestamp) -> Bool {
    Age(since: record.fetched, now: now).seconds < configuration.freshness.components.seconds
  }
}

/// What one index is asked, and what it has answered so far.
private struct LookUp {
  private(set) var answers: [ProjectName: ProjectLookup] = [:]
  private(set) var asked: [ProjectName] = []
  /// The tag of the first request; those of later ones follow.
  let firstTag: Int
  private let client: IndexClient
  private let now: Timestamp
  private let cache: IndexCache?
  private var conversations: [Conversation] = []
  private var stale: [ProjectName: ProjectRecord] = [:]

  /// Takes from the cache what is fresh there.
  init(of names: [ProjectName], by client: IndexClient, firstTag: Int, now: Timestamp) {
    self.client = client
    self.firstTag = firstTag
    self.now = now
    let configuration = client.configuration
    cache = configuration.cacheDirectory.flatMap {
      IndexCache(directory: $0, index: configuration.index)
    }
    let names = Set(names).sorted()
    let known = cache?.records(of: names, now: now) ?? names.map { _ in nil }
    for (name, cached) in zip(names, known) {
      guard name.normalized.utf8.count <= IndexClient.longestName else {
        answers[name] = .unavailable(.init(.answer, "the name is too long to ask for"))
        continue
      }
      let isFresh = cached.map { client.isFresh($0.record, now: now) } ?? false
      if let hear = client.hear, cached != nil, isFresh || configuration.isOffline {
        let url = configuration.index.listing(of: name)
        hear(IndexAnswer(url: url, outcome: .cached, duration: .zero))
      }
      if let cached, isFresh {
        answers[name] = .found(cached.record)
      } else if configuration.isOffline {
        answers[name] =
          cached.map { client.withoutNetwork($0.record, because: "offline", now: now) }
          ?? .unavailable(.init(.network, "offline, and nothing is cached for '\(name)'"))
      } else {
        conversations.append(
          Conversation(
            about: name, tag: firstTag + asked.count, configuration, now: now, cached: cached))
        asked.append(name)
        stale[name] = cached?.record
      }
    }
  }

  var requests: [HTTPRequest] { conversations.map { $0.request() } }

  mutating func receive(_ outcome: HTTPOutcome, for request: HTTPRequest) -> [HTTPRequest] {
    let position = request.tag - firstTag
    switch conversations[position].receive(outcome) {
    case .ask(let next): return [next]
    case .finish(let lookup, let keeps):
      let name = asked[position]
      if case .unavailable(let unavailability) = lookup, unavailability.cause == .network {
        answers[name] = client.withoutNetwork(
          stale[name], because: unavailability.reason, now: now)
      } else {
        answers[name] = lookup
      }
      if let keeps { cache?.keep(keeps) }
      if lookup == .absent { cache?.forget(name) }
      return []
    }
  }

  /// Every answer. A request dropped at the end of the budget was the last of its conversation.
  func finished() -> [ProjectName: ProjectLookup] {
    var answers = answers
    for name in asked where answers[name] == nil {
      answers[name] = client.withoutNetwork(
        stale[name], because: "the time for look-ups was over", now: now)
    }
    return answers
  }
}
