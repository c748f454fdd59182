import Gate
import SourceText

extension GitRepository {
  /// Reads which paths a change touches; contents are read when the change's trees are asked.
  package func change(_ selection: ChangeSelection) throws(GitError) -> Change {
    switch selection {
    case .staged: return try stagedChange()
    case .range(let from, let to):
      let base = try reader.commit(Revision(from))
      return try change(from: [base], to: reader.commit(Revision(to)))
    case .sinceMergeBase(let other, let head):
      let head = try reader.commit(Revision(head))
      return try change(from: mergeBases(Revision(other), head), to: head)
    case .everything(let revision):
      return try change(from: [], to: reader.commit(revision.map(Revision.init) ?? .head))
    case .update(let old, let new):
      return try change(fromUpdate: old, to: new) { () throws(GitError) in try reader.head() }
    case .push(let old, let new, let remote):
      var known = old
      if try !has(commit: old) { known = String(repeating: "0", count: old.utf8.count) }
      return try change(fromUpdate: known, to: new) { () throws(GitError) in
        for name in remote.defaultBranches {
          if let tip = try reader.tip(of: name) { return tip }
        }
        return nil
      }
    }
  }

  private func stagedChange() throws(GitError) -> Change {
    let head = try reader.head()
    guard let index = try indexFile(isUnborn: head == nil) else {
      return Change(base: .empty, head: .empty, files: [])
    }
    let differences = try distinct(reader.indexDifferences(index: index, from: head))
    let root = try head.map(root)
    return Change(
      base: FileTree(root, in: walk),
      head: FileTree(root, changedBy: differences, in: walk) { isWanted in
        root.flatMap { IndexListing(file: index, idSize: $0.count, where: isWanted)?.paths }
      },
      files: differences.map { $0.change })
  }

  /// Compares a commit with one or, after criss-cross merges, several others.
  ///
  /// The base tree is that of the first. What is at a path of any base has been in the common history
  /// and is not new, so a path that is as in one of them is left out.
  private func change(from bases: [ObjectID], to head: ObjectID) throws(GitError) -> Change {
    let headRoot = try root(of: head)
    let baseRoots = try bases.map(root)
    var differences = try walk.differences(from: baseRoots.first, to: headRoot)
    for other in baseRoots.dropFirst() {
      let paths = Set(try walk.differences(from: other, to: headRoot).map(\.path))
      differences.removeAll { !paths.contains($0.path) }
    }
    return Change(
      base: FileTree(baseRoots.first, in: walk), head: FileTree(headRoot, in: walk),
      files: differences.map(\.change))
  }

  private func id(_ text: String) throws(GitError) -> ObjectID {
    if let id = ObjectID(hex: Array(text.utf8)) { return id }
    throw GitError(.badRevision, "reading a pushed ref", reason: "'\(text)' is no full object id")
  }

  /// Whether a commit is in this repository; zeros name none.
  private func has(commit text: String) throws(GitError) -> Bool {
    if try id(text).isZero { return false }
    do throws(GitError) {
      _ = try reader.commit(Revision(text))
      return true
    } catch {
      guard error.kind == .missingRevision || error.kind == .shallow else { throw error }
      return false
    }
  }

  /// What one ref of a push brings. `trunk` is the default branch, of which a new ref and one that is
  /// taken elsewhere are branches.
  private func change(
    fromUpdate old: String, to new: String, trunk: () throws(GitError) -> ObjectID?
  ) throws(GitError) -> Change {
    let (old, new) = (try id(old), try id(new))
    if new.isZero { return Change(base: .empty, head: .empty, files: []) }
    let head = try reader.commit(Revision(new.hex))
    if !old.isZero {
      let before = try reader.commit(Revision(old.hex))
      if try commonAncestors(before, head) == [before] {
        return try change(from: [before], to: head)
      }
    }
    // The first push of all, and history of its own, have nothing to be compared with.
    guard let trunk = try trunk() else { return try change(from: [], to: head) }
    return try change(from: commonAncestors(trunk, head), to: head)
  }

  /// The merge bases of two commits, none for two histories.
  private func commonAncestors(
    _ a: ObjectID, _ b: ObjectID
  ) throws(GitError) -> [ObjectID] {
    do {
      return try reader.mergeBases(a, b).sorted { $0.hex < $1.hex }
    } catch {
      guard error.kind == .noMergeBase else { throw error }
      return []
    }
  }

  /// The merge bases, sorted so that every reader makes the same one the first.
  private func mergeBases(
    _ other: Revision, _ head: ObjectID
  ) throws(GitError) -> [ObjectID] {
    try reader.mergeBases(reader.commit(other), head).sorted { $0.hex < $1.hex }
  }

  /// Refuses an answer that names a path twice, as only a damaged tree or index can make.
  private func distinct(_ found: [TreeDifference]) throws(GitError) -> [TreeDifference] {
    let sorted = found.sorted { $0.path < $1.path }
    for (a, b) in zip(sorted, sorted.dropFirst()) where a.path == b.path {
      throw GitError(
        .unreadableIndex, "comparing the index with HEAD", reason: "it names '\(a.path)' twice")
    }
    return sorted
  }
}
