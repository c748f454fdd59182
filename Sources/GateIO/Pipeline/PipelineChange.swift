import Gate

/// What a job of continuous integration is to judge, as its service tells it.
///
/// Only variables that the service sets are read, and nothing from the repository: a change cannot
/// choose what it is compared with.
package enum PipelineChange {
  /// The change of the job that this process runs in.
  package static func selection(
    directory: String, environment: Environment
  ) throws(RunFailure) -> ChangeSelection {
    let told: ToldChange
    if environment["GITHUB_ACTIONS"] == "true" {
      told = try GitHubJob(environment: environment).change()
    } else if environment["GITLAB_CI"] == "true" {
      told = try GitLabJob(environment: environment).change()
    } else {
      throw RunFailure(
        "neither GitHub nor GitLab says what this job is about",
        help: "name the revisions: '--base' for a pull request, '--from' with '--to' for a push",
        exitStatus: 2)
    }
    do throws(GitError) {
      let repository = try GitRepository.open(
        at: directory, environment: environment, mode: .continuousIntegration)
      return try told.selection(in: repository)
    } catch {
      throw RunFailure(error)
    }
  }
}

extension PipelineChange {
  /// Whoever proposes the change of this job, by the names that signers may have who are called as the
  /// service calls its users. Empty where it does not say.
  package static func authors(_ environment: Environment) -> [String] {
    environment["GITHUB_ACTIONS"] == "true" ? GitHubJob(environment: environment).authors : []
  }
}

/// A change in the words of a service.
enum ToldChange: Hashable {
  /// A proposal to merge a commit into a branch, whose tip was `tip` when the service last looked.
  case proposal(branch: String, tip: String?, head: String)
  /// What moved a branch from one commit to another.
  case push(from: String, to: String)
  /// A branch that was not there before.
  case newBranch(head: String, defaultBranch: String)

  func selection(in repository: GitRepository) throws(GitError) -> ChangeSelection {
    switch self {
    case .push(let from, let to): return .range(from: from, to: to)
    case .proposal(let branch, let tip, let head):
      return .sinceMergeBase(of: try Self.newest(branch, tip, in: repository), head: head)
    case .newBranch(let head, let branch):
      return .sinceMergeBase(of: try Self.newest(branch, nil, in: repository), head: head)
    }
  }

  /// The tip of a branch as far as it is known here: as it was fetched, or as the service names it,
  /// whichever came later. An old one would bring an old policy back.
  private static func newest(
    _ branch: String, _ tip: String?, in repository: GitRepository
  ) throws(GitError) -> String {
    let reference = "refs/remotes/origin/\(branch)"
    let isFetched = try repository.hasReference(reference)
    guard let tip else {
      guard isFetched else {
        throw GitError(
          .missingRevision, "looking for the branch '\(branch)'",
          reason: "it is not among those that were fetched",
          remedy: "fetch it before: 'git fetch origin \(branch)'")
      }
      return reference
    }
    guard isFetched else { return tip }
    do throws(GitError) {
      return try repository.isAncestor(tip, of: reference) ? reference : tip
    } catch {
      // What is not here cannot be older than what is.
      if error.kind == .missingRevision { return reference }
      throw error
    }
  }
}
