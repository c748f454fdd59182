import SourceText

/// One side of a change: the files of a commit, an index or a folder, read on demand.
///
/// The closures are the seam to the world; the `Gate` only calls them. Reading is whole blobs: no
/// filters, no attributes, no links followed.
package struct FileTree {
  /// The paths of the tree that are wanted, sorted by bytes; of many thousand only few are kept.
  package var pathsWhere: ((RepositoryPath) -> Bool) throws(TreeError) -> [RepositoryPath]
  /// What stands at a path, or nil when the tree has nothing there.
  package var entry: (RepositoryPath) throws(TreeError) -> TreeEntry?
  /// The names of all that a folder holds, folders among them; nil where there is no such folder.
  package var names: (RepositoryPath) throws(TreeError) -> Set<[UInt8]>?

  package init(
    pathsWhere: @escaping ((RepositoryPath) -> Bool) throws(TreeError) -> [RepositoryPath],
    entry: @escaping (RepositoryPath) throws(TreeError) -> TreeEntry?
  ) {
    self.pathsWhere = pathsWhere
    self.entry = entry
    names = { (folder) throws(TreeError) in
      let prefix = folder.bytes + [UInt8(ascii: "/")]
      let inside = try pathsWhere { $0.bytes.starts(with: prefix) }
      if inside.isEmpty { return nil }
      return Set(inside.map { Array($0.bytes.dropFirst(prefix.count).prefix { $0 != 0x2f }) })
    }
  }

  package init(
    paths: @escaping () throws(TreeError) -> [RepositoryPath],
    entry: @escaping (RepositoryPath) throws(TreeError) -> TreeEntry?
  ) {
    self.init(
      pathsWhere: { (isWanted) throws(TreeError) in try paths().filter(isWanted) }, entry: entry)
  }

  /// Every path of the tree, sorted by bytes.
  package func paths() throws(TreeError) -> [RepositoryPath] { try pathsWhere { _ in true } }

  /// The tree without any file: the base of a first commit.
  package static var empty: FileTree {
    FileTree(paths: { () throws(TreeError) in [] }, entry: { (_) throws(TreeError) in nil })
  }
}

/// What a tree holds at a path.
package enum TreeEntry: Hashable, Sendable {
  case file([UInt8])
  /// A symbolic link, never followed on disk.
  case link(target: [UInt8])
  /// A commit of another repository, which is not inspected.
  case submodule
  /// A file above `fileSizeLimit`, with its size in bytes; its content was not loaded.
  case tooLarge(Int)
}

/// A tree that could not be read although it is there: the run is inconclusive, never a pass.
package struct TreeError: Error, Hashable {
  /// What was being done.
  package let operation: String
  /// What the layer below said.
  package let reason: String
  /// One imperative sentence.
  package let remedy: String?

  package init(operation: String, reason: String, remedy: String? = nil) {
    self.operation = operation
    self.reason = reason
    self.remedy = remedy
  }
}
