import Gate
import SourceText

extension FileTree {
  /// The largest file whose content is loaded.
  package static let fileSizeLimit = 32 << 20

  /// The files of a tree object (nil: of none).
  init(_ root: ObjectID?, in walk: TreeWalk) {
    self.init(root, changedBy: [], in: walk)
  }

  /// The files of a tree object with some paths changed: an index, told by how it differs from
  /// `HEAD`, so that its unchanged entries need be listed only where all paths are asked for, which
  /// `index` tells if it can.
  init(
    _ root: ObjectID?, changedBy differences: [TreeDifference], in walk: TreeWalk,
    index: @escaping ((RepositoryPath) -> Bool) -> [RepositoryPath]? = { _ in nil }
  ) {
    let changed = Dictionary(differences.map { ($0.path, $0) }) { first, _ in first }
    self.init(
      pathsWhere: { (isWanted) throws(TreeError) in
        if let paths = index(isWanted) { return paths }
        return try withTreeErrors { () throws(GitError) in
          let added = differences.compactMap { $0.after == nil ? nil : $0.path }.filter(isWanted)
          guard let root else { return added }
          let kept = try walk.leaves(of: root).map(\.path).filter(isWanted)
          if changed.isEmpty { return kept }
          return (kept.filter { changed[$0] == nil } + added).sorted()
        }
      },
      entry: { (path) throws(TreeError) in
        try withTreeErrors { () throws(GitError) in
          if let difference = changed[path] {
            return try difference.after.map { (leaf) throws(GitError) in try walk.entry(leaf) }
          }
          guard let root, let leaf = try walk.leaf(at: path, in: root) else { return nil }
          return try walk.entry(leaf)
        }
      })
    // Of trees without changes one folder is read in place of all.
    guard changed.isEmpty, let root else { return }
    names = { (folder) throws(TreeError) in
      try withTreeErrors { () throws(GitError) in try walk.names(in: folder, of: root) }
    }
  }
}

extension TreeWalk {
  /// Loads what a tree has at a path.
  fileprivate func entry(_ leaf: TreeLeaf) throws(GitError) -> TreeEntry {
    if leaf.kind == .submodule { return .submodule }
    switch try reader.content(ofBlob: leaf.id, limit: FileTree.fileSizeLimit) {
    case .tooLarge(let size): return .tooLarge(size)
    case .bytes(let bytes): return leaf.kind == .link ? .link(target: bytes) : .file(bytes)
    }
  }
}

private func withTreeErrors<Answer>(
  _ body: () throws(GitError) -> Answer
) throws(TreeError) -> Answer {
  do throws(GitError) {
    return try body()
  } catch {
    throw TreeError(operation: error.operation, reason: error.reason, remedy: error.remedy)
  }
}
