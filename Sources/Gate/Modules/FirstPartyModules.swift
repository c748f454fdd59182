import SourceText

/// The modules that a repository holds itself, and which of its files can import them.
///
/// A file's name alone says little: `tests/data/requests.py` is no reason to take `import requests`
/// elsewhere for the repository's own. What counts is whether the folder that holds the module is
/// one that Python searches for the importing file:
///
/// - **The file's own folder**: Python puts the folder of the program that it runs first, package or
///   not. A file never imports itself: `shop/celery.py` means the project with `import celery`.
/// - **The folders above it**, for programs and tests that run there. Packages among them do not
///   count, since what lies in a package is imported by the package's name (`shop.redis`); the top
///   level always does.
/// - **`src`, `lib`, `python`** and their usual combinations below any of these.
/// - **Every project of the repository**, for every file: the folders of `pyproject.toml`,
///   `setup.py`, `requirements.txt`, `conftest.py` and the like, with their `src` and so on, since
///   the members of a workspace import each other. Not those below a folder of tests, examples or
///   vendored code: they count for the files beside and below them only, by the rules above.
///
/// In such a folder a module file or a package answers for all that is below its name. A folder
/// without `__init__.py` is a portion of a namespace that other projects may share, so that it
/// answers only for what it holds: `src/google/cloud/shop` does not make `google.auth` ours.
struct FirstPartyModules {
  /// Why a module is taken for the repository's own.
  enum Evidence: Hashable {
    /// A module file or a package.
    case module
    /// The import names a folder and nothing in it. An installed package would win over it.
    case folder
  }

  /// The folders that are searched for one importing file.
  struct Scope {
    fileprivate let roots: [Int]
    fileprivate let own: Set<ModuleTree.Key>
  }

  private let tree: ModuleTree
  /// What the projects of the repository hold for every file of it.
  private let shared: SharedModules

  /// Reads the paths of a repository for what can decide about some imports, and no others.
  init(_ paths: [RepositoryPath], for imports: some Sequence<ModuleImport>) {
    var names: Set<ArraySlice<UInt8>> = []
    var files: Set<RepositoryPath> = []
    for statement in imports {
      names.insert(ArraySlice(statement.module.utf8.prefix { $0 != UInt8(ascii: ".") }))
      files.insert(statement.location.file.path)
    }
    tree = ModuleTree(paths, names: names, files: files)
    shared = SharedModules(of: Self.sharedRoots(in: tree), in: tree)
  }

  func scope(of path: RepositoryPath) -> Scope {
    var roots = [ModuleTree.top]
    let components = path.components
    for component in components.dropLast() {
      guard let last = roots.last, let next = tree.folder([component], from: last) else { break }
      roots.append(next)
    }
    // A folder that is not in the tree holds no module.
    let isOwn = roots.count == components.count
    var own: Set<ModuleTree.Key> = []
    if isOwn, let folder = roots.last {
      own = Set(
        ModuleFile.modules(of: path.name).map { ModuleTree.Key(folder: folder, name: $0) })
    }
    let searched = roots.enumerated().filter { position, root in
      position == 0 || !tree.isPackage(root) || (isOwn && position == roots.count - 1)
    }
    return Scope(roots: searched.flatMap { Self.withLayouts($0.element, in: tree) }, own: own)
  }

  /// What speaks for a dotted name being the repository's own; nil when nothing does.
  func evidence(for module: String, in scope: Scope) -> Evidence? {
    let components = Array(module.utf8).split(separator: UInt8(ascii: "."))
    guard !components.isEmpty else { return nil }
    var found = shared.evidence(for: components, except: scope.own)
    for root in scope.roots where found != .module {
      found = evidence(for: components, from: root, except: scope.own) ?? found
    }
    return found
  }

  private func evidence(
    for components: [ArraySlice<UInt8>], from root: Int, except own: Set<ModuleTree.Key>
  ) -> Evidence? {
    var folder = root
    for component in components {
      let key = ModuleTree.Key(folder: folder, name: component)
      if tree.modules.contains(key), !own.contains(key) { return .module }
      guard let next = tree.children[key], tree.holdsModules(next) else { return nil }
      if tree.isPackage(next) { return .module }
      folder = next
    }
    return .folder
  }

  private static let layouts: [[[UInt8]]] = [
    ["src"], ["lib"], ["python"], ["src", "python"], ["python", "src"], ["lib", "python"],
  ].map { $0.map { Array($0.utf8) } }

  private static func withLayouts(_ folder: Int, in tree: ModuleTree) -> [Int] {
    [folder]
      + layouts.compactMap { tree.folder($0, from: folder) }.filter { !tree.isPackage($0) }
  }

  /// Folders whose projects are material, not part of the repository's own code.
  private static let asides: Set<ArraySlice<UInt8>> = Set(
    [
      "test", "tests", "testing", "testdata", "test_data", "test-data", "fixtures", "fixture",
      "example", "examples", "sample", "samples", "demo", "demos", "doc", "docs", "vendor",
      "vendored", "_vendor", "third_party", "third-party", "thirdparty", "node_modules",
      "site-packages", "templates",
    ].map { ArraySlice($0.utf8) })

  private static func sharedRoots(in tree: ModuleTree) -> Set<Int> {
    let below = tree.childrenByFolder
    var roots: Set<Int> = []
    var open = [ModuleTree.top]
    while let folder = open.popLast() {
      if folder == ModuleTree.top || tree.isProject(folder) {
        roots.formUnion(withLayouts(folder, in: tree))
      }
      for child in below[folder] where !asides.contains(child.name) { open.append(child.folder) }
    }
    return roots
  }
}
