import PythonPackaging

/// Which index is asked about a project, and which projects nobody else may hear of.
package struct IndexRoutes: Sendable {
  /// The index that the run asks where nothing else is said.
  package let runIndex: IndexURL
  /// Those that the policy names.
  package let indexes: [PolicyIndex]
  private let sent: [(name: NamePattern, index: PolicyIndex)]
  private let privacy: [(name: NamePattern, isPrivate: Bool)]
  /// Those of the floor, where there is one, whose word goes first; one at most.
  private let floors: [IndexRoutes]
  /// The names of indexes that a floor does not know.
  private let unknownToFloor: Set<String>

  package init(_ policy: Policy? = nil, runIndex: IndexURL = .standard) {
    self.runIndex = runIndex
    floors = policy?.floor.map { [IndexRoutes($0, runIndex: runIndex)] } ?? []
    let indexes = policy?.indexes ?? []
    self.indexes = indexes
    let known = policy?.floor?.indexes ?? indexes
    unknownToFloor = Set(
      indexes.filter { index in !known.contains { $0.url.isSame(as: index.url) } }.map(\.name))
    let entries = policy?.allowed ?? []
    let byName = Dictionary(indexes.map { ($0.name, $0) }) { first, _ in first }
    sent = entries.compactMap { entry in
      entry.index.flatMap { byName[$0] }.map { (entry.name, $0) }
    }
    privacy =
      (policy?.privateNames ?? []).map { ($0, true) }
      + entries.compactMap { entry in entry.isPrivate.map { (entry.name, $0) } }
  }

  /// The routes by the word of the floor alone.
  var floor: IndexRoutes? { floors.first }

  /// Whether the policy keeps the name from every index but its own. Where two patterns are equally
  /// specific, the one that says so holds.
  package func isPrivate(_ name: ProjectName) -> Bool {
    if let floor, floor.isPrivate(name) { return true }
    var best: (name: NamePattern, isPrivate: Bool)?
    for entry in privacy where entry.name.matches(name.normalized) {
      if let current = best, !entry.name.isMoreSpecific(than: current.name),
        current.name.isMoreSpecific(than: entry.name) || !entry.isPrivate
      {
        continue
      }
      best = entry
    }
    return best?.isPrivate ?? false
  }

  /// Whether the floor says so too, where there is one.
  func isPrivateToAll(_ name: ProjectName) -> Bool {
    floor?.isPrivateToAll(name) ?? isPrivate(name)
  }

  /// The index that the policy says a project comes from.
  package func index(of name: ProjectName) -> PolicyIndex? {
    if let index = floor?.index(of: name) { return index }
    var best: (name: NamePattern, index: PolicyIndex)?
    for entry in sent where entry.name.matches(name.normalized) {
      if let current = best, !entry.name.isMoreSpecific(than: current.name) { continue }
      best = entry
    }
    return best?.index
  }

  /// The index of the policy that an address is the address of; none that a floor does not know.
  package func index(at address: String) -> PolicyIndex? {
    indexes.first { $0.url.isMeant(by: address) && !unknownToFloor.contains($0.name) }
  }

  /// Who is asked about a dependency's project.
  package enum Route: Hashable, Sendable {
    case runIndex
    case named(PolicyIndex)
    /// Nobody, and why.
    case nobody(Unavailability)
  }

  /// What a file says counts as far as the policy knows the address: no other is ever asked.
  package func route(of name: ProjectName, for dependency: Dependency) -> Route {
    if dependency.ecosystem == .conda {
      return .nobody(Unavailability(.network, "conda channels are not asked"))
    }
    return route(of: name, writtenIndex: dependency.index)
  }

  /// Who is asked about a project that another asks for.
  package func route(of name: ProjectName) -> Route { route(of: name, writtenIndex: nil) }

  private func route(of name: ProjectName, writtenIndex: String?) -> Route {
    let own = index(of: name)
    if isPrivate(name), own.map({ IndexURL.standard.isSame(as: $0.url) }) ?? true {
      return .nobody(
        Unavailability(.policy, "the policy keeps the name private and names no index for it"))
    }
    // Neither asked nor passed over in favour of another: the name may be one that is private.
    if let own, unknownToFloor.contains(own.name) {
      return .nobody(
        Unavailability(
          .policy, "the policy sends it to the index '\(own.name)', which the floor does not know"))
    }
    guard let written = writtenIndex else { return own.map(route) ?? .runIndex }
    if let own {
      return own.url.isMeant(by: written) ? route(to: own) : .nobody(Self.foreign(written))
    }
    return index(at: written).map(route) ?? .nobody(Self.foreign(written))
  }

  /// The address of the index that is asked about a dependency's project; nil where nobody is.
  func askedIndex(of name: ProjectName, for dependency: Dependency) -> IndexURL? {
    switch route(of: name, for: dependency) {
    case .runIndex: runIndex
    case .named(let index): index.url
    case .nobody: nil
    }
  }

  private func route(to index: PolicyIndex) -> Route {
    runIndex.isSame(as: index.url) ? .runIndex : .named(index)
  }

  private static func foreign(_ address: String) -> Unavailability {
    let shown = Redacted.url(address)
    return Unavailability(
      .network, "it comes from the index '\(shown)', which this run does not ask")
  }
}

/// What indexes are to be asked.
package struct IndexQuestions: Hashable, Sendable {
  package private(set) var runIndex: Set<ProjectName> = []
  /// By the index's name.
  package private(set) var named: [String: Set<ProjectName>] = [:]

  package init() {}

  package mutating func ask(_ name: ProjectName, along route: IndexRoutes.Route) {
    switch route {
    case .runIndex: runIndex.insert(name)
    case .named(let index): named[index.name, default: []].insert(name)
    case .nobody: break
    }
  }

  package var isEmpty: Bool { runIndex.isEmpty && named.isEmpty }
}
