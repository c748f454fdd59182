import Gate

/// Reads a repository through git's plumbing commands, for everything git itself can read.
///
/// A class because it keeps a program running. Only commands that run nothing by themselves are used.
final class PlumbingReader: GitReader {
  private let command: GitCommand
  private let objects: ObjectStream
  private let knownLayout: RepositoryLayout?

  /// Takes the layout when another reader has found it already.
  init(_ location: RepositoryLocation, layout: RepositoryLayout?) throws(GitError) {
    command = try GitCommand(location)
    objects = ObjectStream(command)
    knownLayout = layout
  }

  lazy var name: String = {
    let version = try? command.output(of: ["version"], for: "asking for git's version")
    let words = version?.split(whereSeparator: { $0 == 0x20 || $0 == 0x0a }) ?? []
    return "git "
      + (words.count > 2 ? String(decoding: words[2], as: UTF8.self) : "of unknown version")
  }()

  func layout() throws(GitError) -> RepositoryLayout {
    if let knownLayout { return knownLayout }
    let operation = "opening the repository at '\(command.location.directory)'"
    let result = try command.run(
      [
        "rev-parse", "--is-bare-repository", "--is-inside-work-tree", "--absolute-git-dir",
        "--show-toplevel",
      ], for: operation)
    let lines = result.output.split(separator: 0x0a).map { String(decoding: $0, as: UTF8.self) }
    let hasWorktree = result.isSuccess
    guard hasWorktree || lines.count == 3 else { throw GitError(result, operation) }
    guard lines.count == (hasWorktree ? 4 : 3) else {
      throw GitError(.other, operation, reason: "git: the path holds a line feed")
    }
    return RepositoryLayout(
      gitDirectory: lines[2], worktree: hasWorktree ? lines[3] : nil, isBare: lines[0] == "true")
  }

  func head() throws(GitError) -> ObjectID? {
    if let id = try object("HEAD^{commit}", for: "reading HEAD").id { return id }
    // Either there is no commit yet, or HEAD names one that cannot be read.
    if try object("HEAD", for: "reading HEAD").id == nil,
      try command.run(["symbolic-ref", "-q", "HEAD"], for: "reading HEAD").isSuccess
    {
      return nil
    }
    return try commit(.head)
  }

  func commit(_ revision: Revision) throws(GitError) -> ObjectID {
    let operation = "resolving '\(revision.text)'"
    let (id, result) = try object(revision.text + "^{commit}", for: operation)
    if let id { return id }
    let error = GitError(result, operation)
    switch error.kind {
    case .corruptObject, .foreignOwner, .notARepository: throw error
    default: break
    }
    if try isShallow() { throw GitError(.shallow, operation, reason: error.reason) }
    // It may name a tree or a file, of which there is no commit.
    let named = try object(revision.text + "^{object}", for: operation).id
    throw GitError(named == nil ? .missingRevision : .badRevision, operation, reason: error.reason)
  }

  func tip(of reference: String) throws(GitError) -> ObjectID? {
    try object(reference + "^{commit}", for: "reading '\(reference)'").id
  }

  func tree(ofCommit commit: ObjectID) throws(GitError) -> ObjectID {
    let operation = "reading the commit \(commit.hex)"
    guard let id = try object(commit.hex + "^{tree}", for: operation).id else {
      throw GitError(.missingObject, operation, reason: "git: its tree is missing")
    }
    return id
  }

  func time(ofCommit commit: ObjectID) throws(GitError) -> Timestamp {
    let operation = "reading the commit \(commit.hex)"
    let content = try read(commit, type: "commit", limit: 1 << 20, for: operation)
    // "committer <name> <address> <seconds> <zone>", among the lines before the empty one.
    guard case .bytes(let bytes) = content,
      let line = bytes.split(separator: 0x0a, omittingEmptySubsequences: false)
        .prefix(while: { !$0.isEmpty }).first(where: { $0.starts(with: "committer ".utf8) }),
      let seconds = line.split(separator: 0x20).dropLast().last
        .flatMap({ Int64(String(decoding: $0, as: UTF8.self)) })
    else { throw GitError(.corruptObject, operation, reason: "git: it does not say its time") }
    return Timestamp(seconds: seconds)
  }

  func items(ofTree tree: ObjectID) throws(GitError) -> [TreeItem] {
    let operation = "reading the tree \(tree.hex)"
    let content = try read(tree, type: "tree", limit: 256 << 20, for: operation)
    guard case .bytes(let bytes) = content, let items = treeItems(in: bytes, idSize: tree.count)
    else { throw GitError(.corruptObject, operation, reason: "git: it is no tree") }
    return items
  }

  func content(ofBlob blob: ObjectID, limit: Int) throws(GitError) -> BlobContent {
    try read(blob, type: "blob", limit: limit, for: "reading the file content \(blob.hex)")
  }

  func mergeBases(_ a: ObjectID, _ b: ObjectID) throws(GitError) -> [ObjectID] {
    let operation = "looking for the merge base of \(a.hex) and \(b.hex)"
    let result = try command.run(["merge-base", "--all", a.hex, b.hex], for: operation)
    guard result.isSuccess || result.ending == .exit(1) && result.errorOutput.isEmpty else {
      throw GitError(result, operation)
    }
    let bases = result.output.split(separator: 0x0a).compactMap { ObjectID(hex: $0) }
    if bases.isEmpty {
      throw GitError(
        try isShallow() ? .shallow : .noMergeBase, operation,
        reason: "git: the two have no common ancestor here")
    }
    return bases
  }

  func indexDifferences(
    index: String, from commit: ObjectID?
  ) throws(GitError) -> [TreeDifference] {
    let operation = "comparing the index '\(index)' with HEAD"
    let base: String
    if let commit { base = commit.hex } else { base = try emptyTree() }
    let output = try command.output(
      of: [
        "diff-index", "--cached", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-ext-diff",
        "--no-textconv", "--ignore-submodules=none", "--ita-invisible-in-index", base, "--",
      ], for: operation, index: index)
    return try RawDifferences(output).all(of: operation, index: index)
  }

  /// The id that `rev-parse` makes of a text, if it can.
  private func object(
    _ text: String, for operation: String
  ) throws(GitError) -> (id: ObjectID?, result: ProgramResult) {
    let result = try command.run(
      ["rev-parse", "--verify", "--end-of-options", text], for: operation)
    // An older git repeats '--end-of-options' first.
    let line = result.output.split(separator: 0x0a).last
    return (result.isSuccess ? line.flatMap { ObjectID(hex: $0) } : nil, result)
  }

  private func isShallow() throws(GitError) -> Bool {
    try command.output(of: ["rev-parse", "--is-shallow-repository"], for: "reading the history")
      .starts(with: "true".utf8)
  }

  /// The id of the tree without entries, which every git knows without storing it.
  private func emptyTree() throws(GitError) -> String {
    let format = try command.output(
      of: ["rev-parse", "--show-object-format"], for: "reading the object format")
    return format.starts(with: "sha256".utf8)
      ? "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321"
      : "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
  }

  private func read(
    _ id: ObjectID, type: String, limit: Int, for operation: String
  ) throws(GitError) -> BlobContent {
    switch try objects.read(id, limit: limit, for: operation) {
    case .tooLarge(let size): return .tooLarge(size)
    case .missing: throw GitError(.missingObject, operation, reason: "git: it is missing")
    case .object(let found, let content):
      guard found.elementsEqual(type.utf8) else {
        throw GitError(.corruptObject, operation, reason: "git: it is no \(type)")
      }
      return .bytes(content)
    }
  }
}

/// Takes a tree object apart (gitformat: `<mode> <name>\0<id>` over and over); nil when it is none.
private func treeItems(in bytes: [UInt8], idSize: Int) -> [TreeItem]? {
  var items: [TreeItem] = []
  var rest = bytes[...]
  while !rest.isEmpty {
    guard let space = rest.firstIndex(of: 0x20), let end = rest.firstIndex(of: 0), space < end,
      let mode = UInt32(String(decoding: rest[..<space], as: UTF8.self), radix: 8),
      rest.endIndex - end > idSize, let id = ObjectID(bytes: rest[(end + 1)...].prefix(idSize))
    else { return nil }
    items.append(TreeItem(name: Array(rest[(space + 1)..<end]), mode: mode, id: id))
    rest = rest[(end + 1 + idSize)...]
  }
  return items
}
