import LookAlikes
import PythonPackaging

/// The most downloaded projects, by rank.
package struct Popularity: Sendable {
  /// The day on which the list was made, `2026-06-16`.
  package let date: String
  package let names: ProtectedNames

  package init(date: String, names: ProtectedNames) {
    self.date = date
    self.names = names
  }

  /// From 1; nil when the project is not on the list.
  package func rank(of name: ProjectName) -> Int? { names.rank(of: name.normalized) }
}
