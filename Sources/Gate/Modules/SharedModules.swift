/// What several folders hold together, the way Python joins the portions of a namespace.
///
/// Each folder is gone through once, down to its first packages, so that an import costs the same
/// whether one project of the repository has a share in `acme` or three hundred have.
struct SharedModules {
  private let roots: Set<Int>
  /// Folders that are no packages, joined by name; 0 is the top.
  private var portions: [ModuleTree.Key: Int] = [:]
  /// How many module files and packages have a name in a portion.
  private var counts: [ModuleTree.Key: Int] = [:]

  init(of roots: Set<Int>, in tree: ModuleTree) {
    self.roots = roots
    let children = tree.childrenByFolder
    let modules = tree.modulesByFolder
    var open = roots.map { (folder: $0, portion: 0) }
    while let (folder, portion) = open.popLast() {
      for name in modules[folder] {
        counts[ModuleTree.Key(folder: portion, name: name), default: 0] += 1
      }
      for child in children[folder] where tree.holdsModules(child.folder) {
        let key = ModuleTree.Key(folder: portion, name: child.name)
        if tree.isPackage(child.folder) {
          counts[key, default: 0] += 1
        } else {
          let next = portions[key] ?? portions.count + 1
          portions[key] = next
          open.append((child.folder, next))
        }
      }
    }
  }

  /// What speaks for a dotted name, apart from the importing file itself.
  func evidence(
    for components: [ArraySlice<UInt8>], except own: Set<ModuleTree.Key>
  ) -> FirstPartyModules.Evidence? {
    var portion = 0
    for (position, component) in components.enumerated() {
      let key = ModuleTree.Key(folder: portion, name: component)
      let isOwn =
        position == 0 && own.contains { $0.name == component && roots.contains($0.folder) }
      if counts[key, default: 0] > (isOwn ? 1 : 0) { return .module }
      guard let next = portions[key] else { return nil }
      portion = next
    }
    return .folder
  }
}
