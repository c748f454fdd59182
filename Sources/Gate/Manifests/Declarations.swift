import PythonPackaging
import SourceText

/// Everything that files of one tree declare, unjudged and not compared with anything.
package struct Declarations {
  /// All sorted by path and place.
  package let dependencies: [Dependency]
  package let options: [IndexOption]
  package let unreadable: [Unreadable]
  /// Files that declare dependencies in a form that is not read, or only bear a manifest's name.
  package let unsupported: [RepositoryPath]

  /// Reads the paths that are manifests, with what they include. Imports are listed whether or not
  /// their projects are declared; what Python or the repository itself provides is left out.
  package static func read(
    _ paths: [RepositoryPath], in tree: FileTree, as selection: ManifestSelection,
    sharing: WorkSharing = .sequential, modules: () -> PythonModules
  ) throws(TreeError) -> Declarations {
    var roots: [RepositoryPath] = []
    var unsupported: [RepositoryPath] = []
    for path in paths {
      switch selection.choice(for: path) {
      case .read: roots.append(path)
      case .unsupported: unsupported.append(path)
      case .excluded, .nameless: continue
      }
    }
    var cache = ManifestCache()
    cache.sharing = sharing
    let inventory = try Inventory.read(roots.sorted(), in: tree, as: selection, cache: &cache)
    let imported =
      inventory.imports.isEmpty
      ? []
      : ImportResolution.dependencies(
        for: inventory.imports, paths: try tree.paths(), projectNames: inventory.projectNames,
        declared: [], modules: modules())
    // A list that several hooks share by an alias is read for each of them.
    var listed: Set<Dependency> = []
    return Declarations(
      dependencies: (inventory.dependencies + imported).filter { listed.insert($0).inserted }
        .sorted { $0.nameLocation < $1.nameLocation },
      options: inventory.options.sorted { $0.location < $1.location },
      unreadable: inventory.unreadable.sorted { $0.diagnostic.location < $1.diagnostic.location },
      unsupported: Set(unsupported).union(inventory.prose).sorted())
  }

  /// Whether an installer can see nothing here that is not listed.
  package var isEverythingRead: Bool { unreadable.isEmpty }
}
