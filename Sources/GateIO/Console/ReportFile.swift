import Glibc

/// A file that a report is written into: all at once, and never through a link.
///
/// A change can carry links, so a path that is relative to the folder of the run is followed name by
/// name; an absolute one is the operator's own up to its last name.
package struct ReportFile {
  /// As the user wrote it.
  private let path: String
  private let directory: String

  package init(path: String, directory: String) {
    self.path = path
    self.directory = directory
  }

  /// Makes the text the content of the file: a reader sees all of it or what was there before.
  package func write(_ text: String) throws(RunFailure) {
    var names = path.split(separator: "/").map(String.init)
    guard let name = names.popLast(), name != ".", name != "..", !path.hasSuffix("/") else {
      throw failure("it names no file")
    }
    let isAbsolute = path.hasPrefix("/")
    let start = isAbsolute ? "/" + names.joined(separator: "/") : directory
    let folder = try folder(at: start, isAbsolute ? [] : names)
    defer { close(folder) }
    try checkPlace(name, in: folder)
    try replace(name, in: folder, Array(text.utf8))
  }

  /// Opens the folder to write in.
  private func folder(at start: String, _ names: [String]) throws(RunFailure) -> Int32 {
    var folder = open(start, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw failure(Self.lastError()) }
    for name in names {
      let next = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      let reason = Self.lastError()
      close(folder)
      guard next >= 0 else {
        throw failure("'\(name)' is not a folder, or is a link: \(reason)")
      }
      folder = next
    }
    return folder
  }

  /// Refuses to put a file in the place of anything that is none, such as a device or a link.
  private func checkPlace(_ name: String, in folder: Int32) throws(RunFailure) {
    var status = stat()
    if fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0 {
      guard errno == ENOENT else { throw failure(Self.lastError()) }
      return
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return
    case S_IFLNK: throw failure("it is a link")
    default: throw failure("it is not a file")
    }
  }

  /// Signals wait until it is done, so that none leaves a draft behind.
  private func replace(_ name: String, in folder: Int32, _ bytes: [UInt8]) throws(RunFailure) {
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_BLOCK, &all, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }

    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    let draft = ".pipgate-\(getpid())-\(time.tv_sec)-\(time.tv_nsec)"
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let file = openat(folder, draft, flags, 0o666)
    guard file >= 0 else { throw failure(Self.lastError()) }
    var problem = Self.write(bytes, to: file)
    if close(file) != 0 { problem = problem ?? Self.lastError() }
    if problem == nil, renameat(folder, draft, folder, name) != 0 { problem = Self.lastError() }
    guard let problem else { return }
    unlinkat(folder, draft, 0)
    throw failure(problem)
  }

  /// Writes all of it; what went wrong, if anything did.
  private static func write(_ bytes: [UInt8], to file: Int32) -> String? {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if written > 0 {
        rest = rest.dropFirst(written)
      } else if written == 0 {
        return String(cString: strerror(EIO))
      } else if errno != EINTR {
        return lastError()
      }
    }
    return nil
  }

  private func failure(_ reason: String) -> RunFailure {
    RunFailure(
      "the report could not be written to '\(path)': \(reason)",
      help: "name a file in a folder that is there and that can be written to", exitStatus: 3)
  }

  private static func lastError() -> String { String(cString: strerror(errno)) }
}
