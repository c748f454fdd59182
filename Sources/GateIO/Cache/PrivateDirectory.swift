import Glibc

/// A directory that only this user can write to, held open, so that no path below it is resolved
/// twice. A class because it owns a file descriptor.
final class PrivateDirectory: Sendable {
  private let descriptor: Int32

  private init(descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// Opens the directory at `path`, which is made if it is missing, and its parents too. Nil when
  /// that fails, or when the directory is a symbolic link, another user's or open to others.
  convenience init?(path: String) {
    if mkdir(path, 0o700) != 0, errno == ENOENT { Self.makeParents(of: path) }
    _ = mkdir(path, 0o700)
    self.init(opened: open(path, Self.directoryFlags))
  }

  /// Opens a directory by the same rules, and makes none.
  convenience init?(existing path: String) {
    self.init(opened: open(path, Self.directoryFlags))
  }

  /// The directory called `name` in this one, by the same rules; made if it is missing.
  func directory(_ name: String) -> PrivateDirectory? {
    _ = mkdirat(descriptor, name, 0o700)
    return PrivateDirectory(opened: openat(descriptor, name, Self.directoryFlags))
  }

  /// The directory called `name` in this one, by the same rules, if there is one.
  func existing(_ name: String) -> PrivateDirectory? {
    PrivateDirectory(opened: openat(descriptor, name, Self.directoryFlags))
  }

  private convenience init?(opened descriptor: Int32) {
    guard descriptor >= 0 else { return nil }
    guard Self.isPrivate(descriptor, kind: S_IFDIR) != nil else {
      close(descriptor)
      return nil
    }
    self.init(descriptor: descriptor)
  }

  /// The content of a file of at most `limit` bytes, if it is a plain file of this user alone.
  func read(_ name: String, limit: Int) -> [UInt8]? {
    guard let file = file(name), file.size <= limit else { return nil }
    return file.read(0..<file.size)
  }

  /// A file, if it is a plain one of this user alone.
  func file(_ name: String) -> PrivateFile? {
    // Not to wait for a writer, should it be a pipe.
    let file = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return nil }
    guard let size = Self.isPrivate(file, kind: S_IFREG) else {
      close(file)
      return nil
    }
    return PrivateFile(descriptor: file, size: size)
  }

  /// Makes `bytes` the content of a file, all at once: a reader sees the old or the new. Signals
  /// wait until it is done, so that none leaves half a file behind. False when it fails, which a cache
  /// need not mind: one that cannot be written is no cache.
  ///
  /// With `isDurable` it is there even after the power fails the next moment.
  @discardableResult
  func replace(_ name: String, with bytes: [UInt8], isDurable: Bool = false) -> Bool {
    FileWriting.replace(
      name, in: descriptor, with: bytes, through: FileWriting.draft(Self.draftPrefix),
      permissions: 0o600, isDurable: isDurable) == nil
  }

  /// Opens a file for writing, by the same rules, and makes it if it is missing; nil too while another
  /// process has it open so.
  func writable(_ name: String) -> (descriptor: Int32, size: Int)? {
    let flags = O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
    let file = openat(descriptor, name, flags, 0o600)
    guard file >= 0 else { return nil }
    guard let size = Self.isPrivate(file, kind: S_IFREG), flock(file, LOCK_EX | LOCK_NB) == 0 else {
      close(file)
      return nil
    }
    return (file, size)
  }

  /// When something in it was last written, in seconds since 1970.
  func written(_ name: String) -> Int64? {
    var status = stat()
    guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
    return Int64(status.st_mtim.tv_sec)
  }

  /// What a plain file in the directory weighs, and when it was last written.
  struct Entry {
    let name: String
    let size: Int
    let written: Int64
  }

  /// What is in it: plain files, and the names of directories. Links and all else are left out.
  func contents() -> (files: [Entry], directories: [String]) {
    let copy = openat(descriptor, ".", Self.directoryFlags)
    guard copy >= 0 else { return ([], []) }
    guard let stream = fdopendir(copy) else {
      close(copy)
      return ([], [])
    }
    defer { closedir(stream) }
    var files: [Entry] = []
    var directories: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name == "." || name == ".." { continue }
      var status = stat()
      guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFREG:
        files.append(
          Entry(name: name, size: Int(status.st_size), written: Int64(status.st_mtim.tv_sec)))
      case S_IFDIR: directories.append(name)
      default: continue
      }
    }
    return (files, directories)
  }

  /// Whether a file is one that a writer has left behind half-written, should it be old.
  static func isDraft(_ name: String) -> Bool { name.hasPrefix(draftPrefix) }

  private static let draftPrefix = ".new-"

  func remove(_ name: String) { unlinkat(descriptor, name, 0) }

  private static let directoryFlags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC

  /// The size, when the open file is of that kind, this user's, and writable by nobody else.
  private static func isPrivate(_ file: Int32, kind: mode_t) -> Int? {
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == kind, status.st_uid == geteuid(),
      status.st_mode & 0o022 == 0
    else { return nil }
    return Int(status.st_size)
  }

  private static func makeParents(of path: String) {
    var end = path.startIndex
    while let slash = path[end...].dropFirst().firstIndex(of: "/") {
      _ = mkdir(String(path[..<slash]), 0o700)
      end = slash
    }
  }
}
