import Glibc

/// What is there of a file that is being fetched, kept so that the rest can be asked for later.
///
/// Beside the bytes lies a note of what they are the beginning of. It is written before the first of
/// them and is gone before they are, so that bytes are never taken for another file's. A class because
/// it owns a file descriptor.
final class PartialFile {
  /// What identifies the file at its source: the strong tag of one form of it.
  struct Note: Hashable {
    let tag: String
    /// In which the bytes are packed; empty for not at all.
    let encoding: String
  }

  private let folder: PrivateDirectory
  private let name: String
  private let descriptor: Int32
  private(set) var size = 0
  /// Nil where nothing can be asked for by what is there.
  private(set) var note: Note?

  /// `source` is where the file comes from; each has a place of its own.
  init?(of source: String, in folder: PrivateDirectory) {
    var checksum = Checksum()
    checksum.add(Array(source.utf8))
    self.folder = folder
    name = Self.prefix + checksum.hexadecimal
    guard let (descriptor, size) = folder.writable(name) else { return nil }
    self.descriptor = descriptor
    if size > 0, let note = folder.read(name + Self.suffix, limit: 4096).flatMap(Note.init) {
      self.size = size
      self.note = note
    } else {
      ftruncate(descriptor, 0)
    }
  }

  deinit { close(descriptor) }

  private static let prefix = "download-"
  private static let suffix = ".note"

  /// Forgets what is there and begins anew, with a note if there is one.
  func begin(_ note: Note?) {
    folder.remove(name + Self.suffix)
    ftruncate(descriptor, 0)
    size = 0
    self.note = nil
    if let note, folder.replace(name + Self.suffix, with: note.encoded) { self.note = note }
  }

  /// False when the disk does not take it.
  func append(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var rest = bytes
    while !rest.isEmpty {
      let count = pwrite(descriptor, rest.baseAddress, rest.count, off_t(size))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      size += count
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
    return true
  }

  /// Lets others go on with it.
  func leave() { flock(descriptor, LOCK_UN) }

  /// All that is there.
  func bytes(limit: Int) -> [UInt8]? { folder.read(name, limit: limit) }

  func remove() {
    folder.remove(name + Self.suffix)
    folder.remove(name)
  }

  /// Whether a file in the folder is one of these.
  static func isOne(_ name: String) -> Bool { name.hasPrefix(prefix) }
}

extension PartialFile.Note {
  fileprivate var encoded: [UInt8] {
    var writer = ByteWriter()
    writer.append(tag)
    writer.append(encoding)
    var checksum = Checksum()
    checksum.add(writer.bytes)
    writer.append(Int64(bitPattern: checksum.value))
    return writer.bytes
  }

  fileprivate init?(_ bytes: [UInt8]) {
    let decoded = bytes.withUnsafeBytes { buffer -> (String, String)? in
      var reader = ByteReader(buffer)
      guard let tag = reader.text(), let encoding = reader.text(), let sum = reader.int64(),
        reader.rest.isEmpty
      else { return nil }
      var checksum = Checksum()
      checksum.add(buffer[..<(buffer.count - 8)])
      return checksum.value == UInt64(bitPattern: sum) ? (tag, encoding) : nil
    }
    guard let (tag, encoding) = decoded else { return nil }
    self.init(tag: tag, encoding: encoding)
  }
}
