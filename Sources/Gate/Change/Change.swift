import SourceText

/// What is proposed: two trees and the paths at which they differ.
package struct Change {
  /// The side that is already there.
  package let base: FileTree
  /// The side that is proposed.
  package let head: FileTree
  /// The paths whose content, kind or presence differs, sorted.
  package let files: [FileChange]
  /// Paths that the operator named: requirements files, where their names say nothing else.
  package let named: Set<RepositoryPath>

  package init(
    base: FileTree, head: FileTree, files: [FileChange], named: Set<RepositoryPath> = []
  ) {
    self.base = base
    self.head = head
    self.files = files.sorted { $0.path < $1.path }
    self.named = named
  }
}

/// A path at which the two sides differ; nil stands for a side that has nothing there.
package struct FileChange: Hashable, Sendable {
  package let path: RepositoryPath
  package let before: EntryKind?
  package let after: EntryKind?

  package init(path: RepositoryPath, before: EntryKind?, after: EntryKind?) {
    self.path = path
    self.before = before
    self.after = after
  }
}

/// What sort of thing a tree names at a path, as its git mode says.
package enum EntryKind: Hashable, Sendable {
  case file, link, submodule
}
