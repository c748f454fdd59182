import SourceText

/// Where a value of a policy comes from.
package enum ValueOrigin: Hashable, Sendable {
  /// A place in a file, and whose that file is.
  case file(Owner, Location)
  /// A flag of the command line.
  case flag(String)
  /// The program: nobody says it.
  case fallback

  /// Whose word a file is.
  package enum Owner: String, Hashable, Sendable {
    case policy, extended, floor
    case builtIn = "built-in"
  }
}

extension ValueOrigin {
  /// The place, the flag or `default`, as people read it.
  var text: String {
    switch self {
    case .file(.policy, let place), .file(.builtIn, let place):
      "\(place.file.path):\(place.start.line)"
    case .file(let owner, let place):
      "\(place.file.path):\(place.start.line) (\(owner.rawValue))"
    case .flag(let name): name
    case .fallback: "default"
    }
  }
}

extension Policy {
  /// The origin of what stands at a place.
  package func origin(of location: Location?) -> ValueOrigin {
    location.map { .file(owner(of: $0.file), $0) } ?? .fallback
  }

  private func owner(of file: SourceFile) -> ValueOrigin.Owner {
    var next = floor
    while let floor = next {
      if floor.files.contains(file) { return .floor }
      next = floor.floor
    }
    guard let place = files.firstIndex(of: file) else { return .builtIn }
    return place == 0 ? .policy : .extended
  }
}
