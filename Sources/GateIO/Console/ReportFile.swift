import Glibc

/// A file that a report is written into: all at once, and never through a link.
///
/// A change can carry links, so a path that is relative to the folder of the run is followed name by
/// name; an absolute one is the operator's own up to its last name.
package struct ReportFile {
  /// As the user wrote it.
  private let path: String
  private let directory: String
  /// What is written into it.
  private let noun: String

  package init(path: String, directory: String, called noun: String = "report") {
    self.path = path
    self.directory = directory
    self.noun = noun
  }

  /// Makes the text the content of the file: a reader sees all of it or what was there before.
  package func write(_ text: String) throws(RunFailure) {
    let (folder, name) = try place()
    defer { close(folder) }
    try checkPlace(name, in: folder)
    let problem = FileWriting.replace(
      name, in: folder, with: Array(text.utf8), through: FileWriting.draft(".pipgate-"),
      permissions: 0o666)
    if let problem { throw failure(problem.reason) }
  }

  /// Opens the file itself.
  func opened(_ flags: Int32, permissions: mode_t) throws(RunFailure) -> Int32 {
    let (folder, name) = try place()
    defer { close(folder) }
    let file = openat(folder, name, flags, permissions)
    guard file >= 0 else { throw failure(errno == ELOOP ? "it is a link" : Self.lastError()) }
    return file
  }

  /// The folder that it lies in, open, and its name there.
  private func place() throws(RunFailure) -> (folder: Int32, name: String) {
    var names = path.split(separator: "/").map(String.init)
    guard let name = names.popLast(), name != ".", name != "..", !path.hasSuffix("/") else {
      throw failure("it names no file")
    }
    let isAbsolute = path.hasPrefix("/")
    let start = isAbsolute ? "/" + names.joined(separator: "/") : directory
    return (try folder(at: start, isAbsolute ? [] : names), name)
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

  func failure(_ reason: String) -> RunFailure {
    RunFailure(
      "the \(noun) could not be written to '\(path)': \(reason)",
      help: "name a file in a folder that is there and that can be written to", exitStatus: 3)
  }

  private static func lastError() -> String { String(cString: strerror(errno)) }
}
