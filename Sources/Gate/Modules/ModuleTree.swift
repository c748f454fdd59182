import SourceText

/// The folders and modules of a repository that Python could import, by name.
///
/// Built in one pass over the paths, at a cost that is linear in their bytes.
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

  init(_ paths: [RepositoryPath]) {
    for path in paths { add(path) }
  }

  private mutating func add(_ path: RepositoryPath) {
    let name = path.name
    let found = Self.modules(ofFile: name)
    let isProject = Self.marksProject(name)
    guard !found.isEmpty || isProject else { return }
    let components = path.components
    guard components.count <= Self.maximumDepth else { return }
    var folder = Self.top
    if !found.isEmpty { folders[folder].holdsModules = true }
    for component in components.dropLast() {
      let key = Key(folder: folder, name: component)
      if let known = children[key] {
        folder = known
      } else {
        folders.append(Folder())
        folder = folders.count - 1
        children[key] = folder
      }
      if !found.isEmpty { folders[folder].holdsModules = true }
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

  /// The modules that a file is: `a` for `a.py` and `a.cpython-313-x86_64-linux-gnu.so`; those that
  /// will be generated from it for `a.proto`.
  static func modules(ofFile name: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    guard let dot = name.firstIndex(of: UInt8(ascii: ".")), dot > name.startIndex,
      let last = name.lastIndex(of: UInt8(ascii: "."))
    else { return [] }
    let stem = name[..<dot]
    let ending = name[(last + 1)...]
    if ending.elementsEqual("proto".utf8) {
      return ["_pb2", "_pb2_grpc"].map { stem + ArraySlice($0.utf8) }
    }
    return endings.contains { ending.elementsEqual($0.utf8) } ? [stem] : []
  }

  private static let endings = ["py", "pyi", "pyx", "pyw", "so", "pyd"]

  /// Whether a file stands at the root of a project, or of a folder that programs and tests run in.
  private static func marksProject(_ name: ArraySlice<UInt8>) -> Bool {
    projectFiles.contains { name.elementsEqual($0.utf8) }
      || name.starts(with: "requirements".utf8) && name.suffix(4).elementsEqual(".txt".utf8)
  }

  private static let projectFiles = [
    "pyproject.toml", "setup.py", "setup.cfg", "Pipfile", "environment.yml", "environment.yaml",
    "tox.ini", "pytest.ini", "noxfile.py", "conftest.py", "manage.py",
  ]
}
