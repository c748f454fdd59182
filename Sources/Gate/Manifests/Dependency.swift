import PythonPackaging
import SourceText

/// A project that a file asks for, together with the place that asks.
package struct Dependency: Hashable, Sendable {
  /// Nil only for a direct reference that does not say which project it holds (`-e .`).
  package let name: ProjectName?
  /// Sorted, without repetition.
  package let extras: [ProjectName]
  package private(set) var specifiers: SpecifierSet
  /// The canonical text of the environment marker.
  package private(set) var marker: String?
  /// Where it comes from instead of an index.
  package private(set) var reference: DirectReference?
  /// `algorithm:hexadecimal`, lower case, sorted.
  package private(set) var hashes: [String]
  /// The name or URL of the index that the file asks for, when it names one for this dependency.
  package var index: String?
  /// The address of the run's own index, or of the default one, where the file names that one for
  /// this dependency: `index` is nil then.
  package var usualIndex: String?
  package let role: DependencyRole
  /// The whole declaration.
  package private(set) var location: Location
  /// The name alone, or the reference when there is no name.
  package let nameLocation: Location
  package var kind = DependencyKind.declared
  package var ecosystem = Ecosystem.python
  package var hashUse = HashUse.impossible
  /// The files that a lock names for it, in the lock's order; empty where it names none.
  package var files: [LockedFile] = []
  /// The include lines that led here, outermost first.
  package var includes: [Location] = []

  package init(
    name: ProjectName?, extras: [ProjectName] = [], specifiers: SpecifierSet = SpecifierSet(),
    marker: String? = nil, reference: DirectReference? = nil, hashes: [String] = [],
    index: String? = nil, role: DependencyRole, location: Location, nameLocation: Location
  ) {
    self.name = name
    self.extras = extras
    self.specifiers = specifiers
    self.marker = marker
    self.reference = reference
    self.hashes = hashes
    self.index = index
    self.role = role
    self.location = location
    self.nameLocation = nameLocation
  }
}

extension Dependency {
  /// The same declaration with what a reader learns only after the requirement itself.
  func with(
    specifiers: SpecifierSet? = nil, marker: String? = nil, reference: DirectReference? = nil,
    hashes: [String]? = nil, index: String? = nil, location: Location? = nil
  ) -> Dependency {
    var dependency = self
    dependency.specifiers = specifiers ?? self.specifiers
    dependency.marker = marker ?? self.marker
    dependency.reference = reference ?? self.reference
    dependency.hashes = hashes ?? self.hashes
    dependency.index = index ?? self.index
    dependency.location = location ?? self.location
    return dependency
  }
}

/// What a declaration is for.
package enum DependencyRole: Hashable, Sendable {
  /// Installed with the project or by the requirements file.
  case runtime
  /// Installed with the named extra of the project (PEP 621).
  case extra(String)
  /// Installed with the named dependency group (PEP 735, Poetry).
  case group(String)
  /// Installed to build the project.
  case build
  /// Not installed by itself: limits the versions of what something else asks for.
  case constraint
}

/// A place other than an index that a dependency comes from.
package struct DirectReference: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case archive, versionControl
    /// A path; the associated value is nil when it leaves the repository.
    case path(RepositoryPath?)
  }

  package let kind: Kind
  /// As written, credentials included: shown only through `redacted`.
  package let text: String
  package let isEditable: Bool

  package init(kind: Kind, text: String, isEditable: Bool = false) {
    self.kind = kind
    self.text = text
    self.isEditable = isEditable
  }
}

/// A line that changes where or how an installer finds projects.
package struct IndexOption: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    case indexURL = "index-url"
    case extraIndexURL = "extra-index-url"
    case findLinks = "find-links"
    case noIndex = "no-index"
    case trustedHost = "trusted-host"
    case prereleases = "pre"
    case channel = "channel"
  }

  package let kind: Kind
  /// As written, credentials included: shown only through `redacted`; empty for a mere switch.
  package let value: String
  package let location: Location
  package var search = IndexSearch.together
  /// How the place that says so has to do with what is installed.
  package var context = DependencyKind.declared

  package init(kind: Kind, value: String, location: Location) {
    self.kind = kind
    self.value = value
    self.location = location
  }
}
