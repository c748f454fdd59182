import PythonPackaging

extension Policy {
  /// The entry of the allowlist that covers a dependency, if one does.
  ///
  /// An entry speaks of what an index offers under a name, so it never covers a direct reference. An
  /// entry with versions covers a dependency when everything that it can select lies within them.
  package func allowance(of dependency: Dependency, facts: Facts) -> ListEntry? {
    guard let name = dependency.name, dependency.reference == nil else { return nil }
    return allowed.first { entry in
      guard entry.name.matches(name.normalized), entry.counts(in: dependency.location.file.path)
      else { return false }
      if let index = entry.index, !facts.routes.isFrom(index, dependency) { return false }
      guard let versions = entry.versions else { return true }
      if let pin = dependency.specifiers.pinned { return versions.contains(pin, prereleases: true) }
      guard case .found(let record) = facts.lookup(name, for: dependency) else { return false }
      let selectable = Selection(of: dependency, from: record).versions
      return !selectable.isEmpty
        && selectable.allSatisfy { versions.contains($0, prereleases: true) }
    }
  }

  /// What the denylist says of a dependency.
  package enum Denial: Hashable, Sendable {
    case none
    case denied(ListEntry)
    /// An entry names some versions, and which one would be installed is not known.
    case undecided(Unavailability)
  }

  /// Whether the denylist forbids a dependency: by name, or by the version that an installer would
  /// choose today, the highest that can be selected.
  package func denial(of dependency: Dependency, facts: Facts) -> Denial {
    guard let name = dependency.name else { return .none }
    var undecided: Unavailability?
    for entry in denied where entry.name.matches(name.normalized) {
      guard entry.counts(in: dependency.location.file.path) else { continue }
      guard let versions = entry.versions else { return .denied(entry) }
      if let pin = dependency.specifiers.pinned {
        if versions.contains(pin, prereleases: true) { return .denied(entry) }
        continue
      }
      switch facts.lookup(name, for: dependency) {
      case .found(let record):
        let chosen = Selection(of: dependency, from: record).versions.first
        if let chosen, versions.contains(chosen, prereleases: true) { return .denied(entry) }
      case .absent: continue
      case .unavailable(let reason): undecided = undecided ?? reason
      }
    }
    return undecided.map(Denial.undecided) ?? .none
  }
}
