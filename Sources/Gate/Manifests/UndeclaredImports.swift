import PythonPackaging
import SourceText

/// The modules that the head imports, the base does not, and no manifest of the repository answers
/// for.
struct UndeclaredImports {
  /// In the order of the files.
  private let new: [ModuleImport]
  private let projectNames: Set<ProjectName>

  private struct Key: Hashable {
    let module: String
    let scope: String
  }

  init(base: Inventory, head: Inventory, scope: (Location) -> String) {
    var known: Set<Key> = []
    for found in base.imports {
      known.insert(Key(module: found.module, scope: scope(found.location)))
    }
    new = head.imports.filter { found in
      !known.contains(Key(module: found.module, scope: scope(found.location)))
    }
    projectNames = head.projectNames
  }

  /// Looks at no more than it must: the paths of the tree only for modules that Python itself does
  /// not bring, its manifests only for modules that the repository does not hold.
  func introductions(
    in tree: FileTree, as selection: ManifestSelection, modules: () -> PythonModules,
    cache: inout ManifestCache
  ) throws(TreeError) -> [Introduction] {
    if new.isEmpty { return [] }
    let modules = modules()
    let foreign = new.filter { !modules.isStandard($0.module) }
    if foreign.isEmpty { return [] }
    let paths = try tree.paths()
    let candidates = ImportResolution.dependencies(
      for: foreign, paths: paths, projectNames: projectNames, declared: [], modules: modules)
    if candidates.isEmpty { return [] }
    let manifests = paths.filter { selection.format(for: $0)?.family.declares == true }
    let repository = try Inventory.read(manifests, in: tree, as: selection, cache: &cache)
    let declared = repository.dependencies.filter { $0.role != .constraint }.compactMap(\.name)
    return ImportResolution.dependencies(
      for: foreign, paths: paths, projectNames: projectNames.union(repository.projectNames),
      declared: Set(declared), modules: modules
    ).map { .dependency($0, previous: []) }
  }
}
