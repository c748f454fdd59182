import SourceText

/// Finds the manifests that a change concerns although they did not change: those that include a
/// changed file whose own name says nothing.
enum IncludeRoots {
  static func affected(by change: Change) throws(TreeError) -> Set<RepositoryPath> {
    var roots: Set<RepositoryPath> = []
    var nameless: Set<RepositoryPath> = []
    for file in change.files {
      let isNamed = change.named.contains(file.path)
      if ManifestFormats.format(for: file.path) != nil
        || (isNamed && !UnsupportedManifests.contains(file.path))
      {
        roots.insert(file.path)
      } else if !isNamed {
        nameless.insert(file.path)
      }
    }
    if nameless.isEmpty { return roots }
    // The head alone is enough: up to the first changed file, a chain of includes that begins at an
    // unchanged manifest is the same on both sides.
    var reach = IncludeReach(tree: change.head, targets: nameless)
    for path in try change.head.pathsWhere({ ManifestFormats.format(for: $0) != nil }) {
      if !roots.contains(path), try reach.includes(path) { roots.insert(path) }
    }
    return roots
  }
}

/// Whether a manifest of one tree leads to one of the targets.
private struct IncludeReach {
  let tree: FileTree
  let targets: Set<RepositoryPath>
  /// What each file includes, requirements files alone.
  private var known: [RepositoryPath: [RepositoryPath]] = [:]
  /// Files that were followed to their ends and lead to no target.
  private var fruitless: Set<RepositoryPath> = []

  init(tree: FileTree, targets: Set<RepositoryPath>) {
    self.tree = tree
    self.targets = targets
  }

  mutating func includes(_ root: RepositoryPath) throws(TreeError) -> Bool {
    var visited: Set<RepositoryPath> = [root]
    var open = try includes(of: root, isRoot: true)
    while let path = open.popLast() {
      if targets.contains(path) { return true }
      // A path below a link is refused where it is followed; the link itself may have changed.
      var folder = path.parent
      while let current = folder {
        if targets.contains(current) { return true }
        folder = current.parent
      }
      guard !fruitless.contains(path), visited.insert(path).inserted else { continue }
      open += try includes(of: path, isRoot: false)
    }
    fruitless.formUnion(visited)
    return false
  }

  private mutating func includes(
    of path: RepositoryPath, isRoot: Bool
  ) throws(TreeError) -> [RepositoryPath] {
    let isPyproject = isRoot && PyprojectFormat.reads(path)
    if !isPyproject, let paths = known[path] { return paths }
    guard case .file(let bytes) = try tree.entry(path) else { return [] }
    let file = SourceFile(path: path, bytes: bytes)
    let includes =
      isPyproject
      ? PyprojectFormat.manifest(of: file, as: .runtime).includes
      : RequirementsFormat.includes(of: file)
    let paths = includes.map(\.path)
    if !isPyproject { known[path] = paths }
    return paths
  }
}
