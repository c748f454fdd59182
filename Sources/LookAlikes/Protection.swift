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

/// A normalized name that a caller protects.
package struct AdditionalName: Sendable {
  package let name: String
  package let reason: Protection.Additional
  /// The rank by which it is weighed.
  package let renown: Int

  /// `rank` is that of the project behind the name. What is close at hand counts as much as the best
  /// known; a module is known two doublings less than its project.
  package init(_ name: String, _ reason: Protection.Additional, rank: Int? = nil) {
    self.name = name
    self.reason = reason
    renown =
      switch reason {
      case .dependency, .privateName: 32
      case .allowed, .mistaken: 128
      case .standardLibrary: 2048
      case .module: 4 * min(8192, rank ?? .max)
      }
  }
}

/// Names that a caller protects beside the most downloaded, each for a reason.
package struct AdditionalNames: Sendable {
  private let names: ProtectedNames
  /// By line in `names`, from 1.
  private let given: [AdditionalName]

  package static let none = AdditionalNames([])

  /// Of a name that is given twice the first reason counts.
  package init(_ given: [AdditionalName]) {
    var lines: [UInt8] = []
    for name in given {
      lines.append(contentsOf: name.name.utf8)
      lines.append(0x0a)
    }
    names = ProtectedNames(lines: lines)
    self.given = given
  }

  package var isEmpty: Bool { names.count == 0 }

  /// Why the normalized name is protected, if it is.
  package func reason(of name: String) -> Protection.Additional? {
    names.rank(of: name).map { given[$0 - 1].reason }
  }

  /// The layout to search, and what is known of the name on a line.
  var listed: (ProtectedNames, (Int) -> (Protection, renown: Int)) {
    (names, { (.additional(given[$0 - 1].reason), given[$0 - 1].renown) })
  }
}
