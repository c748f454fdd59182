import SourceText

/// Which paths are read, and as what: the known names, what a policy adds and excludes, and what the
/// operator names.
package struct ManifestSelection: Sendable {
  /// What is done with a path.
  package enum Choice: Sendable {
    case read(any ManifestFormat.Type)
    /// The policy says that it is no manifest, whatever its name.
    case excluded
    /// It may declare dependencies in a form that is not read.
    case unsupported
    /// Its name says nothing; it may still be included by another file.
    case nameless
  }

  /// What a policy says of paths; a nil format excludes them.
  package struct Entry: Sendable {
    package let match: PathPattern
    package let format: (any ManifestFormat.Type)?
    /// Where it is said.
    package let location: Location?

    package init(
      match: PathPattern, format: (any ManifestFormat.Type)?, location: Location? = nil
    ) {
      self.match = match
      self.format = format
      self.location = location
    }
  }

  /// What the policy says, in its order.
  package let entries: [Entry]
  /// Paths that the operator named: requirements files, where nothing else is known of them.
  private let named: Set<RepositoryPath>
  /// What a floor says of paths, where there is one; one at most.
  private let floors: [ManifestSelection]

  package init(
    _ entries: [Entry] = [], named: Set<RepositoryPath> = [], floor: ManifestSelection? = nil
  ) {
    self.entries = entries
    self.named = named
    floors = floor.map { [$0] } ?? []
  }

  /// The same selection with paths that the operator names.
  package func naming(_ paths: Set<RepositoryPath>) -> ManifestSelection {
    ManifestSelection(entries, named: paths, floor: floors.first?.naming(paths))
  }

  package func choice(for path: RepositoryPath) -> Choice {
    let own = ownChoice(for: path)
    guard let floor = floors.first else { return own }
    // What the floor reads is read, and as the floor reads it; nothing else may be hidden from it.
    switch (floor.choice(for: path), own) {
    case (.read(let format), _): return .read(format)
    case (.unsupported, .excluded): return .unsupported
    case (.nameless, .excluded): return .nameless
    default: return own
    }
  }

  private func ownChoice(for path: RepositoryPath) -> Choice {
    let isNamed = !named.isEmpty && named.contains(path)
    if !isNamed, let entry = entry(for: path) { return entry.format.map { .read($0) } ?? .excluded }
    if let format = ManifestFormats.format(for: path) { return .read(format) }
    if UnsupportedManifests.contains(path) { return .unsupported }
    return isNamed ? .read(RequirementsFormat.self) : .nameless
  }

  /// The format that reads a path, if it is among the members; nil when none does.
  func format(
    for path: RepositoryPath, among members: ManifestFormats.Members
  ) -> (any ManifestFormat.Type)? {
    // Asked of every path of a tree, so that what only other choices need is left out.
    if entries.isEmpty, named.isEmpty { return ManifestFormats.format(for: path, among: members) }
    guard case .read(let format) = choice(for: path) else { return nil }
    return ManifestFormats.members { $0 == format.family } & members != 0 ? format : nil
  }

  /// The format that reads a path; nil when none does.
  package func format(for path: RepositoryPath) -> (any ManifestFormat.Type)? {
    format(for: path, among: .max)
  }

  /// The most specific entry that matches, as for tiers.
  private func entry(for path: RepositoryPath) -> Entry? {
    var best: Entry?
    for entry in entries where entry.match.matches(path) {
      if let current = best, !entry.match.isMoreSpecific(than: current.match) { continue }
      best = entry
    }
    return best
  }
}
