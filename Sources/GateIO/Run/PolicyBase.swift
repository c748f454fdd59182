import Gate
import SourceText

/// Where the policy of a run, and everything that says whose signature counts, is read from: what is
/// there already, never what is proposed.
struct PolicyBase {
  let tree: FileTree
  /// Where that is, in words: `HEAD`.
  let place: String
  /// When its commit was made; nil where there is none.
  var date: Timestamp?
  /// What the reader should know about the choice.
  var notices: [String] = []

  /// Nothing at all, with the place's words.
  static func none(_ place: String) -> PolicyBase { PolicyBase(tree: .empty, place: place) }

  /// The base of what is staged or checked out: the default branch as it was last fetched, where that
  /// one has a policy, as every branch is judged by it in the end. Else `HEAD`.
  static func local(
    in repository: GitRepository, remote: RemoteName = .origin
  ) throws(GitError) -> PolicyBase {
    let head: PolicyBase =
      try repository.isHeadUnborn()
      ? .none("the empty repository") : .commit("HEAD", in: repository)
    guard let upstream = remote.defaultBranch, try repository.hasReference(upstream) else {
      return head
    }
    let place = "\(remote.text)/HEAD"
    var base = try PolicyBase.commit(upstream, called: place, in: repository)
    let policy = try base.policy()
    if policy == .success(nil) { return head }
    if try head.policy() != policy {
      base.notices = [
        "the policy of HEAD is another one than that of \(place), and counts once it is there"
      ]
    }
    return base
  }

  /// A revision's tree.
  static func commit(
    _ revision: String, called place: String? = nil, in repository: GitRepository
  ) throws(GitError) -> PolicyBase {
    PolicyBase(
      tree: try repository.tree(at: revision), place: place ?? revision,
      date: try repository.time(of: revision))
  }

  private func policy() throws(GitError) -> Result<SourceFile?, TrustedFileProblem> {
    do throws(TreeError) {
      return try TrustedFile.read(PolicySource.path, in: tree)
    } catch {
      throw GitError(.other, error.operation, reason: error.reason)
    }
  }
}
