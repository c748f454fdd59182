import Gate
import Glibc
import SourceText

/// A change together with what a run must know about where it comes from.
struct Proposal {
  let change: Change
  /// Where overrides and their signatures are read from.
  let overrides: FileTree
  /// Where the policy is read from.
  let base: PolicyBase
  /// What is compared, in words.
  let description: String
  /// The git directory of the repository that somebody works in, shared by all of its worktrees; nil
  /// without one, and on a server.
  let gitDirectory: String?

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

  /// Moments that are known to be past, each with what happened then.
  var past: [(moment: Timestamp, event: String)] {
    let made = Timestamp(BuiltIn.popularity().date).map { ($0, "this program was made") }
    let committed = base.date.map { ($0, "the policy's commit was made") }
    return [made, committed].compactMap { $0 }
  }

  private init(_ selection: ChangeSelection, _ request: RunRequest) throws(GitError) {
    let repository = try GitRepository.open(
      at: request.directory, environment: request.environment, mode: selection.repositoryMode)
    change = try repository.change(selection)
    overrides = change.head
    gitDirectory =
      selection.repositoryMode == .receive ? nil : repository.commonGitDirectory
    switch selection {
    case .staged:
      base = try .local(in: repository)
      let isFirst = try repository.isHeadUnborn()
      description = isFirst ? "the first commit" : "staged changes against HEAD"
    case .range(let from, let to):
      base = try .commit(from, in: repository)
      description = "\(from) to \(to)"
    case .sinceMergeBase(let branch, let head):
      // The tip, not the merge base: an old fork point must not bring an old policy back.
      base = try .commit(branch, in: repository)
      description = "\(head) since it left \(branch)"
    case .everything(let revision):
      base = try .commit(revision ?? "HEAD", in: repository)
      description = "everything at \(revision ?? "HEAD")"
    case .update(let old, let new):
      // Not what the ref pointed to: a branch that anybody may write must not judge itself by a
      // policy that came with an earlier push. No ref moves before the hook has ended.
      base =
        try repository.isHeadUnborn()
        ? .none("the empty repository")
        : .commit("HEAD", called: "the default branch", in: repository)
      description = "\(old) to \(new)"
    case .push(let old, let new, let remote):
      base = try .local(in: repository, remote: remote)
      description = "\(old) to \(new)"
    }
  }

  /// Two folders; the policy is that of the one that was there before.
  private init(before: String, after: String) throws(RunFailure) {
    for folder in [before, after] where access(folder, F_OK) != 0 {
      throw .cannotRead(folder, reason: String(cString: strerror(errno)))
    }
    do throws(TreeError) {
      let base = try DirectoryTree(at: before)
      change = try DirectoryTree(at: after).change(since: base)
      overrides = change.head
      self.base = PolicyBase(tree: base.fileTree, place: before)
    } catch {
      throw RunFailure(error)
    }
    description = "folder '\(before)' to folder '\(after)'"
    gitDirectory = nil
  }

  /// Named files as they are on disk. The policy is that of the repository they are in, if there is one;
  /// overrides are those of its working tree, for files that lie in it.
  private init(files: [String], _ request: RunRequest) throws(RunFailure) {
    description = files.count == 1 ? "everything in one path" : "everything in \(files.count) paths"
    var worktree: String?
    do throws(GitError) {
      let repository = try GitRepository.open(
        at: request.directory, environment: request.environment, mode: .hook)
      let local = try PolicyBase.local(in: repository)
      base = local
      gitDirectory = repository.commonGitDirectory
      worktree = repository.worktree
    } catch {
      guard error.kind == .notARepository else { throw RunFailure(error) }
      base = .none("nowhere")
      gitDirectory = nil
    }
    let named = try NamedFiles(files, in: request.directory, worktree: worktree)
    change = named.change
    do throws(TreeError) {
      // What lies elsewhere has no path in the repository that a signer could have meant.
      overrides =
        if let worktree, named.isInWorktree {
          try DirectoryTree.overrides(ofWorktree: worktree)
        } else {
          .empty
        }
    } catch {
      throw RunFailure(error)
    }
  }
}

extension ChangeSelection {
  /// A commit hook is told by git where its index and repository are; everything else finds them
  /// itself, so that no variable of the environment can lead it elsewhere.
  fileprivate var repositoryMode: RepositoryMode {
    switch self {
    case .staged, .push: .hook
    case .update: .receive
    case .range, .sinceMergeBase, .everything: .continuousIntegration
    }
  }
}
