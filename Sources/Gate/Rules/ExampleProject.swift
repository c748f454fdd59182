/// A project as the index of an example lists it; one that no example lists is absent.
package struct ExampleProject: Sendable {
  package struct Release: Sendable {
    package let version: String
    package let daysOld: Int64
    package let yank: Yank?
    /// Whether there is no wheel beside the source distribution.
    package let isSourceOnly: Bool
    package let requiresPython: String?
    package let hasProvenance: Bool
    /// The fields of its metadata beside name and version; nil where the index offers none.
    package let metadata: [String]?

    package init(
      _ version: String, daysOld: Int64, yank: Yank? = nil, isSourceOnly: Bool = false,
      requiresPython: String? = nil, hasProvenance: Bool = false,
      metadata: [String]? = nil
    ) {
      self.version = version
      self.daysOld = daysOld
      self.yank = yank
      self.isSourceOnly = isSourceOnly
      self.requiresPython = requiresPython
      self.hasProvenance = hasProvenance
      self.metadata = metadata
    }
  }

  package let name: String
  package let status: ProjectStatus?
  package let releases: [Release]

  package init(_ name: String, status: ProjectStatus? = nil, _ releases: Release...) {
    self.name = name
    self.status = status
    self.releases = releases
  }
}
