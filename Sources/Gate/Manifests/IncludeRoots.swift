import SourceText

/// Finds the files that a change concerns: those that changed and are read, and those that did not
/// change and include one that did.
enum IncludeRoots {
  static func affected(
    by change: Change, _ selection: ManifestSelection, cache: inout ManifestCache
  ) throws(TreeError) -> Set<RepositoryPath> {
    var roots: Set<RepositoryPath> = []
    var nameless: Set<RepositoryPath> = []
    for file in change.files {
      switch selection.choice(for: file.path) {
      case .read(let format):
        roots.insert(file.path)
        // A requirements file may have any name.
        if !format.family.declares { nameless.insert(file.path) }
      case .nameless: nameless.insert(file.path)
      case .excluded, .unsupported: continue
      }
    }
    nameless.subtract(change.named)
    if nameless.isEmpty { return roots }
    // Commands are many, and what they install from is a list of requirements by its name.
    let commandsMatter = nameless.contains { isRequirementList($0) }
    // The head alone is enough: up to the first changed file, a chain of includes that begins at an
    // unchanged manifest is the same on both sides.
    var reach = IncludeReach(tree: change.head, targets: nameless, selection: selection)
    let wanted = ManifestFormats.members { family in
      family.declares ? family != .lock : commandsMatter && family == .command
    }
    let candidates = try change.head.pathsWhere { path in
      selection.format(for: path, among: wanted) != nil
    }
    for path in candidates where !roots.contains(path) {
      if try reach.includes(path, &cache) { roots.insert(path) }
    }
    return roots
  }

  private static func isRequirementList(_ path: RepositoryPath) -> Bool {
    [".txt", ".in"].contains { path.bytes.suffix($0.utf8.count).elementsEqual($0.utf8) }
  }
}

/// Whether a manifest of one tree leads to one of the targets.
private struct IncludeReach {
  let tree: FileTree
  let targets: Set<RepositoryPath>
  let selection: ManifestSelection
  /// What each included file includes itself.
  private var known: [RepositoryPath: [RepositoryPath]] = [:]
  /// Files that were followed to their ends and lead to no target.
  private var fruitless: Set<RepositoryPath> = []

  init(tree: FileTree, targets: Set<RepositoryPath>, selection: ManifestSelection) {
    self.tree = tree
    self.targets = targets
    self.selection = selection
  }

  mutating func includes(
    _ root: RepositoryPath, _ cache: inout ManifestCache
  ) throws(TreeError) -> Bool {
    var visited: Set<RepositoryPath> = [root]
    var open = try includes(ofRoot: root, &cache)
    while let path = open.popLast() {
      if targets.contains(path) { return true }
      // A path below a link is refused where it is followed; the link itself may have changed.
      var folder = path.parent
      while let current = folder {
        if targets.contains(current) { return true }
        folder = current.parent
      }
      guard !fruitless.contains(path), visited.insert(path).inserted else { continue }
      open += try includes(ofIncluded: path)
    }
    fruitless.formUnion(visited)
    return false
  }

  private func includes(
    ofRoot path: RepositoryPath, _ cache: inout ManifestCache
  ) throws(TreeError) -> [RepositoryPath] {
    guard let format = selection.format(for: path) else { return [] }
    guard format == RequirementsFormat.self else {
      let key = ManifestCache.Key(path: path, isConstraint: false, isRequirements: false)
      let manifest = try cache.manifest(key, format: format, role: .runtime, in: tree)
      return manifest?.includes.flatMap(\.candidates) ?? []
    }
    return try paths(includedBy: path)
  }

  private mutating func includes(
    ofIncluded path: RepositoryPath
  ) throws(TreeError) -> [RepositoryPath] {
    if let paths = known[path] { return paths }
    let paths = try paths(includedBy: path)
    known[path] = paths
    return paths
  }

  private func paths(includedBy path: RepositoryPath) throws(TreeError) -> [RepositoryPath] {
    guard case .file(let bytes) = try tree.entry(path) else { return [] }
    return RequirementsFormat.includes(of: SourceFile(path: path, bytes: bytes))
      .flatMap(\.candidates)
  }
}
