import PythonPackaging
import SourceText

/// Everything that a set of files declares on one side of a change, included files followed.
package struct Inventory {
  package private(set) var dependencies: [Dependency] = []
  package private(set) var options: [IndexOption] = []
  package private(set) var unreadable: [Unreadable] = []
  package private(set) var imports: [ModuleImport] = []
  /// What the projects themselves are called.
  package private(set) var projectNames: Set<ProjectName> = []
  /// Every path that was read or should have been.
  package private(set) var files: Set<RepositoryPath> = []
  /// Those among them that were read because others include them.
  package private(set) var includedFiles: Set<RepositoryPath> = []
  /// Files that have a manifest's name and are something else.
  package private(set) var prose: Set<RepositoryPath> = []

  /// The most files that includes may lead to, and how deep they may lie in each other.
  static let maximumFiles = 10_000
  static let maximumDepth = 32

  /// Reads the roots in their order; a root that the tree lacks declares nothing.
  package static func read(
    _ roots: [RepositoryPath], in tree: FileTree, as selection: ManifestSelection
  ) throws(TreeError) -> Inventory {
    var cache = ManifestCache()
    return try read(roots, in: tree, as: selection, cache: &cache)
  }

  static func read(
    _ roots: [RepositoryPath], in tree: FileTree, as selection: ManifestSelection,
    cache: inout ManifestCache
  ) throws(TreeError) -> Inventory {
    var walk = InventoryWalk(tree: tree, selection: selection)
    for root in roots { try walk.read(root: root, cache: &cache) }
    return walk.inventory
  }

  /// Takes over what a file declares. What text that people read leads to is no more than that text.
  mutating func add(_ manifest: Manifest, via includes: [Location], isProse: Bool) {
    if includes.isEmpty {
      dependencies += manifest.dependencies
    } else {
      dependencies += manifest.dependencies.map { dependency in
        var dependency = dependency
        dependency.includes = includes
        if isProse { dependency.kind = .prose }
        return dependency
      }
    }
    options += manifest.options
    unreadable += manifest.unreadable
    imports += manifest.imports
    projectNames.formUnion(manifest.projectNames)
  }

  mutating func addProse(_ path: RepositoryPath) {
    files.insert(path)
    prose.insert(path)
  }

  mutating func add(_ problem: Unreadable) { unreadable.append(problem) }

  mutating func name(_ path: RepositoryPath, isIncluded: Bool) {
    files.insert(path)
    if isIncluded { includedFiles.insert(path) }
  }
}

/// What was parsed of files that are alike on both sides.
struct ManifestCache {
  /// A file and what it is read as: the same text declares other things as constraints.
  struct Key: Hashable {
    let path: RepositoryPath
    let isConstraint: Bool
    /// Whether it is read as a requirements file, as every included file is.
    let isRequirements: Bool
  }

  /// Paths whose content differs between the sides, which are never kept.
  var changed: Set<RepositoryPath> = []
  var isOwnIndex: (String) -> Bool = { _ in false }
  private var manifests: [Key: Manifest] = [:]

  /// Reads a path of the tree; nil when nothing stands there.
  mutating func manifest(
    _ key: Key, format: any ManifestFormat.Type, role: DependencyRole, in tree: FileTree
  ) throws(TreeError) -> Manifest? {
    if let known = manifests[key] { return known }
    guard let entry = try tree.entry(key.path) else { return nil }
    let manifest: Manifest
    switch entry {
    case .file(let bytes):
      manifest = withoutOwnIndex(
        format.manifest(of: SourceFile(path: key.path, bytes: bytes), as: role))
    case .link:
      manifest = Self.unreadable(
        key.path, "'\(key.path)' is a symbolic link, which is not followed",
        help: "replace the link by the file")
    case .submodule:
      manifest = Self.unreadable(
        key.path, "'\(key.path)' is a submodule, whose files are not read", help: nil)
    case .tooLarge(let size):
      manifest = Self.unreadable(
        key.path, "'\(key.path)' has \(size) bytes, more than are read", help: "split the file")
    }
    if !changed.contains(key.path) { manifests[key] = manifest }
    return manifest
  }

  /// An index that is asked anyway is no index of the dependency's own.
  private func withoutOwnIndex(_ manifest: Manifest) -> Manifest {
    var manifest = manifest
    // A lock names the same index for each of its entries.
    var answers: [String: Bool] = [:]
    for position in manifest.dependencies.indices {
      guard let index = manifest.dependencies[position].index else { continue }
      let isOwn = answers[index] ?? isOwnIndex(index)
      answers[index] = isOwn
      if isOwn { manifest.dependencies[position].index = nil }
    }
    return manifest
  }

  private static func unreadable(
    _ path: RepositoryPath, _ message: String, help: String?
  ) -> Manifest {
    var manifest = Manifest()
    let file = SourceFile(path: path, bytes: [])
    manifest.unreadable.append(
      Unreadable(
        Diagnostic(message, at: Location(file: file, range: 0..<0), help: help), extent: .file))
    return manifest
  }
}
