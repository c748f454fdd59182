import PythonPackaging
import SourceText

/// The dependencies of one side that the other does not declare in the same form.
///
/// A declaration that the base has in another file has moved, and moving introduces nothing. In its
/// own file it may not change its group unseen: from the tests to what everybody installs is a step.
struct DependencyChanges {
  private let head: Inventory
  private let scope: (Location) -> String
  private var declared: Set<DeclarationKey> = []
  private var groups: [InFile<DeclarationKey>: Set<DependencyRole>] = [:]
  private var previous: [ScopedName: [Dependency]] = [:]

  private struct ScopedName: Hashable {
    let name: ProjectName
    let scope: String
  }

  private struct Reported: Hashable {
    let placed: InFile<DeclarationKey>
    let role: DependencyRole?
  }

  init(from base: Inventory, to head: Inventory, scope: @escaping (Location) -> String) {
    self.head = head
    self.scope = scope
    for dependency in base.dependencies {
      let scope = scope(dependency.location)
      let key = DeclarationKey(dependency, scope: scope)
      declared.insert(key)
      groups[InFile(key: key, path: dependency.location.file.path), default: []]
        .insert(dependency.role)
      if let name = dependency.name {
        previous[ScopedName(name: name, scope: scope), default: []].append(dependency)
      }
    }
  }

  /// In the order of the files; each declaration once a file, at its first place.
  var introductions: [Introduction] {
    var found: [Introduction] = []
    var reported: Set<Reported> = []
    for dependency in head.dependencies {
      let scope = scope(dependency.location)
      let key = DeclarationKey(dependency, scope: scope)
      let placed = InFile(key: key, path: dependency.location.file.path)
      let isInOtherGroup = groups[placed].map { !$0.contains(dependency.role) } ?? false
      if declared.contains(key), !isInOtherGroup { continue }
      let role = isInOtherGroup ? dependency.role : nil
      if !reported.insert(Reported(placed: placed, role: role)).inserted { continue }
      let before = dependency.name.flatMap { previous[ScopedName(name: $0, scope: scope)] } ?? []
      found.append(.dependency(dependency, previous: isInOtherGroup ? same(before, key) : before))
    }
    return found
  }

  /// Of the former declarations, those that differ in nothing but their group.
  private func same(_ former: [Dependency], _ key: DeclarationKey) -> [Dependency] {
    former.filter { DeclarationKey($0, scope: scope($0.location)) == key }
  }
}
