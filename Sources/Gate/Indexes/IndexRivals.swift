import PythonPackaging

extension Dependency {
  /// Whether the installer's search decides where it comes from: it is installed as it stands, by an
  /// index of Python projects, and names none.
  private var isSearchedFor: Bool {
    index == nil && usualIndex == nil && reference == nil && ecosystem == .python
      && kind.choosesRelease
  }

  /// Where an installer may find it, as far as the files say it.
  package func searchedPlaces(_ searches: InstallerSearches) -> [InstallerSearches.Place] {
    isSearchedFor ? searches.places(for: location.file.path) : []
  }
}

extension IndexRoutes {
  /// The policy's indexes on which installers look for a project that comes from the run's index as
  /// well as on that one. Names that the policy sends to an index have none: only that one is asked.
  package func rivals(
    of name: ProjectName, for dependency: Dependency, _ searches: InstallerSearches
  ) -> [PolicyIndex] {
    let places = dependency.searchedPlaces(searches)
    guard places.count > 1, places.contains(where: isRunIndex), index(of: name) == nil,
      !isPrivate(name)
    else { return [] }
    return places.compactMap { place in
      guard !isRunIndex(place), case .address(let address) = place else { return nil }
      return index(at: address)
    }
  }

  private func isRunIndex(_ place: InstallerSearches.Place) -> Bool {
    switch place {
    case .usual: true
    case .address(let address):
      runIndex.isMeant(by: address) || IndexURL.standard.isMeant(by: address)
    }
  }

  /// Why a place is none that a project of the organisation may come from; nil for one that is.
  ///
  /// A place that the policy names is the organisation's own. Where the policy gives the project no
  /// index, an address that it does not know may be the right one, unless it is one of several.
  func isForeign(
    _ place: InstallerSearches.Place, to own: PolicyIndex?, among count: Int
  ) -> Bool {
    switch place {
    case .usual: return own.map { !runIndex.isSame(as: $0.url) } ?? true
    case .address(let address):
      if index(at: address) != nil { return false }
      if IndexURL.standard.isMeant(by: address) { return true }
      return own != nil || count > 1
    }
  }

  /// Whether an allowance for what an index has covers a dependency: unless its file says that it
  /// comes from elsewhere.
  func isFrom(_ name: String, _ dependency: Dependency) -> Bool {
    guard let index = indexes.first(where: { $0.name == name }) else { return false }
    return (dependency.index ?? dependency.usualIndex).map(index.url.isMeant) ?? true
  }
}
