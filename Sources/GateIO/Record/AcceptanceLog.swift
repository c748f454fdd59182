import Gate
import Glibc
import SourceText

/// The local record of what people have accepted at the terminal: a file that only grows, a JSON
/// document a line, each with the digest of the line before it.
package struct AcceptanceLog {
  package static let name = "accepted.jsonl"
  package static let schema = "pipgate-acceptance/1"

  /// Where the file is: the folder is this user's own.
  package let folder: String

  /// Nil where the environment names no home.
  package init?(environment: (String) -> String?) {
    guard let folder = StateFolder.path(environment) else { return nil }
    self.folder = folder
  }

  package var path: String { "\(folder)/\(Self.name)" }

  /// Writes entries behind all that are there, or none of them; false when that cannot be done. The
  /// folder and the file have to be this user's and no links, and one process writes at a time.
  package func append(_ entries: [[JSONText.Member]]) -> Bool {
    guard let directory = PrivateDirectory(path: folder) else { return false }
    guard let (file, size) = Self.open(directory) else { return false }
    defer { close(file) }
    guard let last = Self.lastLine(of: file, size: size) else { return false }
    var previous = last.digest
    var text = last.isWhole ? "" : "\n"
    for entry in entries {
      let line = JSONText.object(
        [.init("schema", .string(Self.schema)), .init("previous", .string("sha256:\(previous)"))]
          + entry
      ).written(.compact)
      text += line + "\n"
      previous = "\(SHA256Digest(of: Array(line.utf8)))"
    }
    let bytes = Array(text.utf8)
    if Self.write(bytes, to: file, at: size), fsync(file) == 0 { return true }
    // What was only begun is taken back.
    ftruncate(file, off_t(size))
    return false
  }

  /// Waits a while for another process to be done.
  private static func open(_ directory: PrivateDirectory) -> (descriptor: Int32, size: Int)? {
    for attempt in 0..<150 {
      if attempt > 0 { usleep(20_000) }
      guard let file = directory.writable(name) else { continue }
      // Another process may have written between the look at the file and the lock.
      return (file.descriptor, Int(lseek(file.descriptor, 0, SEEK_END)))
    }
    return nil
  }

  /// The digest of the last line, and whether the file ends with it; of an empty file, zeros.
  private static func lastLine(of file: Int32, size: Int) -> (digest: String, isWhole: Bool)? {
    if size == 0 { return (String(repeating: "0", count: 64), true) }
    var tail: [UInt8] = []
    var begin = size
    while begin > 0, tail.count < longestLine {
      let count = min(begin, 65_536)
      begin -= count
      var chunk = [UInt8](repeating: 0, count: count)
      guard pread(file, &chunk, count, off_t(begin)) == count else { return nil }
      tail = chunk + tail
      if tail.dropLast().contains(0x0a) { break }
    }
    let isWhole = tail.last == 0x0a
    if isWhole { tail.removeLast() }
    let line = tail[((tail.lastIndex(of: 0x0a) ?? -1) + 1)...]
    return ("\(SHA256Digest(of: Array(line)))", isWhole)
  }

  private static let longestLine = 1 << 24

  private static func write(_ bytes: [UInt8], to file: Int32, at offset: Int) -> Bool {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        pwrite(
          file, buffer.baseAddress.map { $0 + written }, bytes.count - written,
          off_t(offset + written))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      written += count
    }
    return true
  }
}
