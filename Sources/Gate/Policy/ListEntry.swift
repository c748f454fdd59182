import PythonPackaging
import SourceText

/// An entry of the allowlist or the denylist.
package struct ListEntry: Hashable, Sendable {
  /// Matches the normalized name.
  package let name: NamePattern
  /// Nil stands for every version.
  package let versions: SpecifierSet?
  package let reason: String?
  /// The project to use in place of a denied one.
  package let useInstead: ProjectName?
  /// Shown with what the entry settles, whatever is decided.
  package let note: String?
  /// The name of the index that the project comes from.
  package let index: String?
  /// Whether the name is kept from public indexes; nil where the entry does not say.
  package let isPrivate: Bool?
  /// Where the entry counts; everywhere when there are none.
  package let paths: [PathPattern]
  /// The file and place of the entry, for the report.
  package let location: Location

  package init(
    name: NamePattern, versions: SpecifierSet? = nil, reason: String? = nil,
    useInstead: ProjectName? = nil, note: String? = nil, index: String? = nil,
    isPrivate: Bool? = nil, paths: [PathPattern] = [],
    location: Location
  ) {
    self.name = name
    self.versions = versions
    self.reason = reason
    self.useInstead = useInstead
    self.note = note
    self.index = index
    self.isPrivate = isPrivate
    self.paths = paths
    self.location = location
  }

  /// Whether the entry counts in a file.
  package func counts(in path: RepositoryPath) -> Bool {
    paths.isEmpty || paths.contains { $0.matches(path) }
  }
}
