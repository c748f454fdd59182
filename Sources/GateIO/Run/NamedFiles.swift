import Gate
import Glibc
import SourceText

/// Files that the operator names, as the head of a change from nothing. One whose name says nothing
/// is read as a requirements file.
///
/// Their includes are followed in the folder that the run was started in, or, when a file lies
/// elsewhere, in the deepest folder that holds all of them.
struct NamedFiles {
  let change: Change

  init(_ names: [String], in directory: String) throws(RunFailure) {
    let start = try Self.realPath(directory)
    var paths: [String] = []
    for name in names {
      paths.append(try Self.realPath(name.hasPrefix("/") ? name : directory + "/" + name))
    }
    let root = Self.folder(holding: paths, preferring: start)
    let files = paths.map { path in
      RepositoryPath(String(path.utf8.dropFirst(root.utf8.count)) ?? "")
    }
    let tree: FileTree
    let entries: [TreeEntry?]
    do throws(TreeError) {
      tree = try DirectoryTree(at: root).fileTree
      entries = try files.map { path throws(TreeError) in try tree.entry(path) }
    } catch {
      throw RunFailure(error)
    }
    for (name, entry) in zip(names, entries) {
      guard case .file? = entry else {
        throw RunFailure("'\(name)' is not a file that can be read", exitStatus: 2)
      }
    }
    change = Change(
      base: .empty, head: tree,
      files: Set(files).map { FileChange(path: $0, before: nil, after: .file) }, named: Set(files))
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
