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

  /// The rank by which a name is weighed; what is close at hand counts as much as the best known.
  var rank: Int {
    switch self {
    case .popular(let rank): rank
    case .additional(.dependency), .additional(.privateName): 32
    case .additional(.allowed), .additional(.mistaken): 128
    case .additional(.standardLibrary), .additional(.module): 256
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

/// Names that a caller protects beside the most downloaded, each for a reason.
package struct AdditionalNames: Sendable {
  private let names: ProtectedNames
  /// By line in `names`, from 1.
  private let reasons: [Protection.Additional]

  package static let none = AdditionalNames([])

  /// Normalized names; of a name that is given twice the first reason counts.
  package init(_ names: some Sequence<(name: String, reason: Protection.Additional)>) {
    var lines: [UInt8] = []
    var reasons: [Protection.Additional] = []
    for (name, reason) in names {
      lines.append(contentsOf: name.utf8)
      lines.append(0x0a)
      reasons.append(reason)
    }
    self.names = ProtectedNames(lines: lines)
    self.reasons = reasons
  }

  package var isEmpty: Bool { names.count == 0 }

  /// Why the normalized name is protected, if it is.
  package func reason(of name: String) -> Protection.Additional? {
    names.rank(of: name).map { reasons[$0 - 1] }
  }

  /// The layout to search, and why the name on a line is in it.
  var listed: (ProtectedNames, (Int) -> Protection) {
    (names, { .additional(reasons[$0 - 1]) })
  }
}
