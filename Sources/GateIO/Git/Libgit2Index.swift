import Clibgit2
import Glibc
import SourceText

/// An index file as libgit2 reads it, apart from any repository.
///
/// Apart, because a repository's `core.ignoreCase` would make libgit2 sort and look up its entries
/// without regard to case, and hide one of two names that differ only in it.
final class Libgit2Index {
  fileprivate let handle: OpaquePointer
  fileprivate let path: String

  init(path: String) throws(GitError) {
    self.path = path
    var handle: OpaquePointer?
    try Libgit2.check(git_index_open(&handle, path), "reading the index '\(path)'")
    guard let handle else { throw Libgit2.failure(-1, "reading the index '\(path)'") }
    self.handle = handle
  }

  deinit { git_index_free(handle) }
}

/// The leaves of a commit's tree, one after the other in the order of an index.
final class Libgit2TreeCursor {
  /// The path of the current leaf; meaningless once `leaf` is nil.
  fileprivate private(set) var path: [UInt8] = []
  /// The current leaf, or nil after the last one.
  fileprivate private(set) var leaf: (mode: UInt32, id: UnsafePointer<git_oid>)?
  private let repository: OpaquePointer
  private var open: [(tree: OpaquePointer, position: Int, prefix: Int)] = []
  private var budget = WalkBudget()

  init(_ repository: OpaquePointer, root: ObjectID?) throws(GitError) {
    self.repository = repository
    guard let root else { return }
    try descend(into: root.libgit2("reading the tree \(root.hex)"))
    try advance()
  }

  deinit { for level in open { git_tree_free(level.tree) } }

  /// Goes to the next leaf.
  fileprivate func advance() throws(GitError) {
    leaf = nil
    while let (tree, position, prefix) = open.last {
      path.removeSubrange(prefix...)
      guard let entry = git_tree_entry_byindex(tree, position),
        let name = git_tree_entry_name(entry), let id = git_tree_entry_id(entry)
      else {
        git_tree_free(tree)
        open.removeLast()
        continue
      }
      open[open.count - 1].position += 1
      path.append(contentsOf: UnsafeRawBufferPointer(start: name, count: strlen(name)))
      try budget.spend(path)
      let mode = UInt32(git_tree_entry_filemode_raw(entry).rawValue)
      if mode & 0o170000 == 0o040000 {
        path.append(UInt8(ascii: "/"))
        try descend(into: id.pointee)
      } else {
        leaf = (mode, id)
        return
      }
    }
  }

  private func descend(into id: git_oid) throws(GitError) {
    var id = id
    var tree: OpaquePointer?
    try Libgit2.check(git_tree_lookup(&tree, repository, &id), "reading a tree of HEAD")
    guard let tree else { throw Libgit2.failure(-1, "reading a tree of HEAD") }
    open.append((tree, 0, path.count))
  }
}

/// Compares an index with a tree in one pass over both, without building either in memory.
///
/// libgit2's own comparison takes twice as long with 20,000 files. Should either side be out of
/// order, an unchanged path appears as removed and added, and the caller refuses a path named twice:
/// nothing is hidden, because only a pair that is equal in path, kind and content is left out.
func differences(
  of index: Libgit2Index, from tree: Libgit2TreeCursor
) throws(GitError) -> [TreeDifference] {
  var found: [TreeDifference] = []
  func remove() throws(GitError) {
    guard let leaf = tree.leaf else { return }
    found.append(
      TreeDifference(
        path: RepositoryPath(bytes: tree.path),
        before: TreeLeaf(mode: leaf.mode, id: ObjectID(leaf.id.pointee)), after: nil))
    try tree.advance()
  }
  for position in 0..<git_index_entrycount(index.handle) {
    guard let entry = git_index_get_byindex(index.handle, position), let name = entry.pointee.path
    else { continue }
    let path = UnsafeRawBufferPointer(start: name, count: strlen(name))
    if entry.pointee.flags & UInt16(GIT_INDEX_ENTRY_STAGEMASK) != 0 {
      throw .conflict(at: RepositoryPath(bytes: path), in: index.path)
    }
    // 'git add -N': nothing of it would be committed.
    let intentToAdd = UInt16(GIT_INDEX_ENTRY_INTENT_TO_ADD.rawValue)
    if entry.pointee.flags_extended & intentToAdd != 0 { continue }
    while tree.leaf != nil, order(tree.path, path) < 0 { try remove() }
    var id = entry.pointee.id
    if let leaf = tree.leaf, order(tree.path, path) == 0 {
      let isSame =
        (leaf.mode ^ entry.pointee.mode) & 0o170000 == 0 && git_oid_equal(leaf.id, &id) == 1
      if !isSame {
        let before = TreeLeaf(mode: leaf.mode, id: ObjectID(leaf.id.pointee))
        let after = TreeLeaf(mode: entry.pointee.mode, id: ObjectID(id))
        // Two modes may still stand for one kind.
        if before != after {
          found.append(
            TreeDifference(path: RepositoryPath(bytes: path), before: before, after: after))
        }
      }
      try tree.advance()
    } else {
      found.append(
        TreeDifference(
          path: RepositoryPath(bytes: path), before: nil,
          after: TreeLeaf(mode: entry.pointee.mode, id: ObjectID(id))))
    }
  }
  while tree.leaf != nil { try remove() }
  return found
}

extension GitError {
  /// An index that holds several versions of a path and none that would be committed.
  static func conflict(at path: RepositoryPath, in index: String) -> GitError {
    GitError(
      .mergeConflict, "reading the index '\(index)'", reason: "'\(path)' is in conflict")
  }
}

/// Compares bytes as git sorts paths: negative, zero or positive.
private func order(_ a: [UInt8], _ b: UnsafeRawBufferPointer) -> Int {
  let common = a.withUnsafeBytes { a in
    guard let start = a.baseAddress, let other = b.baseAddress else { return 0 }
    return Int(memcmp(start, other, min(a.count, b.count)))
  }
  return common != 0 ? common : a.count - b.count
}
