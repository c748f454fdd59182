import Glibc
import SourceText

/// The paths of an index file, read straight from its bytes.
///
/// To be told 20,000 paths takes longer than everything else in a commit hook, because libgit2
/// hashes what it reads and git writes it out. So what nearly every index is made of is read here:
/// versions 2 to 4, whole and without conflicts. For all others there is no listing, and the trees
/// are walked.
// https://git-scm.com/docs/index-format
struct IndexListing {
  /// Sorted by bytes, without those that `git add --intent-to-add` announces.
  private(set) var paths: [RepositoryPath] = []

  /// Lists the wanted paths of a file. It is mapped, as git does it, which is safe because git
  /// writes a new file and renames it.
  init?(file: String, idSize: Int, where isWanted: (RepositoryPath) -> Bool) {
    let descriptor = open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      let size = Int(exactly: status.st_size), size > 0,
      let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED
    else { return nil }
    defer { munmap(start, size) }
    let bytes = UnsafeRawBufferPointer(start: start, count: size)
    self.init(bytes, idSize: idSize, where: isWanted)
  }

  /// Nil for a split, sparse, conflicting, damaged or unknown index.
  init?(
    _ bytes: UnsafeRawBufferPointer, idSize: Int,
    where isWanted: (RepositoryPath) -> Bool = { _ in true }
  ) {
    var reader = IndexReader(bytes, idSize: idSize)
    guard let (version, count) = reader.header() else { return nil }
    var last: RepositoryPath?
    for _ in 0..<count {
      guard let entry = reader.entry(version: version) else { return nil }
      let path = RepositoryPath(bytes: reader.path)
      if let last, !(last < path) { return nil }
      if !entry.isIntent, isWanted(path) { paths.append(path) }
      last = path
    }
    guard reader.endsWithOptionalExtensions() else { return nil }
  }
}

/// Takes an index file apart; what cannot be read is nil.
private struct IndexReader {
  /// Of the entry read last.
  private(set) var path: [UInt8] = []
  private let bytes: UnsafeRawBufferPointer
  private let idSize: Int
  private var position = 0
  /// Behind the last byte before the checksum of the file.
  private let end: Int

  init(_ bytes: UnsafeRawBufferPointer, idSize: Int) {
    self.bytes = bytes
    self.idSize = idSize
    end = bytes.count - idSize
  }

  mutating func header() -> (version: UInt32, count: Int)? {
    // "DIRC"
    guard number() == 0x4449_5243, let version = number(), (2...4).contains(version),
      let count = number(), Int(count) <= (end - position) / (40 + idSize + 2)
    else { return nil }
    return (version, Int(count))
  }

  /// Reads the path of an entry; nil also for one that stands for a folder or a conflict.
  mutating func entry(version: UInt32) -> (isIntent: Bool, Void)? {
    let start = position
    position += 24
    guard let mode = number(), mode & 0o170000 != 0o040000 else { return nil }
    position += 12 + idSize
    guard let flags = short(), flags & 0x3000 == 0 else { return nil }
    let isExtended = flags & 0x4000 != 0
    guard !isExtended || version > 2, let extended = isExtended ? short() : 0 else { return nil }
    guard version == 4 ? cutPath() : cutWholePath(), appendToPath(), !path.isEmpty else {
      return nil
    }
    // Before version 4, one to eight NULs end an entry at a multiple of eight bytes.
    if version < 4 { position = start + (position - start + 7) / 8 * 8 }
    return position <= end ? (extended & 0x2000 != 0, ()) : nil
  }

  /// Whether nothing follows but extensions that may be ignored: their names begin with a capital.
  mutating func endsWithOptionalExtensions() -> Bool {
    while position < end {
      guard position + 8 <= end, (0x41...0x5a).contains(bytes[position]) else { return false }
      position += 4
      guard let size = number(), Int(size) <= end - position else { return false }
      position += Int(size)
    }
    return position == end
  }

  private mutating func cutWholePath() -> Bool {
    path.removeAll(keepingCapacity: true)
    return true
  }

  /// Takes from the path before as many bytes as version 4 says, in the variable-length numbers of
  /// pack files.
  private mutating func cutPath() -> Bool {
    var count = -1
    var byte: UInt8
    repeat {
      guard position < end, count < 1 << 32 else { return false }
      byte = bytes[position]
      position += 1
      count = (count + 1) << 7 | Int(byte & 0x7f)
    } while byte & 0x80 != 0
    guard count <= path.count else { return false }
    path.removeLast(count)
    return true
  }

  /// Appends what stands before the next NUL.
  private mutating func appendToPath() -> Bool {
    guard position < end, let start = bytes.baseAddress.map({ $0 + position }),
      let nul = memchr(start, 0, end - position)
    else { return false }
    let length = UnsafeRawPointer(nul) - start
    path.append(contentsOf: UnsafeRawBufferPointer(start: start, count: length))
    position += length + 1
    return true
  }

  private mutating func number() -> UInt32? {
    guard position <= end - 4 else { return nil }
    defer { position += 4 }
    return UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt32.self))
  }

  private mutating func short() -> UInt16? {
    guard position <= end - 2 else { return nil }
    defer { position += 2 }
    return UInt16(bigEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt16.self))
  }
}
