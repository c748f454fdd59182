import Gate
import SourceText

extension DirectoryTree {
  /// The folder of overrides of a working tree, under the paths that the repository has for it. What
  /// stands there in place of a folder is told as such.
  static func overrides(ofWorktree worktree: String) throws(TreeError) -> FileTree {
    let folder = "\(worktree)/\(OverrideFolder.path)"
    if FileReading.isLink(folder) {
      return FileTree(
        paths: { () throws(TreeError) in [] },
        entry: { (path) throws(TreeError) in
          path == OverrideFolder.path ? .link(target: []) : nil
        })
    }
    guard FileReading.isThere(folder) else { return .empty }
    let tree = try DirectoryTree(at: folder).fileTree
    let prefix = OverrideFolder.path.bytes + [UInt8(ascii: "/")]
    return FileTree(
      paths: { () throws(TreeError) in
        try tree.paths().map { RepositoryPath(bytes: prefix + $0.bytes) }
      },
      entry: { (path) throws(TreeError) in
        guard OverrideFolder.contains(path) else { return nil }
        return try tree.entry(RepositoryPath(bytes: path.bytes.dropFirst(prefix.count)))
      })
  }
}
