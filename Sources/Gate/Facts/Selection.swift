import PythonPackaging

/// The releases of a project that a dependency lets an installer choose from.
package struct Selection: Sendable {
  package let record: ProjectRecord
  /// Highest first.
  package let versions: [Version]
  /// The files of those versions.
  package let files: [ReleaseFile]
  /// The release that an installer chooses today: the highest that has files.
  package let chosen: Version?

  /// Withdrawn releases count only when the dependency pins one of them (PEP 592), and pre-releases
  /// as PEP 440 has it.
  package init(of specifiers: SpecifierSet, from record: ProjectRecord) {
    self.record = record
    if let pin = specifiers.pinned {
      versions = record.versions.filter {
        specifiers.contains($0, prereleases: true) || $0 == pin
      }.sorted(by: >)
    } else {
      let withdrawn = Selection.withdrawn(in: record)
      versions = specifiers.selectable(from: record.versions.filter { !withdrawn.contains($0) })
        .sorted(by: >)
    }
    // A project may have thousands of files, and a dependency mostly takes one version.
    if let only = versions.first, versions.count == 1 {
      // By place, so that only what is taken is copied.
      let all = record.files
      files = all.indices.filter { all[$0].version == only }.map { all[$0] }
      chosen = files.isEmpty ? nil : only
    } else {
      let selected = Set(versions)
      files = record.files.filter { file in file.version.map(selected.contains) ?? false }
      chosen = files.compactMap(\.version).max()
    }
  }

  package init(of dependency: Dependency, from record: ProjectRecord) {
    self.init(of: dependency.specifiers, from: record)
  }

  /// The files of the release that an installer chooses today.
  package var chosenFiles: [ReleaseFile] {
    chosen.map { version in files.filter { $0.version == version } } ?? []
  }

  /// The versions of which every file is yanked.
  package static func withdrawn(in record: ProjectRecord) -> Set<Version> {
    let yanked = Set(record.files.lazy.filter { $0.yank != nil }.compactMap(\.version))
    if yanked.isEmpty { return [] }
    return yanked.subtracting(record.files.lazy.filter { $0.yank == nil }.compactMap(\.version))
  }
}
