import Gate
import Glibc
import SourceText

/// A change together with what a run must know about where it comes from.
struct Proposal {
  let change: Change
  /// The tree that the policy is read from: what is there already, never what is proposed.
  let policyTree: FileTree
  /// Where that is, in words: `HEAD`.
  let policyPlace: String
  /// What is compared, in words.
  let description: String
  /// What the reader should know about how the change was read.
  let notices: [String]

  init(_ request: RunRequest) throws(RunFailure) {
    switch request.source {
    case .git(let selection):
      do throws(GitError) {
        try self.init(selection, request)
      } catch {
        throw RunFailure(error)
      }
    case .folders(let before, let after):
      try self.init(before: before, after: after)
    case .files(let paths):
      try self.init(files: paths, request)
    }
  }

  private init(_ selection: ChangeSelection, _ request: RunRequest) throws(GitError) {
    let repository = try GitRepository.open(
      at: request.directory, environment: request.environment, mode: selection.repositoryMode)
    change = try repository.change(selection)
    switch selection {
    case .staged where try repository.isHeadUnborn():
      policyTree = .empty
      policyPlace = "the empty repository"
      description = "the first commit"
    case .staged:
      policyTree = try repository.tree(at: "HEAD")
      policyPlace = "HEAD"
      description = "staged changes against HEAD"
    case .range(let from, let to):
      policyTree = try repository.tree(at: from)
      policyPlace = from
      description = "\(from) to \(to)"
    case .sinceMergeBase(let base, let head):
      // The tip, not the merge base: an old fork point must not bring an old policy back.
      policyTree = try repository.tree(at: base)
      policyPlace = base
      description = "\(head) since it left \(base)"
    case .everything(let revision):
      policyTree = try repository.tree(at: revision ?? "HEAD")
      policyPlace = revision ?? "HEAD"
      description = "everything at \(revision ?? "HEAD")"
    case .update(let old, let new):
      // Not what the ref pointed to: a branch that anybody may write must not judge itself by a
      // policy that came with an earlier push. No ref moves before the hook has ended.
      let isUnborn = try repository.isHeadUnborn()
      policyTree = isUnborn ? .empty : try repository.tree(at: "HEAD")
      policyPlace = isUnborn ? "the empty repository" : "the default branch"
      description = "\(old) to \(new)"
    }
    notices = []
  }

  /// Two folders; the policy is that of the one that was there before.
  private init(before: String, after: String) throws(RunFailure) {
    for folder in [before, after] where access(folder, F_OK) != 0 {
      throw .cannotRead(folder, reason: String(cString: strerror(errno)))
    }
    do throws(TreeError) {
      let base = try DirectoryTree(at: before)
      change = try DirectoryTree(at: after).change(since: base)
      policyTree = base.fileTree
    } catch {
      throw RunFailure(error)
    }
    policyPlace = before
    description = "folder '\(before)' to folder '\(after)'"
    notices = []
  }

  /// Named files as they are on disk. The policy is that of the repository's HEAD, if there is one.
  private init(files: [String], _ request: RunRequest) throws(RunFailure) {
    change = try NamedFiles(files, in: request.directory).change
    description = files.count == 1 ? "everything in one path" : "everything in \(files.count) paths"
    notices = []
    do throws(GitError) {
      let repository = try GitRepository.open(
        at: request.directory, environment: request.environment, mode: .hook)
      if try !repository.isHeadUnborn() {
        policyTree = try repository.tree(at: "HEAD")
        policyPlace = "HEAD"
        return
      }
    } catch {
      guard error.kind == .notARepository else { throw RunFailure(error) }
    }
    policyTree = .empty
    policyPlace = "nowhere"
  }
}

extension ChangeSelection {
  /// A commit hook is told by git where its index and repository are; everything else finds them
  /// itself, so that no variable of the environment can lead it elsewhere.
  fileprivate var repositoryMode: RepositoryMode {
    switch self {
    case .staged: .hook
    case .update: .receive
    case .range, .sinceMergeBase, .everything: .continuousIntegration
    }
  }
}
