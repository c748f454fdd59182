/// Why a name is worth imitating.
package enum Protection: Hashable, Sendable {
  /// It is among the most downloaded, with its rank from 1.
  case popular(rank: Int)
  case additional(Additional)

  /// What a caller protects beside the most downloaded.
  package enum Additional: String, CaseIterable, Sendable {
    /// The repository depends on it already.
    case dependency
    /// It is the organization's own.
    case privateName = "private-name"
    /// The policy allows it by name.
    case allowed
    /// A module of the standard library: what carries its name is not what was meant.
    case standardLibrary = "standard-library"
    /// The name of a module whose project is called otherwise.
    case module
    /// What people type where no name belongs, such as `requirements-txt`.
    case mistaken
  }

  /// Whether a name is compared letter by letter alone. Projects are called after their modules, with
  /// affixes and separators: `python-jose` brings the module `jose`.
  var isWordAlone: Bool {
    switch self {
    case .additional(.standardLibrary), .additional(.module): true
    default: false
    }
  }

  /// Whether a project of exactly this name is suspect in itself.
  var forbidsItself: Bool {
    switch self {
    case .additional(.standardLibrary), .additional(.module), .additional(.mistaken): true
    default: false
    }
  }
}
