import Gate
import Glibc
import SourceText

/// A plain folder, read as a tree without git.
///
/// No link is followed, neither as a file nor on the way to one, and `.git` is left out wherever it
/// stands. What is neither file, link nor folder is listed and refuses to be read.
package struct DirectoryTree {
  private let root: OpenFolder

  /// Opens a folder.
  package init(at path: String) throws(TreeError) { root = try OpenFolder(path) }

  /// The folder as the `Gate` reads it.
  package var fileTree: FileTree {
    FileTree(
      paths: { () throws(TreeError) in try self.leaves().map(\.path) },
      entry: { (path) throws(TreeError) in try self.entry(at: path) })
  }

  /// The paths of what was written here, without what tools installed: virtual environments, and the
  /// folders that `installedFolders` names.
  package func writtenPaths() throws(TreeError) -> [RepositoryPath] {
    let paths = try leaves(leavingOut: Self.installedFolders).map(\.path)
    let marks = paths.filter { $0.name.elementsEqual("pyvenv.cfg".utf8) }
    let environments = marks.compactMap { $0.parent.map { $0.bytes + [UInt8(ascii: "/")] } }
    if environments.isEmpty { return paths }
    return paths.filter { path in !environments.contains { path.bytes.starts(with: $0) } }
  }

  private static let installedFolders = Set(
    [".tox", ".nox", "node_modules", "__pypackages__", "site-packages"].map { Array($0.utf8) })

  /// What has changed from an earlier state of the folder, compared byte by byte.
  package func change(since before: DirectoryTree) throws(TreeError) -> Change {
    let (old, new) = (try before.leaves(), try leaves())
    var files: [FileChange] = []
    var (i, j) = (0, 0)
    while i < old.count || j < new.count {
      let takesOld = j == new.count || i < old.count && old[i].path <= new[j].path
      let takesNew = i == old.count || j < new.count && new[j].path <= old[i].path
      let (a, b) = (takesOld ? old[i] : nil, takesNew ? new[j] : nil)
      i += takesOld ? 1 : 0
      j += takesNew ? 1 : 0
      guard let path = (a ?? b)?.path else { break }
      if let a, let b, a.kind == b.kind, try hasSameContent(a, in: before) { continue }
      files.append(FileChange(path: path, before: a?.entryKind, after: b?.entryKind))
    }
    return Change(base: before.fileTree, head: fileTree, files: files)
  }

  /// What stands at a path that is no folder.
  private struct Leaf {
    let path: RepositoryPath
    let kind: OpenFolder.Kind

    var entryKind: EntryKind { kind == .link ? .link : .file }
  }

  private func leaves(leavingOut folders: Set<[UInt8]> = []) throws(TreeError) -> [Leaf] {
    var found: [Leaf] = []
    var budget = 2_000_000
    // Paths, not open folders: a broad tree must not use up the file descriptors.
    var pending: [[[UInt8]]] = [[]]
    while let parts = pending.popLast() {
      guard let folder = try folder(parts[...]) else { continue }
      for name in try folder.names() {
        let path = parts + [name]
        budget -= 1
        if budget < 0 || path.count > 256 {
          throw TreeError(
            operation: "listing a folder",
            reason: "it holds more than 2,000,000 paths or 256 levels",
            remedy: "compare fewer files")
        }
        switch try folder.kind(name) {
        case nil: continue
        case .folder: if !folders.contains(name) { pending.append(path) }
        case let kind?:
          let joined = path.joined(separator: [UInt8(ascii: "/")])
          found.append(Leaf(path: RepositoryPath(bytes: joined), kind: kind))
        }
      }
    }
    return found.sorted { $0.path < $1.path }
  }

  private func entry(at path: RepositoryPath) throws(TreeError) -> TreeEntry? {
    let parts = path.bytes.split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false
    ).map(Array.init)
    guard let name = parts.last, let folder = try folder(parts.dropLast()) else { return nil }
    return try folder.entry(name)
  }

  /// Goes down by names, link by link refused; nil when there is no such folder.
  private func folder(_ parts: ArraySlice<[UInt8]>) throws(TreeError) -> OpenFolder? {
    var folder = root
    for part in parts {
      guard let next = try folder.folder(part) else { return nil }
      folder = next
    }
    return folder
  }

  private func hasSameContent(
    _ leaf: Leaf, in other: DirectoryTree
  ) throws(TreeError) -> Bool {
    switch leaf.kind {
    case .folder, .special: return false
    // Neither content would be loaded, so equal sizes prove nothing.
    case .file(let size) where size > FileTree.fileSizeLimit: return false
    case .file, .link: return try entry(at: leaf.path) == other.entry(at: leaf.path)
    }
  }
}

extension Change {
  /// What has changed from one file to another, both under the name of the later one.
  package static func between(
    file before: String, and after: String
  ) throws(TreeError) -> Change {
    let name = RepositoryPath(bytes: RepositoryPath(after).name)
    let (old, new) = (try plainFile(before), try plainFile(after))
    func tree(_ entry: TreeEntry) -> FileTree {
      FileTree(
        paths: { () throws(TreeError) in [name] },
        entry: { (path) throws(TreeError) in path == name ? entry : nil })
    }
    let files = old == new ? [] : [FileChange(path: name, before: .file, after: .file)]
    return Change(base: tree(old), head: tree(new), files: files)
  }
}

/// Reads a file that the user named.
private func plainFile(_ path: String) throws(TreeError) -> TreeEntry {
  let operation = "reading '\(path)'"
  let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
  guard file >= 0 else { throw lastError(operation) }
  defer { close(file) }
  return try content(of: file, for: operation)
}
