import PythonPackaging
import SourceText

/// What a change brings in: the step from files to dependencies.
package struct Introductions {
  /// Sorted by path and place.
  package let introductions: [Introduction]
  /// The projects that the base side of the files that were read declares.
  package let established: Set<ProjectName>
  /// Whether the change touches a file that declares dependencies, be it read or not.
  package let hasManifests: Bool

  /// Compares what both sides declare, as sets over the whole change.
  ///
  /// `scope` names what judges a path (its tier); a declaration that moves to another scope is new
  /// there. A new declaration is introduced once for each file that holds it, at its first place in
  /// that file.
  package static func find(
    in change: Change, scope: (RepositoryPath) -> String
  ) throws(TreeError) -> Introductions {
    var cache = ManifestCache()
    cache.changed = Set(change.files.map(\.path))
    let roots = try IncludeRoots.affected(by: change)
    let head = try Inventory.read(roots.sorted(), in: change.head, cache: &cache)
    // A file that the head newly includes was declared before if it is a manifest by itself.
    let included = head.files.filter { ManifestFormats.format(for: $0) != nil }
    let base = try Inventory.read(
      roots.union(included).sorted(), in: change.base, cache: &cache)

    var scopes: [RepositoryPath: String] = [:]
    for path in head.files.union(base.files) { scopes[path] = scope(path) }
    var found = introductions(from: base, to: head, changed: cache.changed, scopes: scopes)
    found += change.files.flatMap(introductions(of:))
    found += head.prose.intersection(cache.changed).map { .unsupported($0) }
    return Introductions(
      introductions: Ordered.sorted(found),
      established: Set(base.dependencies.compactMap(\.name)),
      hasManifests: !head.files.union(base.files).isDisjoint(with: cache.changed)
        || change.files.contains { UnsupportedManifests.contains($0.path) })
  }

  /// What a changed path brings in by being there.
  private static func introductions(of file: FileChange) -> [Introduction] {
    var found: [Introduction] = []
    if TrustedPaths.contains(file.path) { found.append(.trust(file.path)) }
    switch file.after {
    case .submodule: found.append(.submodule(file.path))
    case .file, .link:
      if UnsupportedManifests.contains(file.path), ManifestFormats.format(for: file.path) == nil {
        found.append(.unsupported(file.path))
      }
    case nil: break
    }
    return found
  }

  private static func introductions(
    from base: Inventory, to head: Inventory, changed: Set<RepositoryPath>,
    scopes: [RepositoryPath: String]
  ) -> [Introduction] {
    func scope(_ location: Location) -> String { scopes[location.file.path] ?? "" }
    var found = dependencies(from: base, to: head, scope: scope)

    let options = Set(base.options.map { OptionKey($0, scope: scope($0.location)) })
    var reportedOptions: Set<InFile<OptionKey>> = []
    for option in head.options {
      let key = OptionKey(option, scope: scope(option.location))
      let placed = InFile(key: key, path: option.location.file.path)
      if options.contains(key) || !reportedOptions.insert(placed).inserted { continue }
      found.append(.option(option))
    }

    let unreadable = Set(
      base.unreadable.map { UnreadableKey($0, scope: scope($0.diagnostic.location)) })
    for part in head.unreadable {
      let location = part.diagnostic.location
      let isKnown = unreadable.contains(
        UnreadableKey(part, scope: scope(location)))
      // What could not be read as a whole may hide anything that changed.
      let mayHideChange = part.extent == .file && changed.contains(location.file.path)
      if !isKnown || mayHideChange { found.append(.unreadable(part)) }
    }
    return found
  }

  private static func dependencies(
    from base: Inventory, to head: Inventory, scope: (Location) -> String
  ) -> [Introduction] {
    var found: [Introduction] = []
    var declared: Set<DeclarationKey> = []
    var previous: [ScopedName: [Dependency]] = [:]
    for dependency in base.dependencies {
      let scope = scope(dependency.location)
      declared.insert(DeclarationKey(dependency, scope: scope))
      if let name = dependency.name {
        previous[ScopedName(name: name, scope: scope), default: []].append(dependency)
      }
    }
    var reported: Set<InFile<DeclarationKey>> = []
    for dependency in head.dependencies {
      let scope = scope(dependency.location)
      let key = DeclarationKey(dependency, scope: scope)
      let placed = InFile(key: key, path: dependency.location.file.path)
      if declared.contains(key) || !reported.insert(placed).inserted { continue }
      let before = dependency.name.flatMap { previous[ScopedName(name: $0, scope: scope)] }
      found.append(.dependency(dependency, previous: before ?? []))
    }
    return found
  }
}

private struct ScopedName: Hashable {
  let name: ProjectName
  let scope: String
}

private struct InFile<Key: Hashable>: Hashable {
  let key: Key
  let path: RepositoryPath
}

/// Introductions by path, then by place; those of a whole file come first.
private enum Ordered {
  static func sorted(_ introductions: [Introduction]) -> [Introduction] {
    introductions.enumerated().sorted { a, b in
      let (pathA, pathB) = (a.element.path, b.element.path)
      if pathA != pathB { return pathA < pathB }
      let (placeA, placeB) = (place(a.element), place(b.element))
      return placeA == placeB ? a.offset < b.offset : placeA < placeB
    }.map(\.element)
  }

  private static func place(_ introduction: Introduction) -> Place {
    switch introduction {
    case .dependency(let dependency, _): Place(dependency.location, kind: 1)
    case .option(let option): Place(option.location, kind: 2)
    case .unreadable(let part): Place(part.diagnostic.location, kind: 3)
    case .unsupported, .submodule, .trust: Place(start: -1, end: -1, kind: 0)
    }
  }

  private struct Place: Comparable {
    let start: Int
    let end: Int
    let kind: Int

    init(start: Int, end: Int, kind: Int) {
      self.start = start
      self.end = end
      self.kind = kind
    }

    init(_ location: Location, kind: Int) {
      self.init(start: location.range.lowerBound, end: location.range.upperBound, kind: kind)
    }

    static func < (a: Self, b: Self) -> Bool {
      (a.start, a.end, a.kind) < (b.start, b.end, b.kind)
    }
  }
}
