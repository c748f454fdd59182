import PythonPackaging

/// What comes along with a release: what it asks for, what that asks for, and so on, as far as it is
/// new here.
///
/// No versions are resolved: each requirement leads to the release that it selects by itself. What
/// the repository has or introduces itself is judged where it stands, and not followed. Repetitions
/// and cycles are followed once.
package struct PulledTree: Sendable {
  /// A requirement that leads to a project which is new here.
  package struct Node: Sendable {
    package let requirement: Requirement
    /// The place of the node that asks for it; nil for the root.
    package let parent: Int?
    package let depth: Int
    /// The release that it selects today.
    package var release: Release?
    /// Why it is not known what this brings along in turn.
    package var gap: Gap?
  }

  package enum Gap: Hashable, Sendable {
    /// The index has no such project, or no such release: rules of their own say so.
    case absent
    /// The index does not tell what the release asks for.
    case untold
    case unavailable(Unavailability)
    /// The tree is cut here.
    case limit
    /// It comes from an address instead of an index.
    case direct
  }

  /// Breadth first.
  package private(set) var nodes: [Node] = []
  /// What stands in metadata where a requirement should be.
  package private(set) var unreadable: [(owner: Release, text: String)] = []
  /// Whether the tree was cut, by depth or by count.
  package private(set) var isCut = false
  /// Why it is not known what the root asks for.
  package private(set) var rootGap: Gap?
  /// The projects whose listings would tell more.
  package private(set) var dueNames: [ProjectName] = []
  /// The selections whose metadata would tell more.
  package private(set) var dueSelections: [Selection] = []

  package static let deepest = 8
  package static let largest = 200

  /// The extras with which each release was followed.
  private typealias Visits = [Release: [Set<ProjectName>]]

  /// `specifiers` and `extras` are those of the root's requirement.
  package init(of root: Selection, extras: [ProjectName], facts: Facts) {
    guard let release = root.chosenRelease else { return }
    var seen: Visits = [release: [Set(extras)]]
    var waiting: [(metadata: CoreMetadata, extras: [ProjectName], node: Int?)] = []
    switch look(at: root, release, facts) {
    case .found(let metadata): waiting.append((metadata, extras, nil))
    case .gap(let gap): rootGap = gap
    }
    var next = 0
    while next < waiting.count {
      let (metadata, extras, parent) = waiting[next]
      next += 1
      let owner = Release(project: metadata.name, version: metadata.version)
      unreadable += metadata.unreadableRequirements.map { (owner, $0) }
      let depth = parent.map { nodes[$0].depth + 1 } ?? 1
      for requirement in metadata.requirements(with: extras) {
        if requirement.name == release.project || facts.isFamiliar(requirement.name) { continue }
        guard nodes.count < Self.largest else {
          isCut = true
          return
        }
        var node = Node(requirement: requirement, parent: parent, depth: depth)
        switch follow(requirement, &node, facts, &seen) {
        case nil: continue
        case .gap(let gap): node.gap = gap
        case .found(let metadata) where depth < Self.deepest:
          waiting.append((metadata, requirement.extras, nodes.count))
        case .found(let metadata):
          if !metadata.requirements(with: requirement.extras).isEmpty {
            node.gap = .limit
            isCut = true
          }
        }
        nodes.append(node)
      }
    }
  }

  /// The projects that lead to a node, from the one that the root asks for.
  func path(to place: Int) -> [ProjectName] {
    var path: [ProjectName] = []
    var next: Int? = place
    while let place = next {
      path.append(nodes[place].requirement.name)
      next = nodes[place].parent
    }
    return path.reversed()
  }

  private enum Known {
    case found(CoreMetadata)
    case gap(Gap)
  }

  /// What a requirement leads to; nil when it has been followed already.
  private mutating func follow(
    _ requirement: Requirement, _ node: inout Node, _ facts: Facts, _ seen: inout Visits
  ) -> Known? {
    if requirement.url != nil { return .gap(.direct) }
    guard let lookup = facts.lookup(pulled: requirement.name) else {
      if !dueNames.contains(requirement.name) { dueNames.append(requirement.name) }
      return .gap(.unavailable(Unavailability(.network, "the index was not asked")))
    }
    switch lookup {
    case .absent: return .gap(.absent)
    case .unavailable(let reason): return .gap(.unavailable(reason))
    case .found(let record):
      let selection = Selection(of: requirement.specifiers, from: record)
      guard let release = selection.chosenRelease else { return .gap(.absent) }
      node.release = release
      let visits = seen[release] ?? []
      if visits.contains(where: { $0.isSuperset(of: requirement.extras) }) { return nil }
      seen[release] = visits + [Set(requirement.extras)]
      return look(at: selection, release, facts)
    }
  }

  private mutating func look(at selection: Selection, _ release: Release, _ facts: Facts) -> Known {
    switch facts.metadata[release] {
    case .found(let metadata): return .found(metadata)
    case .untold: return .gap(.untold)
    case .unavailable(let reason): return .gap(.unavailable(reason))
    case nil:
      dueSelections.append(selection)
      return .gap(.unavailable(Unavailability(.network, "the index was not asked")))
    }
  }
}
