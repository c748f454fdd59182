import Clibgit2

/// libgit2 as a whole: started once, told to keep to the repository's own configuration.
enum Libgit2 {
  /// The version, as `1.5.1`.
  static var version: String {
    var (major, minor, patch): (Int32, Int32, Int32) = (0, 0, 0)
    git_libgit2_version(&major, &minor, &patch)
    return "\(major).\(minor).\(patch)"
  }

  /// Makes the library usable; cheap after the first call.
  static func start() throws(GitError) {
    guard status >= 0 else {
      throw failure(status, "starting libgit2")
    }
  }

  /// Without the user's and the system's configuration a `safe.directory` is unknown here. A
  /// repository of a foreign owner is then always git's own to refuse or accept.
  private static let status: Int32 = {
    let status = git_libgit2_init()
    return status < 0 ? status : pipgate_git_ignore_shared_configuration()
  }()

  /// Throws what libgit2 says when a call has returned a negative code.
  static func check(_ code: Int32, _ operation: @autoclosure () -> String) throws(GitError) {
    if code < 0 { throw failure(code, operation()) }
  }

  /// The failure behind a code that was just returned on this thread.
  static func failure(_ code: Int32, _ operation: String) -> GitError {
    let text =
      git_error_last().flatMap { $0.pointee.message }.map { String(cString: $0) } ?? "code \(code)"
    // The one failure that git, which does not hash what it reads, must not be asked about.
    let kind: GitError.Kind =
      code == GIT_EMISMATCH.rawValue && text.hasPrefix("object hash mismatch")
      ? .corruptObject : .other
    return GitError(kind, operation, reason: "libgit2: \(text)")
  }
}

extension ObjectID {
  init(_ id: git_oid) {
    self = withUnsafeBytes(of: id) { ObjectID(sha1: $0) }
  }

  /// The id as libgit2 takes it; an id of a SHA-256 repository has none.
  func libgit2(_ operation: String) throws(GitError) -> git_oid {
    var id = git_oid()
    guard count == 20, git_oid_fromraw(&id, bytes) == 0 else {
      throw GitError(.other, operation, reason: "libgit2: it knows no SHA-256 ids")
    }
    return id
  }
}
