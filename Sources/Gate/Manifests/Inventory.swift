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
  /// The files that each file makes installers read.
  package private(set) var includes: [RepositoryPath: Set<RepositoryPath>] = [:]
  /// Files that have a manifest's name and are something else.
  package private(set) var prose: Set<RepositoryPath> = []

  /// The most files that includes may lead to, and how deep they may lie in each other.
  static let maximumFiles = 10_000
  static let maximumDepth = 32

  /// How many files are parsed at the same time, and so held in memory together.
  private static let batchCount = 512

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
    var rest = roots[...]
    while !rest.isEmpty {
      let batch = rest.prefix(Self.batchCount)
      rest = rest.dropFirst(batch.count)
      try cache.prepare(batch, in: tree, as: selection)
      for root in batch { try walk.read(root: root, cache: &cache) }
    }
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
    options += manifest.options.map { option in
      var option = option
      if isProse { option.context = .prose }
      return option
    }
    unreadable += manifest.unreadable
    imports += manifest.imports
    projectNames.formUnion(manifest.projectNames)
  }

  mutating func addInclude(of path: RepositoryPath, in file: RepositoryPath) {
    includes[file, default: []].insert(path)
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
