/// Which two states of a repository a run compares.
package enum ChangeSelection: Hashable, Sendable {
  /// The index (`$GIT_INDEX_FILE`) against `HEAD`: what a commit would record.
  ///
  /// During `commit --amend` this is the difference to the commit being amended, as in git itself.
  case staged
  /// The whole tree of one revision against that of another.
  case range(from: String, to: String)
  /// The tree of `head` against where it left the history of another revision.
  ///
  /// When the two histories meet in several commits (criss-cross merges), the base is the first of
  /// them by id, and a path that is as in any other of them counts as unchanged.
  case sinceMergeBase(of: String, head: String)
  /// Everything that a revision (nil: `HEAD`) holds, as if it were new.
  case everything(at: String?)
  /// What a push does to one ref, in the ids that `pre-receive` is given.
  ///
  /// An `old` of zeros is a new ref and is compared with where it left the default branch, and so is
  /// one that a forced push takes elsewhere; a `new` of zeros deletes the ref and changes nothing.
  case update(old: String, new: String)
  /// What a push would do to one ref of a remote, in the ids that `pre-push` is given.
  ///
  /// As `update`, with the remote's default branch as it was last fetched. What the remote has and
  /// this repository has not cannot be compared with, and counts as a forced push.
  case push(old: String, new: String, remote: RemoteName)
}

/// On whose behalf a repository is read; decides which `GIT_*` variables are believed.
package enum RepositoryMode: Sendable {
  case hook, continuousIntegration, receive

  /// The variables that git itself hands to a program it starts in this mode. All others, with which
  /// a stranger could inject configuration, programs or another repository, are dropped.
  var believedVariables: [String] {
    switch self {
    case .hook: ["GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE"]
    case .continuousIntegration: []
    // Without these the objects of the push, still in quarantine, would be missing.
    case .receive:
      [
        "GIT_DIR", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_QUARANTINE_PATH",
      ]
    }
  }
}

/// Which implementation reads git.
package enum ReaderChoice: Sendable {
  /// libgit2, and git's plumbing wherever libgit2 cannot answer.
  case automatic
  case libgit2
  case plumbing
}
