import Gate
import Glibc
import SourceText

/// A git repository, read only and without running anything that it names.
///
/// The working tree is never read: every byte comes from a tree or an index. Replacement objects,
/// filters and attributes have no say.
package struct GitRepository {
  private let location: RepositoryLocation
  private let layout: RepositoryLayout
  let reader: any GitReader
  let walk: TreeWalk

  /// Opens the repository that `directory` lies in, or that the believed variables name.
  package static func open(
    at directory: String, environment: Environment, mode: RepositoryMode,
    reader choice: ReaderChoice = .automatic
  ) throws(GitError) -> GitRepository {
    guard !directory.utf8.contains(0) else {
      throw GitError(.notARepository, "opening the repository", reason: "the path holds a NUL byte")
    }
    let location = RepositoryLocation(directory: directory, environment: environment, mode: mode)
    let reader: any GitReader =
      switch choice {
      case .automatic: try FallbackReader(location)
      case .libgit2: try Libgit2Reader(location)
      case .plumbing: try PlumbingReader(location, layout: nil)
      }
    return GitRepository(location: location, layout: try reader.layout(), reader: reader)
  }

  private init(location: RepositoryLocation, layout: RepositoryLayout, reader: any GitReader) {
    self.location = location
    self.layout = layout
    self.reader = reader
    walk = TreeWalk(reader)
  }

  /// The absolute path of the git directory; of a linked worktree, its own.
  package var gitDirectory: String { layout.gitDirectory }

  /// The git directory that a linked worktree shares with all others of the repository.
  package var commonGitDirectory: String {
    guard access(gitDirectory + "/commondir", F_OK) == 0 else { return gitDirectory }
    let parts = gitDirectory.utf8.split(separator: UInt8(ascii: "/"))
    guard parts.count > 2, parts[parts.count - 2].elementsEqual("worktrees".utf8) else {
      return gitDirectory
    }
    return String(decoding: gitDirectory.utf8[..<parts[parts.count - 3].endIndex], as: UTF8.self)
  }

  /// The absolute path of the top level of the working tree, or nil when there is none.
  package var worktree: String? { layout.worktree }

  package var isBare: Bool { layout.isBare }

  /// Whether anything can be committed: in a working tree of its own, or in a linked one.
  package var hasWorktrees: Bool {
    !isBare || access(commonGitDirectory + "/worktrees", F_OK) == 0
  }

  /// Which implementations have answered so far, with versions: `libgit2 1.5.1 and git 2.39.5`.
  package var readerDescription: String { reader.name }

  /// Why git had to answer in place of libgit2, if it had to.
  package var fallbackReason: GitError? { (reader as? FallbackReader)?.fallbackReason }

  /// Whether `HEAD` names a branch that has no commit yet.
  package func isHeadUnborn() throws(GitError) -> Bool { try reader.head() == nil }

  /// The full id of the commit that a revision names.
  package func resolve(_ revision: String) throws(GitError) -> String {
    try reader.commit(Revision(revision)).hex
  }

  /// Whether there is a reference of this full name, and a commit behind it.
  func hasReference(_ name: String) throws(GitError) -> Bool { try reader.tip(of: name) != nil }

  /// Whether a commit is in the history of another; each is in its own.
  func isAncestor(_ a: String, of b: String) throws(GitError) -> Bool {
    let (old, new) = (try reader.commit(Revision(a)), try reader.commit(Revision(b)))
    do throws(GitError) {
      return try reader.mergeBases(old, new).contains(old)
    } catch {
      if error.kind == .noMergeBase { return false }
      throw error
    }
  }

  /// When the commit of a revision was made, as its committer's clock said.
  func time(of revision: String) throws(GitError) -> Timestamp {
    try reader.time(ofCommit: reader.commit(Revision(revision)))
  }

  /// The files of a revision. A revision that does not exist is `missingRevision` (or `shallow`).
  package func tree(at revision: String) throws(GitError) -> FileTree {
    FileTree(try self.root(of: reader.commit(Revision(revision))), in: walk)
  }

  /// The folder that git runs hooks from, following `core.hooksPath` in any configuration.
  ///
  /// Always asks git, which knows all of its configuration files.
  package func hooksDirectory() throws(GitError) -> String {
    let operation = "looking for the folder of the hooks"
    let command = try GitCommand(location)
    // The hardened options override core.hooksPath, so read it as configuration, where the last
    // value but that one counts.
    let result = try command.run(
      ["config", "--null", "--type=path", "--get-all", "core.hooksPath"], for: operation)
    let values = result.output.split(separator: 0, omittingEmptySubsequences: false).dropLast()
    if let value = values.dropLast().last {
      return join(worktree ?? gitDirectory, String(decoding: value, as: UTF8.self))
    }
    let common = try command.output(of: ["rev-parse", "--git-common-dir"], for: operation)
    let folder = String(decoding: common.dropLast(), as: UTF8.self)
    return join(location.directory, folder) + "/hooks"
  }

  /// The address by which the person at work calls themselves in commits; nil when git has none.
  package func identity() throws(GitError) -> String? {
    let operation = "looking for 'user.email'"
    let result = try GitCommand(location).run(["config", "--get", "user.email"], for: operation)
    let text = String(decoding: result.output.dropLast(), as: UTF8.self)
    return result.isSuccess && !text.isEmpty ? text : nil
  }

  /// Where `origin` is, as the configuration has it: it may hold credentials. Nil when there is none.
  package func originURL() throws(GitError) -> String? {
    let operation = "looking for 'remote.origin.url'"
    let result = try GitCommand(location).run(
      ["config", "--get", "remote.origin.url"], for: operation)
    let text = String(decoding: result.output.dropLast(), as: UTF8.self)
    return result.isSuccess && !text.isEmpty ? text : nil
  }

  /// The index file in effect, once it is certain that reading it cannot silently show nothing.
  ///
  /// - Parameter isUnborn: Before the first commit a repository may have no index file yet.
  func indexFile(isUnborn: Bool) throws(GitError) -> String? {
    let operation = "reading the index"
    guard layout.worktree != nil || !layout.isBare else {
      throw GitError(.bareRepositoryHasNoIndex, operation, reason: "the repository is bare")
    }
    let path = location.indexFile(in: layout)
    if access(path, R_OK) == 0 { return path }
    let reason = String(cString: strerror(errno))
    if isUnborn, errno == ENOENT { return nil }
    throw GitError(.unreadableIndex, operation, reason: "'\(path)': \(reason)")
  }

  func root(of commit: ObjectID) throws(GitError) -> ObjectID {
    try reader.tree(ofCommit: commit)
  }
}
