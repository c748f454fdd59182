import PythonPackaging
import SourceText

/// The projects that a repository depends on before a change, and where it says so.
struct EstablishedProjects {
  private(set) var paths: [ProjectName: Set<RepositoryPath>] = [:]

  init(declaredIn base: Inventory) {
    for dependency in base.dependencies { add(dependency) }
  }

  private mutating func add(_ dependency: Dependency) {
    guard dependency.kind.choosesRelease, dependency.role != .constraint,
      let name = dependency.name
    else { return }
    paths[name, default: []].insert(dependency.location.file.path)
  }

  /// Whether something comes in that is neither here nor known to everybody.
  func lack(_ introductions: [Introduction], isRanked: (ProjectName) -> Bool) -> Bool {
    introductions.contains { introduction in
      guard case .dependency(let dependency, _) = introduction, let name = dependency.name
      else { return false }
      return paths[name] == nil && !isRanked(name)
    }
  }

  /// Adds what the manifests declare that did not change, and so are in the head as in the base.
  /// Locks are left out: what they hold, another manifest asks for or nobody knows by name.
  mutating func addUnchanged(
    in head: FileTree, as selection: ManifestSelection, cache: inout ManifestCache
  ) throws(TreeError) {
    let wanted = ManifestFormats.members { $0.declares && $0 != .lock }
    let changed = cache.changed
    let manifests = try head.pathsWhere { path in
      !changed.contains(path) && selection.format(for: path, among: wanted) != nil
    }
    let unchanged = try Inventory.read(manifests, in: head, as: selection, cache: &cache)
    for dependency in unchanged.dependencies
    where !changed.contains(dependency.location.file.path) { add(dependency) }
  }
}
