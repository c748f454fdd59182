import SourceText

/// Where the files are that a policy extends: the seam through which they are read.
package struct PolicyLibrary {
  /// What a path that stands in a file means; nil where it leads out of what may be read.
  let resolve: (_ written: String, _ file: RepositoryPath) -> RepositoryPath?
  package let entry: (RepositoryPath) throws(TreeError) -> TreeEntry?

  package init(
    resolve: @escaping (_ written: String, _ file: RepositoryPath) -> RepositoryPath?,
    entry: @escaping (RepositoryPath) throws(TreeError) -> TreeEntry?
  ) {
    self.resolve = resolve
    self.entry = entry
  }

  /// The files of the tree that the policy itself is read from. No link is followed.
  package init(_ tree: FileTree) {
    self.init(
      resolve: { written, file in RepositoryPath.resolve(written.utf8, in: file.parent) },
      entry: tree.entry)
  }

  /// No files at all.
  package static var empty: PolicyLibrary { PolicyLibrary(.empty) }
}
