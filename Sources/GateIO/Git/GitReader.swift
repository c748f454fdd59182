import Gate
import SourceText

/// What a repository can be asked for, answered by libgit2 or by git's plumbing.
///
/// The questions are few and small, so that both answer the same; what is made of the answers (paths,
/// differences, trees for the `Gate`) is written once, above.
protocol GitReader: AnyObject {
  /// The implementation and its version, as a report names it.
  var name: String { get }
  /// Where its parts are; fails where there is no repository.
  func layout() throws(GitError) -> RepositoryLayout

  /// The commit that `HEAD` names, or nil before the first commit.
  func head() throws(GitError) -> ObjectID?
  /// The commit that a revision names, through any annotated tags.
  func commit(_ revision: Revision) throws(GitError) -> ObjectID
  /// The commit that a full reference name leads to; nil when there is no such reference.
  func tip(of reference: String) throws(GitError) -> ObjectID?
  /// The top-level tree of a commit.
  func tree(ofCommit commit: ObjectID) throws(GitError) -> ObjectID
  /// When a commit was made, as its committer's clock said.
  func time(ofCommit commit: ObjectID) throws(GitError) -> Timestamp
  /// The entries of one tree object, in any order.
  func items(ofTree tree: ObjectID) throws(GitError) -> [TreeItem]
  /// The whole content of a blob, unless it is larger than `limit` bytes.
  func content(ofBlob blob: ObjectID, limit: Int) throws(GitError) -> BlobContent
  /// The best common ancestors of two commits, at least one.
  func mergeBases(_ a: ObjectID, _ b: ObjectID) throws(GitError) -> [ObjectID]
  /// The paths at which an index differs from a commit (nil: from nothing), in any order.
  ///
  /// The index file exists.
  func indexDifferences(
    index: String, from commit: ObjectID?
  ) throws(GitError) -> [TreeDifference]
}

/// Where the parts of a repository are.
struct RepositoryLayout: Hashable {
  /// The absolute path of the git directory; of a linked worktree, its own.
  let gitDirectory: String
  /// The absolute path of the top level of the working tree, or nil when there is none.
  let worktree: String?
  let isBare: Bool
}

/// One entry of a tree object.
struct TreeItem: Hashable {
  enum Node: Hashable {
    case folder(ObjectID)
    case leaf(TreeLeaf)
  }

  let name: [UInt8]
  let node: Node

  init(name: [UInt8], mode: UInt32, id: ObjectID) {
    self.name = name
    node = mode & 0o170000 == 0o040000 ? .folder(id) : .leaf(TreeLeaf(mode: mode, id: id))
  }
}

/// What a tree or index has at a path.
struct TreeLeaf: Hashable {
  let kind: EntryKind
  let id: ObjectID

  init(mode: UInt32, id: ObjectID) {
    // As git's canon_mode: what is neither file nor link counts as a commit of another repository.
    kind =
      switch mode & 0o170000 {
      case 0o100000: .file
      case 0o120000: .link
      default: .submodule
      }
    self.id = id
  }
}

/// A path at which two sides differ in content, kind or presence.
struct TreeDifference: Hashable {
  let path: RepositoryPath
  let before: TreeLeaf?
  let after: TreeLeaf?

  var change: FileChange {
    FileChange(path: path, before: before?.kind, after: after?.kind)
  }
}

/// A blob as it was read.
enum BlobContent: Hashable {
  case bytes([UInt8])
  /// Its size; the content was not loaded.
  case tooLarge(Int)
}
