/// What a remote is called, or its address where it has no name.
package struct RemoteName: Hashable, Sendable {
  package static let origin = RemoteName("origin")

  let text: String

  package init(_ text: String) { self.text = text }

  /// The full name of the reference to its default branch; nil where there can be none, as an address
  /// is no part of a reference.
  var defaultBranch: String? {
    self == .origin || text.isBranch ? "refs/remotes/\(text)/HEAD" : nil
  }

  /// The same and, for a repository that was never cloned and so knows of none, the usual names.
  var defaultBranches: [String] {
    text.isBranch ? ["HEAD", "main", "master"].map { "refs/remotes/\(text)/\($0)" } : []
  }
}
