import PythonPackaging

/// The releases of a project that a dependency lets an installer choose from.
package struct Selection: Sendable {
  /// Highest first.
  package let versions: [Version]
  /// The files of those versions.
  package let files: [ReleaseFile]

  /// Withdrawn releases count only when the dependency pins one of them (PEP 592), and pre-releases
  /// as PEP 440 has it.
  package init(of dependency: Dependency, from record: ProjectRecord) {
    // A project may have thousands of versions and a dependency mostly takes one: sets are made of
    // what is left.
    let offered = record.files.compactMap(\.version) + record.versions
    let selectable: [Version]
    if let pin = dependency.specifiers.pinned {
      selectable = offered.filter {
        dependency.specifiers.contains($0, prereleases: true) || $0 == pin
      }
    } else {
      let withdrawn = Selection.withdrawn(in: record)
      selectable = dependency.specifiers.selectable(
        from: offered.filter { !withdrawn.contains($0) })
    }
    let chosen = Set(selectable)
    versions = chosen.sorted(by: >)
    files = record.files.filter { file in file.version.map(chosen.contains) ?? false }
  }

  /// The versions of which every file is yanked.
  package static func withdrawn(in record: ProjectRecord) -> Set<Version> {
    var yanked: Set<Version> = []
    var offered: Set<Version> = []
    for file in record.files {
      guard let version = file.version else { continue }
      if file.yank == nil { offered.insert(version) } else { yanked.insert(version) }
    }
    return yanked.subtracting(offered)
  }
}
