import Clibgit2
import Gate

/// Reads a repository in this process, which starts nothing and needs no git.
///
/// A class because it owns libgit2's handle. What libgit2 1.5 cannot read (split and sparse indexes,
/// SHA-256, reftable, promised objects, quarantined pushes) it refuses, so that git is asked.
final class Libgit2Reader: GitReader {
  var name: String { "libgit2 \(Libgit2.version)" }
  private let knownLayout: RepositoryLayout
  private let repository: OpaquePointer
  private let objects: OpaquePointer

  init(_ location: RepositoryLocation) throws(GitError) {
    let operation = "opening the repository at '\(location.directory)'"
    if let variable = location.variableUnknownToLibgit2 {
      throw GitError(.other, operation, reason: "libgit2: it knows no \(variable)")
    }
    try Libgit2.start()
    var repository: OpaquePointer?
    let code =
      if let gitDirectory = location.gitDirectory {
        git_repository_open_ext(
          &repository, gitDirectory, GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue, nil)
      } else {
        git_repository_open_ext(&repository, location.directory, 0, nil)
      }
    guard code != GIT_ENOTFOUND.rawValue else {
      throw Libgit2.failure(code, operation).of(.notARepository)
    }
    try Libgit2.check(code, operation)
    guard let repository else { throw Libgit2.failure(-1, operation) }
    var objects: OpaquePointer?
    let objectsCode = git_repository_odb(&objects, repository)
    guard objectsCode >= 0, let objects else {
      let error = Libgit2.failure(objectsCode, operation)
      git_repository_free(repository)
      throw error
    }
    self.repository = repository
    self.objects = objects
    let isBare = git_repository_is_bare(repository) == 1
    knownLayout = RepositoryLayout(
      gitDirectory: git_repository_path(repository).map { folder(String(cString: $0)) } ?? "",
      worktree: location.worktree
        ?? (isBare
          ? nil : git_repository_workdir(repository).map { folder(String(cString: $0)) }),
      isBare: isBare && location.worktree == nil)
  }

  deinit {
    git_odb_free(objects)
    git_repository_free(repository)
  }

  func layout() -> RepositoryLayout { knownLayout }

  func head() throws(GitError) -> ObjectID? {
    let unborn = git_repository_head_unborn(repository)
    try Libgit2.check(unborn, "reading HEAD")
    return unborn == 1 ? nil : try commit(.head)
  }

  func commit(_ revision: Revision) throws(GitError) -> ObjectID {
    let operation = "resolving '\(revision.text)'"
    var object: OpaquePointer?
    try Libgit2.check(git_revparse_single(&object, repository, revision.text), operation)
    defer { git_object_free(object) }
    var commit: OpaquePointer?
    try Libgit2.check(git_object_peel(&commit, object, GIT_OBJECT_COMMIT), operation)
    defer { git_object_free(commit) }
    guard let id = git_object_id(commit) else { throw Libgit2.failure(-1, operation) }
    return ObjectID(id.pointee)
  }

  func tip(of reference: String) throws(GitError) -> ObjectID? {
    let operation = "reading '\(reference)'"
    var handle: OpaquePointer?
    let code = git_reference_lookup(&handle, repository, reference)
    if code == GIT_ENOTFOUND.rawValue { return nil }
    try Libgit2.check(code, operation)
    defer { git_reference_free(handle) }
    var commit: OpaquePointer?
    let peeled = git_reference_peel(&commit, handle, GIT_OBJECT_COMMIT)
    // A symbolic reference outlives the branch that it names.
    if peeled == GIT_ENOTFOUND.rawValue { return nil }
    try Libgit2.check(peeled, operation)
    defer { git_object_free(commit) }
    guard let id = git_object_id(commit) else { throw Libgit2.failure(-1, operation) }
    return ObjectID(id.pointee)
  }

  func tree(ofCommit commit: ObjectID) throws(GitError) -> ObjectID {
    let operation = "reading the commit \(commit.hex)"
    var id = try commit.libgit2(operation)
    var handle: OpaquePointer?
    try Libgit2.check(git_commit_lookup(&handle, repository, &id), operation)
    defer { git_commit_free(handle) }
    guard let tree = git_commit_tree_id(handle) else { throw Libgit2.failure(-1, operation) }
    return ObjectID(tree.pointee)
  }

  func time(ofCommit commit: ObjectID) throws(GitError) -> Timestamp {
    let operation = "reading the commit \(commit.hex)"
    var id = try commit.libgit2(operation)
    var handle: OpaquePointer?
    try Libgit2.check(git_commit_lookup(&handle, repository, &id), operation)
    defer { git_commit_free(handle) }
    return Timestamp(seconds: git_commit_time(handle))
  }

  func items(ofTree tree: ObjectID) throws(GitError) -> [TreeItem] {
    let operation = "reading the tree \(tree.hex)"
    var id = try tree.libgit2(operation)
    var handle: OpaquePointer?
    try Libgit2.check(git_tree_lookup(&handle, repository, &id), operation)
    defer { git_tree_free(handle) }
    return (0..<git_tree_entrycount(handle)).compactMap { index in
      guard let entry = git_tree_entry_byindex(handle, index),
        let name = git_tree_entry_name(entry),
        let id = git_tree_entry_id(entry)
      else { return nil }
      return TreeItem(
        name: bytes(of: name), mode: UInt32(git_tree_entry_filemode_raw(entry).rawValue),
        id: ObjectID(id.pointee))
    }
  }

  func content(ofBlob blob: ObjectID, limit: Int) throws(GitError) -> BlobContent {
    let operation = "reading the file content \(blob.hex)"
    var id = try blob.libgit2(operation)
    // The header alone first: a file may be larger than memory.
    var size = 0
    var type = GIT_OBJECT_INVALID
    try Libgit2.check(git_odb_read_header(&size, &type, objects, &id), operation)
    guard type == GIT_OBJECT_BLOB else {
      throw GitError(.corruptObject, operation, reason: "it is no file content")
    }
    if size > limit { return .tooLarge(size) }
    var object: OpaquePointer?
    try Libgit2.check(git_odb_read(&object, objects, &id), operation)
    defer { git_odb_object_free(object) }
    let count = git_odb_object_size(object)
    guard count <= limit, count == 0 || git_odb_object_data(object) != nil else {
      throw GitError(.corruptObject, operation, reason: "its size is not what its header says")
    }
    return .bytes(Array(UnsafeRawBufferPointer(start: git_odb_object_data(object), count: count)))
  }

  func mergeBases(_ a: ObjectID, _ b: ObjectID) throws(GitError) -> [ObjectID] {
    let operation = "looking for the merge base of \(a.hex) and \(b.hex)"
    var (first, second) = (try a.libgit2(operation), try b.libgit2(operation))
    var found = git_oidarray()
    try Libgit2.check(git_merge_bases(&found, repository, &first, &second), operation)
    defer { git_oidarray_dispose(&found) }
    return UnsafeBufferPointer(start: found.ids, count: found.count).map { ObjectID($0) }
  }

  func indexDifferences(
    index: String, from commit: ObjectID?
  ) throws(GitError) -> [TreeDifference] {
    let tree = try commit.map { (id) throws(GitError) in try self.tree(ofCommit: id) }
    let cursor = try Libgit2TreeCursor(repository, root: tree)
    return try differences(of: Libgit2Index(path: index), from: cursor)
  }
}

/// A folder's path without the slash that libgit2 puts at its end.
private func folder(_ path: String) -> String {
  path.utf8.count > 1 && path.utf8.last == UInt8(ascii: "/") ? String(path.dropLast()) : path
}

private func bytes(of text: UnsafePointer<CChar>) -> [UInt8] {
  var count = 0
  while text[count] != 0 { count += 1 }
  return (0..<count).map { UInt8(bitPattern: text[$0]) }
}
