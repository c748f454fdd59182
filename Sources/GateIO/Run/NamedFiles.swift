import Gate
import Glibc
import SourceText

/// Files and folders that the operator names, as the head of a change from nothing. A named file
/// whose name says nothing is read as a requirements file; a folder stands for what is written in it.
///
/// Paths are those of the working tree when all that is named lies in it, so that what a policy says of
/// paths holds. Otherwise they, and includes, are meant from the folder that the run was started in, or,
/// when something named lies elsewhere, from the deepest folder that holds all of it.
struct NamedFiles {
  let change: Change
  /// Whether all that is named lies in the working tree.
  let isInWorktree: Bool

  init(_ names: [String], in directory: String, worktree: String? = nil) throws(RunFailure) {
    let start = try Self.realPath(directory)
    let top = try worktree.map { (path) throws(RunFailure) in try Self.realPath(path) + "/" }
    var files: [String] = []
    var folders: [String] = []
    for name in names {
      let path = try Self.realPath(name.hasPrefix("/") ? name : directory + "/" + name)
      switch try Self.mode(of: path, named: name) {
      case S_IFREG: files.append(path)
      case S_IFDIR: folders.append(path.hasSuffix("/") ? path : path + "/")
      default: throw RunFailure("'\(name)' is neither a file nor a folder", exitStatus: 2)
      }
    }
    let isInside = top.map { top in (files + folders).allSatisfy { $0.hasPrefix(top) } } ?? false
    isInWorktree = isInside
    let root = Self.folder(
      holding: files + folders, preferring: isInside ? top ?? start : start)
    func relative(_ path: String) -> [UInt8] { Array(path.utf8.dropFirst(root.utf8.count)) }
    let named = Set(files.map { RepositoryPath(bytes: relative($0)) })
    do throws(TreeError) {
      var paths = named
      for folder in folders {
        let prefix = relative(folder)
        for path in try DirectoryTree(at: folder).writtenPaths() {
          paths.insert(RepositoryPath(bytes: prefix + path.bytes))
        }
      }
      var tree = try DirectoryTree(at: root).fileTree
      // Nobody asked to look through all that lies beside what was named.
      let known = paths.sorted()
      tree.pathsWhere = { (isWanted) throws(TreeError) in known.filter(isWanted) }
      change = Change(
        base: .empty, head: tree,
        files: known.map { FileChange(path: $0, before: nil, after: .file) }, named: named)
    } catch {
      throw RunFailure(error)
    }
  }

  private static func mode(of path: String, named name: String) throws(RunFailure) -> mode_t {
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw .cannotRead(name, reason: String(cString: strerror(errno)))
    }
    return status.st_mode & S_IFMT
  }

  private static func folder(holding paths: [String], preferring start: String) -> String {
    let prefix = start.hasSuffix("/") ? start : start + "/"
    if paths.allSatisfy({ $0.hasPrefix(prefix) }) { return prefix }
    var common = Array(paths[0].utf8)
    for path in paths { common = zip(common, path.utf8).prefix { $0 == $1 }.map(\.0) }
    let end = common.lastIndex(of: UInt8(ascii: "/")) ?? 0
    return String(decoding: common[...end], as: UTF8.self)
  }

  private static func realPath(_ path: String) throws(RunFailure) -> String {
    guard let resolved = realpath(path, nil) else {
      throw .cannotRead(path, reason: String(cString: strerror(errno)))
    }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
