import Glibc

/// Writes whole files.
enum FileWriting {
  /// Writes beside the place and renames, so that a file is never half there.
  static func write(_ bytes: [UInt8], to path: String, permissions: mode_t) throws(RunFailure) {
    let draft = path + ".pipgate-new"
    let descriptor = open(
      draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, permissions)
    guard descriptor >= 0 else { throw .cannotWrite(draft, reason: lastError()) }
    var failure: String?
    var rest = bytes[...]
    while !rest.isEmpty, failure == nil {
      let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written >= 0 {
        rest = rest.dropFirst(written)
      } else if errno != EINTR {
        failure = lastError()
      }
    }
    if close(descriptor) != 0 { failure = failure ?? lastError() }
    if failure == nil, rename(draft, path) != 0 { failure = lastError() }
    if let failure {
      unlink(draft)
      throw .cannotWrite(path, reason: failure)
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
