import PythonPackaging
import SourceText

/// The modules that the head imports, the base does not, and no manifest of the repository answers
/// for.
struct UndeclaredImports {
  /// In the order of the files.
  private let head: [ModuleImport]
  private let projectNames: Set<ProjectName>
  private let known: Set<Key>
  private let scope: (Location) -> String
  /// What files that run ask for themselves: in the metadata of a script, or by a command.
  private var installedHere: Set<InFile<ProjectName>> = []

  private struct Key: Hashable {
    let module: String
    let scope: String
  }

  init(base: Inventory, head: Inventory, scope: @escaping (Location) -> String) {
    self.head = head.imports
    self.scope = scope
    projectNames = head.projectNames
    for dependency in head.dependencies where [.script, .command].contains(dependency.kind) {
      guard let name = dependency.name else { continue }
      installedHere.insert(InFile(key: name, path: dependency.location.file.path))
    }
    var known: Set<Key> = []
    for found in base.imports {
      for name in Self.names(of: found) {
        known.insert(Key(module: name, scope: scope(found.location)))
      }
    }
    self.known = known
  }

  /// The module, and the parts that are taken of it.
  private static func names(of found: ModuleImport) -> [String] {
    [found.module] + found.members.map { "\(found.module).\($0)" }
  }

  /// Whether the base imports it too. Of a namespace that several projects share (`google.cloud`) it
  /// is the part that counts.
  private func isKnown(_ found: ModuleImport, _ modules: PythonModules) -> Bool {
    let key = Key(module: found.module, scope: scope(found.location))
    guard known.contains(key) else { return false }
    return !modules.projects(for: found.module).isEmpty || isKnownInAllParts(found)
  }

  private func isKnownInAllParts(_ found: ModuleImport) -> Bool {
    let scope = scope(found.location)
    return Self.names(of: found).allSatisfy { known.contains(Key(module: $0, scope: scope)) }
  }

  /// Looks at no more than it must: the paths of the tree only for modules that Python itself does
  /// not bring, its manifests only for modules that the repository does not hold.
  func introductions(
    in tree: FileTree, as selection: ManifestSelection, modules: () -> PythonModules,
    cache: inout ManifestCache
  ) throws(TreeError) -> [Introduction] {
    if head.allSatisfy({ isKnownInAllParts($0) }) { return [] }
    let modules = modules()
    let foreign = head.filter { !modules.isStandard($0.module) && !isKnown($0, modules) }
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
    ).filter { !isInstalledHere($0, modules) }.map { .dependency($0, previous: []) }
  }

  private func isInstalledHere(_ dependency: Dependency, _ modules: PythonModules) -> Bool {
    guard !installedHere.isEmpty, case .imported(let module, _) = dependency.kind else {
      return false
    }
    return modules.projects(for: module).contains { project in
      installedHere.contains(InFile(key: project, path: dependency.location.file.path))
    }
  }
}
