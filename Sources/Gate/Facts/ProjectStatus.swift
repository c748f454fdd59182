/// The status marker of a project, PEP 792.
package enum ProjectStatus: Hashable, Sendable {
  case active, archived, deprecated, quarantined
  case other(String)
}

extension ProjectStatus {
  /// The status that an index writes so.
  package init(_ text: String) {
    switch text {
    case "active": self = .active
    case "archived": self = .archived
    case "deprecated": self = .deprecated
    case "quarantined": self = .quarantined
    default: self = .other(text)
    }
  }

  /// As an index writes it.
  package var text: String {
    switch self {
    case .active: "active"
    case .archived: "archived"
    case .deprecated: "deprecated"
    case .quarantined: "quarantined"
    case .other(let text): text
    }
  }
}
