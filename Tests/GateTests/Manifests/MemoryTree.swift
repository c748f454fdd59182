import SourceText

@testable import Gate

/// Trees that exist only in memory, links, submodules and oversized files included.
struct MemoryTree {
  var entries: [RepositoryPath: TreeEntry] = [:]

  init(_ files: [String: String] = [:]) {
    for (path, text) in files { entries[RepositoryPath(path)] = .file(Array(text.utf8)) }
  }

  func with(_ path: RepositoryPath, _ entry: TreeEntry?) -> Self {
    var copy = self
    copy.entries[path] = entry
    return copy
  }

  var tree: FileTree {
    FileTree(
      paths: { () throws(TreeError) in entries.keys.sorted() },
      entry: { (path) throws(TreeError) in entries[path] })
  }

  static func change(_ base: MemoryTree, _ head: MemoryTree) -> Change {
    let paths = Set(base.entries.keys).union(head.entries.keys)
    return Change(
      base: base.tree, head: head.tree,
      files: paths.filter { base.entries[$0] != head.entries[$0] }.map { path in
        FileChange(
          path: path, before: base.entries[path].map(kind), after: head.entries[path].map(kind))
      })
  }

  private static func kind(_ entry: TreeEntry) -> EntryKind {
    switch entry {
    case .file, .tooLarge: .file
    case .link: .link
    case .submodule: .submodule
    }
  }
}

extension Introductions {
  /// What a change between sets of files brings in, one line each, `path:line kind text`.
  static func listing(
    _ base: [String: String], _ head: [String: String],
    scope: @escaping (RepositoryPath) -> String = { _ in "" }
  ) throws -> [String] {
    try listing(MemoryTree(base), MemoryTree(head), scope: scope)
  }

  static func listing(
    _ base: MemoryTree, _ head: MemoryTree,
    scope: @escaping (RepositoryPath) -> String = { _ in "" }
  ) throws -> [String] {
    try find(in: MemoryTree.change(base, head), on: Terms(scope: scope)).introductions
      .map(\.line)
  }
}

extension Introduction {
  fileprivate var line: String {
    switch self {
    case .dependency(let dependency, let previous):
      let name = dependency.name?.normalized ?? dependency.reference?.text ?? ""
      return "\(place(dependency.location)) \(previous.isEmpty ? "new" : "changed") \(name)"
    case .option(let option):
      return "\(place(option.location)) \(option.kind.rawValue) \(option.value)"
    case .unreadable(let part):
      let reason = part.reason == .invalidName ? "invalid-name" : "unreadable"
      return "\(place(part.diagnostic.location)) \(reason)"
    case .unsupported(let path): return "\(path) unsupported"
    case .submodule(let path): return "\(path) submodule"
    case .trust(let path, _, _): return "\(path) trust"
    case .override(let path, let problems): return "\(path) override \(problems.count)"
    }
  }

  private func place(_ location: Location) -> String {
    "\(location.file.path):\(location.start.line)"
  }
}
