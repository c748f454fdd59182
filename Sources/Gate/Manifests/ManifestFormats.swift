import SourceText

/// Every format that is read, in the order in which a path is offered to them.
package enum ManifestFormats {
  package static let all: [any ManifestFormat.Type] = [
    PyprojectFormat.self, RequirementsFormat.self,
  ]

  /// The format that reads a path because of its name; nil when none does.
  package static func format(for path: RepositoryPath) -> (any ManifestFormat.Type)? {
    all.first { $0.reads(path) }
  }

  /// What a file declares by itself, as its name has it.
  static func role(of path: RepositoryPath) -> DependencyRole {
    RequirementsFormat.reads(path) ? RequirementsFormat.role(of: path) : .runtime
  }
}
