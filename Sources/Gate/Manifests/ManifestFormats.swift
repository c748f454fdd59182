import SourceText

/// Every format that is read, in the order in which a path is offered to them.
package enum ManifestFormats {
  package static let all: [any ManifestFormat.Type] = [
    PyprojectFormat.self, HatchFormat.self, UvFormat.self, PixiFormat.self,
    RequirementsFormat.self,
  ]

  /// The format that reads a path because of its name; nil when none does.
  package static func format(for path: RepositoryPath) -> (any ManifestFormat.Type)? {
    all.first { $0.reads(path) }
  }

  /// The format of an id, as a policy names it.
  package static func format(named id: String) -> (any ManifestFormat.Type)? {
    all.first { $0.id == id }
  }
}
