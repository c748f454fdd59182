import Gate
import Glibc

/// Reads whole files named by the operator.
package enum FileReading {
  /// The limit of one input, in bytes.
  package static let limit = 32 << 20

  package static func bytes(
    at path: String, limit: Int = FileReading.limit
  ) throws(RunFailure) -> [UInt8] {
    try bytes(at: path, limit: limit, flags: 0)
  }

  /// The bytes of a file of the working tree that will be written anew: no link to another.
  static func bytesOfOwnFile(at path: String) throws(RunFailure) -> [UInt8] {
    try bytes(at: path, limit: limit, flags: O_NOFOLLOW)
  }

  /// Whether anything stands at a path, be it a link that leads nowhere.
  static func isThere(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  static func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  private static func bytes(
    at path: String, limit: Int, flags: Int32
  ) throws(RunFailure) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | flags)
    guard descriptor >= 0 else {
      let reason = flags & O_NOFOLLOW != 0 && errno == ELOOP ? "it is a symbolic link" : lastError()
      throw .cannotRead(path, reason: reason)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .cannotRead(path, reason: lastError()) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .cannotRead(path, reason: "it is not a regular file")
    }
    return try contents(of: descriptor, named: path, limit: limit)
  }

  /// Says at once that a file is not there, before anything else is done.
  static func checkExists(_ path: String) throws(RunFailure) {
    guard access(path, F_OK) == 0 else { throw .cannotRead(path, reason: lastError()) }
  }

  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// When a file was last written, never in the future.
  static func written(_ path: String, now: Timestamp) -> Timestamp {
    var status = stat()
    guard stat(path, &status) == 0 else { return now }
    return min(Timestamp(seconds: Int64(status.st_mtim.tv_sec)), now)
  }

  /// Everything that standard input holds.
  package static func standardInput() throws(RunFailure) -> [UInt8] {
    try contents(of: STDIN_FILENO, named: "standard input", limit: limit)
  }

  private static func contents(of descriptor: Int32, named name: String, limit: Int)
    throws(RunFailure) -> [UInt8]
  {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        throw .cannotRead(name, reason: lastError())
      }
      bytes += chunk[..<count]
      guard bytes.count <= limit else {
        throw .cannotRead(name, reason: "it is larger than \(limit >> 20) MiB")
      }
    }
  }

  private static func lastError() -> String { String(cString: strerror(errno)) }
}
