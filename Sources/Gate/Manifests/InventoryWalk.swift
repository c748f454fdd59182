import SourceText

/// Follows the includes of one root after the other.
struct InventoryWalk {
  let tree: FileTree
  let selection: ManifestSelection
  private(set) var inventory = Inventory()
  private var visited = VisitedFiles()
  /// The files that include each other down to the one that is read.
  private var open: [RepositoryPath] = []
  private var count = 0
  /// What the root at hand is.
  private var family = ManifestFamily.pip

  init(tree: FileTree, selection: ManifestSelection) {
    self.tree = tree
    self.selection = selection
  }

  mutating func read(root: RepositoryPath, cache: inout ManifestCache) throws(TreeError) {
    guard let (key, format, role) = ManifestCache.Key.root(root, selection) else { return }
    if visited.contains(key) { return }
    guard let manifest = try cache.manifest(key, format: format, role: role, in: tree) else {
      return
    }
    family = format.family
    if key.isRequirements, manifest.isProse {
      // Not visited: whoever includes the file makes it a requirements file again.
      inventory.addProse(root)
      return
    }
    visited.insert(key)
    try add(manifest, of: root, via: [], cache: &cache)
  }

  private mutating func add(
    _ manifest: Manifest, of path: RepositoryPath, via includes: [Location],
    cache: inout ManifestCache
  ) throws(TreeError) {
    inventory.name(path, isIncluded: !includes.isEmpty)
    inventory.add(manifest, via: includes, isProse: family == .prose)
    open.append(path)
    for include in manifest.includes { try follow(include, via: includes, cache: &cache) }
    open.removeLast()
  }

  private mutating func follow(
    _ include: Include, via includes: [Location], cache: inout ManifestCache
  ) throws(TreeError) {
    guard let path = try target(of: include) else { return refuseUnfound(include) }
    if open.contains(path) {
      return refuse(
        include, "includes itself", help: "remove one of the includes that make the loop")
    }
    let role: DependencyRole = include.kind == .constraints ? .constraint : .runtime
    let key = ManifestCache.Key(
      path: path, isConstraint: role == .constraint, isRequirements: true)
    inventory.addInclude(of: path, in: include.location.file.path)
    if visited.contains(key) { return }
    if open.count >= Inventory.maximumDepth {
      return refuse(include, "lies more than \(Inventory.maximumDepth) includes deep")
    }
    if count >= Inventory.maximumFiles {
      return refuse(include, "is one of more than \(Inventory.maximumFiles) included files")
    }
    if let folder = try linkedFolder(of: path) {
      return refuse(
        include, "runs through the symbolic link '\(folder)', which is not followed",
        help: "include the file by its own path")
    }
    let manifest = try cache.manifest(key, format: RequirementsFormat.self, role: role, in: tree)
    guard let manifest else { return refuseUnfound(include) }
    visited.insert(key)
    count += 1
    try add(manifest, of: path, via: includes + [include.location], cache: &cache)
  }

  /// The path that an include means: the one that it says, or where that is a guess, the first that
  /// exists.
  private func target(of include: Include) throws(TreeError) -> RepositoryPath? {
    if include.guesses == nil { return include.path }
    for path in include.candidates where try tree.entry(path) != nil { return path }
    return nil
  }

  private mutating func refuseUnfound(_ include: Include) {
    guard include.guesses != nil else {
      return refuse(include, "does not exist", help: "add the file, or remove the include")
    }
    // The shortest is what is written, taken from the top level.
    let path = include.candidates.min { $0.bytes.count < $1.bytes.count } ?? include.path
    inventory.add(
      Unreadable(
        Diagnostic(
          "which file this means cannot be told: there is no '\(path)'", at: include.location),
        extent: .declaration, reason: .undecided, kind: family.kind))
  }

  private mutating func refuse(_ include: Include, _ why: String, help: String? = nil) {
    inventory.add(.declaration("'\(include.path)' \(why)", at: include.location, help: help))
  }

  /// The first folder on the way to a path that is a link; below it, a tree holds nothing.
  private func linkedFolder(of path: RepositoryPath) throws(TreeError) -> RepositoryPath? {
    var folder = path.parent
    var found: RepositoryPath?
    while let current = folder {
      if case .link = try tree.entry(current) { found = current }
      folder = current.parent
    }
    return found
  }
}

/// The files that a walk has been to, each as what it was read.
///
/// By path, as everything else here: another type of key costs the program's start as much as a small
/// commit.
private struct VisitedFiles {
  private var readings: [RepositoryPath: [ManifestCache.Key]] = [:]

  func contains(_ key: ManifestCache.Key) -> Bool { readings[key.path]?.contains(key) == true }

  mutating func insert(_ key: ManifestCache.Key) { readings[key.path, default: []].append(key) }
}
