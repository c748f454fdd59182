import SourceText

/// When an installer looks at the index that an option names.
package enum IndexSearch: Hashable, Sendable {
  /// Beside all others: the highest version that any has is taken (pip, PDM, Poetry).
  case together
  /// Before those that come later: the first that has the project is taken (uv).
  case inOrder
  /// Only for declarations that name it, or for what no other index has.
  case byName
}

/// Where installers look for what files declare without an index of their own, as far as the files
/// themselves say it.
package struct InstallerSearches: Sendable {
  /// An index from which a project may come.
  package enum Place: Hashable, Sendable {
    /// The one that installers ask when nothing else is said.
    case usual
    /// As written; shown only through `Redacted`.
    case address(String)
  }

  private let places: [RepositoryPath: [Place]]

  package static let none = InstallerSearches(options: [], includes: [:])

  /// `includes` holds the files that each file makes installers read. What one of them says holds for
  /// all that are read together with it.
  init(options: [IndexOption], includes: [RepositoryPath: Set<RepositoryPath>]) {
    let relevant = options.filter { Self.isRelevant($0) }
    if relevant.isEmpty {
      places = [:]
      return
    }
    let groups = Self.groups(relevant.map(\.location.file.path), includes)
    var byGroup: [RepositoryPath: [IndexOption]] = [:]
    for option in relevant {
      let path = option.location.file.path
      byGroup[groups[path] ?? path, default: []].append(option)
    }
    let found = byGroup.mapValues(Self.places)
    var places = groups.compactMapValues { found[$0] }
    for (path, place) in found { places[path] = place }
    self.places = places
  }

  /// The places of which each may decide what a file's declaration means; none when its files leave
  /// that to the installer's own settings.
  package func places(for path: RepositoryPath) -> [Place] { places[path] ?? [] }

  private static func isRelevant(_ option: IndexOption) -> Bool {
    if option.context == .prose { return false }
    switch option.kind {
    case .indexURL, .extraIndexURL, .noIndex: return true
    // A folder of this machine or repository is no index that strangers publish on.
    case .findLinks: return ReferenceReader.scheme(of: Array(option.value.utf8)[...]) != nil
    case .trustedHost, .prereleases, .channel: return false
    }
  }

  private static func places(_ options: [IndexOption]) -> [Place] {
    func addresses(_ kind: IndexOption.Kind, _ search: IndexSearch) -> [Place] {
      options.filter { $0.kind == kind && $0.search == search }.map { .address($0.value) }
    }
    var places: [Place] = []
    if !options.contains(where: { $0.kind == .noIndex }) {
      let ordered = options.first { $0.search == .inOrder }
      let main = addresses(.indexURL, .together)
      if let ordered {
        places = [.address(ordered.value)]
      } else {
        places = (main.isEmpty ? [.usual] : main) + addresses(.extraIndexURL, .together)
      }
    }
    places += addresses(.findLinks, .together)
    var seen: Set<Place> = []
    return places.filter { seen.insert($0).inserted }
  }

  /// Gives each file that another includes, or that includes one, a member of its group.
  private static func groups(
    _ paths: [RepositoryPath], _ includes: [RepositoryPath: Set<RepositoryPath>]
  ) -> [RepositoryPath: RepositoryPath] {
    var neighbours: [RepositoryPath: [RepositoryPath]] = [:]
    for (file, included) in includes {
      for other in included {
        neighbours[file, default: []].append(other)
        neighbours[other, default: []].append(file)
      }
    }
    var groups: [RepositoryPath: RepositoryPath] = [:]
    for start in paths where groups[start] == nil {
      var open = [start]
      groups[start] = start
      while let path = open.popLast() {
        for next in neighbours[path] ?? [] where groups[next] == nil {
          groups[next] = start
          open.append(next)
        }
      }
    }
    return groups
  }
}
