import Glibc

/// Writes whole files.
enum FileWriting {
  /// Writes beside the place and renames, so that a file is never half there.
  static func write(_ bytes: [UInt8], to path: String, permissions: mode_t) throws(RunFailure) {
    let draft = path + ".pipgate-new"
    switch replace(path, in: AT_FDCWD, with: bytes, through: draft, permissions: permissions) {
    case nil: return
    case .draft(let reason): throw .cannotWrite(draft, reason: reason)
    case .file(let reason): throw .cannotWrite(path, reason: reason)
    }
  }

  /// Why a file was not replaced.
  enum Problem {
    /// Its draft could not be made.
    case draft(String)
    case file(String)

    var reason: String {
      switch self {
      case .draft(let reason), .file(let reason): reason
      }
    }
  }

  /// Makes `bytes` the content of a file in a folder, all at once, by writing a draft and renaming it:
  /// a reader sees the old or the new. Signals wait until it is done, so that none leaves a draft
  /// behind. Nil when all went well.
  ///
  /// With `isDurable` it is there even after the power fails the next moment.
  static func replace(
    _ name: String, in folder: Int32, with bytes: [UInt8], through draft: String,
    permissions: mode_t, isDurable: Bool = false
  ) -> Problem? {
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_BLOCK, &all, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }

    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let file = openat(folder, draft, flags, permissions)
    guard file >= 0 else { return .draft(lastError()) }
    var reason = write(bytes, to: file)
    if reason == nil, isDurable, fsync(file) != 0 { reason = lastError() }
    if close(file) != 0 { reason = reason ?? lastError() }
    if reason == nil, renameat(folder, draft, folder, name) != 0 { reason = lastError() }
    if let reason {
      unlinkat(folder, draft, 0)
      return .file(reason)
    }
    if isDurable, folder != AT_FDCWD { fsync(folder) }
    return nil
  }

  /// A name that no other draft has.
  static func draft(_ prefix: String) -> String {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return prefix + "\(getpid())-\(time.tv_sec)-\(time.tv_nsec)"
  }

  /// Writes all of it; what went wrong, if anything did.
  private static func write(_ bytes: [UInt8], to file: Int32) -> String? {
    bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let count = Glibc.write(file, buffer.baseAddress.map { $0 + done }, buffer.count - done)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return count == 0 ? String(cString: strerror(EIO)) : lastError() }
        done += count
      }
      return nil
    }
  }

  /// Makes a folder that is not there. A link in its place would lead out of the repository.
  static func makeFolder(_ path: String) throws(RunFailure) {
    if mkdir(path, 0o777) == 0 { return }
    guard errno == EEXIST else { throw .cannotWrite(path, reason: lastError()) }
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw .cannotWrite(path, reason: "it is not a folder")
    }
  }

  private static func lastError() -> String { String(cString: strerror(errno)) }
}
