import LookAlikes
import PythonPackaging

/// The most downloaded projects, by rank.
package struct Popularity: Sendable {
  /// The day on which the list was made, `2026-06-16`.
  package let date: String
  package let names: ProtectedNames
  /// Ranks that are given instead of those of the list; nil for a project that is not to be on it.
  private var given: [ProjectName: Int?] = [:]

  package init(date: String, names: ProtectedNames) {
    self.date = date
    self.names = names
  }

  /// From 1; nil when the project is not on the list.
  package func rank(of name: ProjectName) -> Int? {
    if !given.isEmpty, let rank = given[name] { return rank }
    return names.rank(of: name.normalized)
  }

  /// The same list with another rank of a project.
  func ranking(_ name: ProjectName, _ rank: Int?) -> Popularity {
    var popularity = self
    popularity.given[name] = .some(rank)
    return popularity
  }
}
