import Gate
import Glibc
import SourceText

/// A folder on disk held open, in which names are looked up without following any link.
///
/// A class because it owns a file descriptor.
final class OpenFolder {
  /// What stands under a name, without following it.
  enum Kind: Hashable {
    case folder
    case file(size: Int)
    case link
    /// A device, socket or pipe, which is never opened.
    case special
  }

  private let file: Int32

  /// Opens a folder that the user named; this path alone may lead through links.
  init(_ path: String) throws(TreeError) {
    file = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard file >= 0 else { throw lastError("opening the folder '\(path)'") }
  }

  private init(file: Int32) { self.file = file }

  deinit { close(file) }

  /// The folder of a name, or nil when the name stands for something else.
  func folder(_ name: [UInt8]) throws(TreeError) -> OpenFolder? {
    guard let name = terminated(name) else { return nil }
    let opened = openat(file, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    if opened >= 0 { return OpenFolder(file: opened) }
    if [ENOENT, ENOTDIR, ELOOP, ENAMETOOLONG].contains(errno) { return nil }
    throw lastError("opening the folder '\(shown(name))'")
  }

  /// What stands under a name, or nil when nothing does.
  func kind(_ name: [UInt8]) throws(TreeError) -> Kind? {
    guard let name = terminated(name) else { return nil }
    var status = stat()
    guard fstatat(file, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      if [ENOENT, ENOTDIR, ENAMETOOLONG].contains(errno) { return nil }
      throw lastError("reading '\(shown(name))'")
    }
    return Kind(status)
  }

  /// Every name in the folder but `.`, `..` and `.git`, in the order of the disk.
  func names() throws(TreeError) -> [[UInt8]] {
    let copy = fcntl(file, F_DUPFD_CLOEXEC, 3)
    guard copy >= 0, let stream = fdopendir(copy) else {
      let error = lastError("listing a folder")
      if copy >= 0 { close(copy) }
      throw error
    }
    defer { closedir(stream) }
    rewinddir(stream)
    var names: [[UInt8]] = []
    errno = 0
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if ![".", "..", ".git"].contains(where: { name.elementsEqual($0.utf8) }) {
        names.append(name)
      }
      errno = 0
    }
    if errno != 0 { throw lastError("listing a folder") }
    return names
  }

  /// The content or the link target of a name; nil when nothing to be read stands there.
  func entry(_ name: [UInt8]) throws(TreeError) -> TreeEntry? {
    guard let terminated = terminated(name) else { return nil }
    let operation = "reading '\(shown(terminated))'"
    switch try kind(name) {
    case nil, .folder: return nil
    case .special:
      throw TreeError(operation: operation, reason: "it is neither a file, a link nor a folder")
    case .link:
      // No link is longer than PATH_MAX, which is 4096.
      var target = [CChar](repeating: 0, count: 8192)
      let count = readlinkat(file, terminated, &target, target.count)
      guard count >= 0 else { throw lastError(operation) }
      return .link(target: target.prefix(count).map { UInt8(bitPattern: $0) })
    case .file:
      // The kind was checked a moment ago; O_NONBLOCK and the second look cover a swap since.
      let opened = openat(file, terminated, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
      guard opened >= 0 else { throw lastError(operation) }
      defer { close(opened) }
      return try content(of: opened, for: operation)
    }
  }
}

/// The whole content of an open file, unless it is above the limit.
func content(of file: Int32, for operation: String) throws(TreeError) -> TreeEntry {
  var status = stat()
  guard fstat(file, &status) == 0 else { throw lastError(operation) }
  guard case .file(let size) = OpenFolder.Kind(status) else {
    throw TreeError(operation: operation, reason: "it is no file")
  }
  if size > FileTree.fileSizeLimit { return .tooLarge(size) }
  var bytes: [UInt8] = []
  bytes.reserveCapacity(size + 1)
  while true {
    let count = try withUnsafeTemporaryAllocation(byteCount: 64 << 10, alignment: 1) {
      (buffer) throws(TreeError) in
      let count = read(file, buffer.baseAddress, buffer.count)
      if count < 0, errno != EINTR { throw lastError(operation) }
      bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[..<max(0, count)]))
      return count
    }
    if count == 0 { return .file(bytes) }
    // It grew while it was read.
    if bytes.count > FileTree.fileSizeLimit { return .tooLarge(bytes.count) }
  }
}

extension OpenFolder.Kind {
  fileprivate init(_ status: stat) {
    self =
      switch status.st_mode & S_IFMT {
      case S_IFDIR: .folder
      case S_IFREG: .file(size: Int(status.st_size))
      case S_IFLNK: .link
      default: .special
      }
  }
}

/// A name as the system takes it; nil for one that would lead out of its folder or end early.
private func terminated(_ name: [UInt8]) -> [CChar]? {
  if name.isEmpty || name.contains(0) || name.contains(UInt8(ascii: "/")) { return nil }
  if name.elementsEqual(".".utf8) || name.elementsEqual("..".utf8) { return nil }
  return name.map { CChar(bitPattern: $0) } + [0]
}

private func shown(_ name: [CChar]) -> String {
  RepositoryPath(bytes: name.dropLast().map { UInt8(bitPattern: $0) }).description
}

/// The failure that `errno` tells of.
func lastError(_ operation: String) -> TreeError {
  TreeError(operation: operation, reason: String(cString: strerror(errno)))
}
