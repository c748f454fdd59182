import Gate

/// What `pre-commit`, the framework, is about when it runs a hook, as its variables tell.
package enum PreCommitRun {
  /// The change that is to be judged.
  ///
  /// - A push: what the first of its refs takes along, the only one that the framework tells of; all
  ///   that the branch declares where nothing of its history is there yet.
  /// - A range (`--from-ref` with `--to-ref`): since the common ancestor, as the framework itself
  ///   chooses the files of a range.
  /// - A commit, which git announces by naming an index: what is staged.
  /// - By hand: what is staged; where nothing is, which `--all-files` alone leads to, all of `HEAD`.
  package static func selection(
    directory: String, environment: Environment
  ) throws(RunFailure) -> ChangeSelection {
    let from = environment["PRE_COMMIT_FROM_REF"] ?? ""
    let to = environment["PRE_COMMIT_TO_REF"] ?? ""
    let remote = environment["PRE_COMMIT_REMOTE_NAME"] ?? ""
    if !from.isEmpty, !to.isEmpty {
      return !remote.isEmpty && from.isCommit && to.isCommit
        ? .push(old: from, new: to, remote: RemoteName(remote))
        : .sinceMergeBase(of: from, head: to)
    }
    if !remote.isEmpty, let branch = environment["PRE_COMMIT_LOCAL_BRANCH"], !branch.isEmpty {
      return .everything(at: branch)
    }
    if environment["GIT_INDEX_FILE"]?.isEmpty == false { return .staged }
    do throws(GitError) {
      let repository = try GitRepository.open(
        at: directory, environment: environment, mode: .hook)
      if try repository.isHeadUnborn() { return .staged }
      return try repository.change(.staged).files.isEmpty ? .everything(at: nil) : .staged
    } catch {
      throw RunFailure(error)
    }
  }

  /// Whether what only the network can tell is left to somebody later: to nobody, where a service
  /// runs the hooks.
  package static func defersToLater(environment: Environment) -> Bool {
    !Automation.isAtWork { environment[$0] }
  }
}
