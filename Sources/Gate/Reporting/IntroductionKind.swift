import SourceText

/// What sort of introduction it is, by one word.
package enum IntroductionKind: String, Hashable, Sendable {
  case new, changed, option, unreadable, unsupported, submodule, trust, override
}

extension Introduction {
  package var kind: IntroductionKind {
    switch self {
    case .dependency(_, let previous): previous.isEmpty ? .new : .changed
    case .option: .option
    case .unreadable: .unreadable
    case .unsupported: .unsupported
    case .submodule: .submodule
    case .trust: .trust
    case .override: .override
    }
  }

  /// What a reader calls it: a project, an option, or the file.
  var title: String {
    switch self {
    case .dependency(let dependency, _): dependency.title
    case .option(let option): "--\(option.kind.rawValue)"
    case .unreadable, .unsupported, .submodule, .trust, .override: path.description
    }
  }

  /// What a log calls it.
  package var shownTitle: String { title }

  /// Where a log says that it is.
  package var shownPlace: String {
    let position = place.map { ":\($0.start.line):\($0.start.column)" } ?? ""
    return "\(path)\(position)"
  }

  /// The place to point at; nil when it is the file as a whole.
  var place: Location? {
    switch self {
    case .dependency(let dependency, _): dependency.nameLocation
    case .option(let option): option.location
    case .unreadable(let unreadable): unreadable.diagnostic.location
    case .unsupported, .submodule, .trust, .override: nil
    }
  }

  /// The place of a finding as one line can show it: of a declaration over several lines, its name.
  func shownPlace(of finding: Finding) -> Location? {
    guard let location = finding.location, case .dependency(let dependency, _) = self,
      location.file.path == dependency.nameLocation.file.path,
      location.range.contains(dependency.nameLocation.range.lowerBound),
      location.start.line != location.end.line
    else { return finding.location }
    return dependency.nameLocation
  }
}
