import SourceText

/// Follows the includes of one root after the other.
struct InventoryWalk {
  let tree: FileTree
  private(set) var inventory = Inventory()
  private var visited: Set<ManifestCache.Key> = []
  /// The files that include each other down to the one that is read.
  private var open: [RepositoryPath] = []
  private var count = 0

  init(tree: FileTree) { self.tree = tree }

  mutating func read(root: RepositoryPath, cache: inout ManifestCache) throws(TreeError) {
    let role = ManifestFormats.role(of: root)
    let key = ManifestCache.Key(
      path: root, isConstraint: role == .constraint,
      isRequirements: ManifestFormats.format(for: root) == RequirementsFormat.self)
    if visited.contains(key) { return }
    guard let manifest = try cache.manifest(key, role: role, in: tree) else { return }
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
    _ = inventory.name(path)
    inventory.add(manifest, via: includes)
    open.append(path)
    for include in manifest.includes { try follow(include, via: includes, cache: &cache) }
    open.removeLast()
  }

  private mutating func follow(
    _ include: Include, via includes: [Location], cache: inout ManifestCache
  ) throws(TreeError) {
    if open.contains(include.path) {
      return refuse(
        include, "includes itself", help: "remove one of the includes that make the loop")
    }
    let role: DependencyRole = include.kind == .constraints ? .constraint : .runtime
    let key = ManifestCache.Key(
      path: include.path, isConstraint: role == .constraint, isRequirements: true)
    if visited.contains(key) { return }
    if open.count >= Inventory.maximumDepth {
      return refuse(include, "lies more than \(Inventory.maximumDepth) includes deep")
    }
    if count >= Inventory.maximumFiles {
      return refuse(include, "is one of more than \(Inventory.maximumFiles) included files")
    }
    if let folder = try linkedFolder(of: include.path) {
      return refuse(
        include, "runs through the symbolic link '\(folder)', which is not followed",
        help: "include the file by its own path")
    }
    guard let manifest = try cache.manifest(key, role: role, in: tree) else {
      return refuse(include, "does not exist", help: "add the file, or remove the include")
    }
    visited.insert(key)
    count += 1
    try add(manifest, of: include.path, via: includes + [include.location], cache: &cache)
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
