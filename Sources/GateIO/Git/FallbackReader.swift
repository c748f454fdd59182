import Gate
import Glibc

/// libgit2 for what it can read, git's plumbing for everything else.
///
/// Each question goes to libgit2 first; on any failure but a final one git is asked the same, and
/// only when both fail does the failure stand. A class because it learns which readers it needed.
final class FallbackReader: GitReader {
  private let location: RepositoryLocation
  private let libgit2: Libgit2Reader?
  private var plumbing: PlumbingReader?
  private var knownHead: ObjectID?
  private var hasAnswered = (libgit2: false, plumbing: false)
  /// Why git was first asked in place of libgit2, or nil as long as it was not.
  private(set) var fallbackReason: GitError?

  init(_ location: RepositoryLocation) throws(GitError) {
    self.location = location
    do throws(GitError) {
      libgit2 = try Libgit2Reader(location)
    } catch {
      libgit2 = nil
      fallbackReason = error
      // Both failing is found out here, before anything is read.
      _ = try layout()
    }
  }

  var name: String {
    let names = [
      hasAnswered.libgit2 ? libgit2?.name : nil, hasAnswered.plumbing ? plumbing?.name : nil,
    ]
    return names.compactMap { $0 }.joined(separator: " and ")
  }

  func layout() throws(GitError) -> RepositoryLayout {
    try ask { (reader) throws(GitError) in try reader.layout() }
  }

  /// Read once, so that a run means the same commit everywhere, whoever moves `HEAD` meanwhile.
  func head() throws(GitError) -> ObjectID? {
    if let knownHead { return knownHead }
    knownHead = try ask { (reader) throws(GitError) in try reader.head() }
    return knownHead
  }

  func commit(_ revision: Revision) throws(GitError) -> ObjectID {
    if let knownHead, revision == .head { return knownHead }
    return try ask { (reader) throws(GitError) in try reader.commit(revision) }
  }

  func tip(of reference: String) throws(GitError) -> ObjectID? {
    try ask { (reader) throws(GitError) in try reader.tip(of: reference) }
  }

  func tree(ofCommit commit: ObjectID) throws(GitError) -> ObjectID {
    try ask { (reader) throws(GitError) in try reader.tree(ofCommit: commit) }
  }

  func time(ofCommit commit: ObjectID) throws(GitError) -> Timestamp {
    try ask { (reader) throws(GitError) in try reader.time(ofCommit: commit) }
  }

  func items(ofTree tree: ObjectID) throws(GitError) -> [TreeItem] {
    try ask { (reader) throws(GitError) in try reader.items(ofTree: tree) }
  }

  func content(ofBlob blob: ObjectID, limit: Int) throws(GitError) -> BlobContent {
    try ask { (reader) throws(GitError) in try reader.content(ofBlob: blob, limit: limit) }
  }

  func mergeBases(_ a: ObjectID, _ b: ObjectID) throws(GitError) -> [ObjectID] {
    try ask { (reader) throws(GitError) in try reader.mergeBases(a, b) }
  }

  /// Asks git at once when the index is large.
  ///
  /// libgit2 opens every tree of `HEAD` and hashes whatever it reads; git compares the trees that the
  /// index remembers. Whole runs, measured side by side: 4 ms against 7 with one file, equal at about
  /// 1,000 files (an index of 100 KB), 40 ms against 11 with 20,000.
  func indexDifferences(
    index: String, from commit: ObjectID?
  ) throws(GitError) -> [TreeDifference] {
    var status = stat()
    if libgit2 != nil, stat(index, &status) == 0, status.st_size > 100_000 {
      do throws(GitError) {
        return try askPlumbing { (reader) throws(GitError) in
          try reader.indexDifferences(index: index, from: commit)
        }
      } catch {
        if error.kind != .gitUnavailable { throw error }
      }
    }
    return try ask { (reader) throws(GitError) in
      try reader.indexDifferences(index: index, from: commit)
    }
  }

  private func ask<Answer>(
    _ question: (any GitReader) throws(GitError) -> Answer
  ) throws(GitError) -> Answer {
    var reason = fallbackReason
    if let libgit2 {
      do throws(GitError) {
        let answer = try question(libgit2)
        hasAnswered.libgit2 = true
        return answer
      } catch {
        if error.isFinal { throw error }
        reason = error
      }
    }
    do throws(GitError) {
      let answer = try askPlumbing(question)
      // A question that neither can answer (is there such a branch?) says nothing of the readers.
      fallbackReason = fallbackReason ?? reason
      return answer
    } catch {
      // Where there is no git to look again, nothing is there: a folder needs no git to be none.
      if let reason, reason.kind == .notARepository, error.kind == .gitUnavailable { throw reason }
      throw reason.map(error.after) ?? error
    }
  }

  private func askPlumbing<Answer>(
    _ question: (any GitReader) throws(GitError) -> Answer
  ) throws(GitError) -> Answer {
    if plumbing == nil { plumbing = try PlumbingReader(location, layout: libgit2?.layout()) }
    guard let plumbing else { throw GitError(.gitUnavailable, "starting git", reason: "") }
    let answer = try question(plumbing)
    hasAnswered.plumbing = true
    return answer
  }
}
