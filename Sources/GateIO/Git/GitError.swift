/// A repository that could not be read, with what was being done and what to do next.
package struct GitError: Error, Hashable {
  /// What is wrong, as far as it decides how the run goes on.
  package enum Kind: Hashable, Sendable {
    case notARepository
    /// The text cannot be a revision, or names something that is no commit.
    case badRevision
    case bareRepositoryHasNoIndex
    case missingRevision
    case noMergeBase
    /// History that a shallow clone left out is needed.
    case shallow
    case foreignOwner
    case missingObject
    case corruptObject
    case unreadableIndex
    case mergeConflict
    case gitUnavailable
    case limitReached
    case other
  }

  package let kind: Kind
  /// What was being done, as a noun phrase.
  package let operation: String
  /// What the layer below said.
  package let reason: String
  /// One imperative sentence.
  package let remedy: String?

  package init(_ kind: Kind, _ operation: String, reason: String, remedy: String? = nil) {
    self.kind = kind
    self.operation = operation
    self.reason = reason
    self.remedy = remedy ?? kind.remedy
  }

  /// Whether the run was asked for something that cannot be (exit status 2); otherwise the
  /// repository could not be read and the run is inconclusive (exit status 3).
  package var isUsage: Bool {
    switch kind {
    case .notARepository, .badRevision, .bareRepositoryHasNoIndex: true
    default: false
    }
  }

  /// Whether another reader must not be asked after this one has said so.
  ///
  /// An object whose content does not match its id is final because git, reading the same object,
  /// does not always compare the two.
  var isFinal: Bool {
    switch kind {
    case .mergeConflict, .bareRepositoryHasNoIndex, .limitReached, .corruptObject: true
    default: false
    }
  }

  /// The same words of a failure that is known to be of this kind.
  func of(_ kind: Kind) -> GitError { GitError(kind, operation, reason: reason) }

  /// The same failure, with why an earlier reader had failed before.
  func after(_ earlier: GitError) -> GitError {
    // That nothing is there needs to be said only once.
    guard earlier.reason != reason, kind != .notARepository, kind != .missingRevision else {
      return self
    }
    return GitError(
      kind, operation, reason: "\(reason) (before that, \(earlier.reason))", remedy: remedy)
  }
}

extension GitError.Kind {
  fileprivate var remedy: String? {
    switch self {
    case .notARepository: "run inside a git repository, or compare folders without git"
    case .badRevision: "name a branch, a tag or a commit"
    case .bareRepositoryHasNoIndex: "compare two revisions instead"
    case .missingRevision: "fetch the revision, or name one that exists"
    case .noMergeBase: "name a revision that shares history with the other, or fetch more history"
    case .shallow:
      "fetch the whole history: 'git fetch --unshallow', or 'fetch-depth: 0' in the checkout step"
    case .foreignOwner: nil
    case .missingObject: "fetch the missing objects, or use a clone made without '--filter'"
    case .corruptObject: "repair the repository, starting with 'git fsck'"
    case .unreadableIndex: "repair the index, for example with 'git reset'"
    case .mergeConflict: "resolve the conflict and add the result"
    case .gitUnavailable: "install git and put its folder on PATH"
    case .limitReached: "split the change, or compare fewer files"
    case .other: nil
    }
  }
}
