import SourceText

/// The folders and modules of a repository that can decide about some imports, by name.
///
/// Of many thousand paths few are kept: those in which an imported name stands, and those that say
/// where projects and packages are. The cost is linear in the bytes of the paths.
struct ModuleTree {
  /// A name inside a folder. Names are slices of the paths and are not copied.
  struct Key: Hashable {
    let folder: Int
    let name: ArraySlice<UInt8>
  }

  private struct Folder {
    /// Whether it has an `__init__` module.
    var isPackage = false
    /// Whether a module lies in it or anywhere below.
    var holdsModules = false
    /// Whether a file says that a project stands here.
    var isProject = false
  }

  /// The top level.
  static let top = 0

  /// What lies deeper is left out, so that no path costs more than its length.
  private static let maximumDepth = 64

  private var folders = [Folder()]
  private(set) var children: [Key: Int] = [:]
  private(set) var modules: Set<Key> = []

  /// `names` are the first components of what is imported, `files` the files that import it.
  init(
    _ paths: [RepositoryPath], names: Set<ArraySlice<UInt8>>, files: some Sequence<RepositoryPath>
  ) {
    let filter = ModulePathFilter(names)
    for path in files { _ = addFolders(of: path.components) }
    var packages: [Int] = []
    for (position, path) in paths.enumerated() {
      switch filter.role(of: path) {
      case .module: add(path)
      case .project: addFolders(of: path.components).map { folders[$0].isProject = true }
      case .package: packages.append(position)
      case nil: continue
      }
    }
    for position in packages {
      if let folder = folder(paths[position].components.dropLast(), from: Self.top) {
        folders[folder].isPackage = true
      }
    }
  }

  private mutating func add(_ path: RepositoryPath) {
    let name = path.name
    let found = ModuleFile.modules(of: name)
    let isProject = ModuleFile.marksProject(name)
    guard !found.isEmpty || isProject else { return }
    guard let folder = addFolders(of: path.components, holdingModules: !found.isEmpty) else {
      return
    }
    if isProject { folders[folder].isProject = true }
    for module in found {
      if module.elementsEqual("__init__".utf8) {
        folders[folder].isPackage = true
      } else {
        modules.insert(Key(folder: folder, name: module))
      }
    }
  }

  /// The folder of a file, together with all above it; nil when it lies too deep.
  private mutating func addFolders(
    of components: [ArraySlice<UInt8>], holdingModules: Bool = false
  ) -> Int? {
    guard components.count <= Self.maximumDepth else { return nil }
    var folder = Self.top
    if holdingModules { folders[folder].holdsModules = true }
    for component in components.dropLast() {
      let key = Key(folder: folder, name: component)
      if let known = children[key] {
        folder = known
      } else {
        folders.append(Folder())
        folder = folders.count - 1
        children[key] = folder
      }
      if holdingModules { folders[folder].holdsModules = true }
    }
    return folder
  }

  func isPackage(_ folder: Int) -> Bool { folders[folder].isPackage }
  func isProject(_ folder: Int) -> Bool { folders[folder].isProject }
  func holdsModules(_ folder: Int) -> Bool { folders[folder].holdsModules }

  /// The folders in each folder, by its number.
  var childrenByFolder: [[(name: ArraySlice<UInt8>, folder: Int)]] {
    var below = [[(name: ArraySlice<UInt8>, folder: Int)]](repeating: [], count: folders.count)
    for (key, folder) in children { below[key.folder].append((key.name, folder)) }
    return below
  }

  /// The modules in each folder, by its number.
  var modulesByFolder: [[ArraySlice<UInt8>]] {
    var below = [[ArraySlice<UInt8>]](repeating: [], count: folders.count)
    for key in modules { below[key.folder].append(key.name) }
    return below
  }

  /// The folder that a relative path leads to.
  func folder(_ components: some Sequence<some Collection<UInt8>>, from folder: Int) -> Int? {
    var folder = folder
    for component in components {
      guard let next = children[Key(folder: folder, name: ArraySlice(component))] else {
        return nil
      }
      folder = next
    }
    return folder
  }
}
