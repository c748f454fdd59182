import Gate
import Glibc
import PythonPackaging

/// The names that one index had at some moment, searched where they lie.
///
/// Names stand one a line and sorted, in blocks of a few kilobytes under their first name. The block
/// under the empty key says whose names they are.
struct NameSnapshot {
  typealias Failure = SnapshotFile.Failure

  private let snapshot: SnapshotFile
  /// The index's own count of its changes, where it tells one: it only grows.
  let serial: Int64?

  /// From how many bytes on a block is closed.
  private static let blockSize = 4096

  /// Nil when the names are those of another index.
  init?(_ file: PrivateFile, of index: IndexURL) throws(Failure) {
    snapshot = try SnapshotFile(file, .names)
    guard let about = try snapshot.block(at: []) else { throw .damaged }
    let decoded = about.withUnsafeBytes { buffer -> (String, Int64)? in
      var reader = ByteReader(buffer)
      guard let address = reader.text(), let serial = reader.int64(), reader.rest.isEmpty else {
        return nil
      }
      return (address, serial)
    }
    guard let (address, serial) = decoded else { throw .damaged }
    guard address == index.description else { return nil }
    self.serial = serial < 0 ? nil : serial
  }

  /// When the index had these names.
  var date: Timestamp { snapshot.date }
  var count: Int { snapshot.count }

  /// Whether the index had a project of this name.
  func contains(_ name: ProjectName) throws(Failure) -> Bool {
    let line = Array(name.normalized.utf8) + [UInt8(ascii: "\n")]
    guard let block = try snapshot.block(upTo: Array(line.dropLast())) else { return false }
    return block.withUnsafeBytes { block in
      line.withUnsafeBytes { line in Self.hasLine(line, in: block) }
    }
  }

  /// Whether a line, with its end, is one of those in a block.
  private static func hasLine(
    _ line: UnsafeRawBufferPointer, in block: UnsafeRawBufferPointer
  ) -> Bool {
    guard var start = block.baseAddress, let wanted = line.baseAddress else { return false }
    var left = block.count
    while left >= line.count {
      if memcmp(start, wanted, line.count) == 0 { return true }
      guard let end = memchr(start, 0x0a, left) else { return false }
      let next = UnsafeRawPointer(end) + 1
      left -= next - start
      start = next
    }
    return false
  }

  /// The bytes of a snapshot; nil when it would be too large.
  static func encoded(
    _ names: NameCollection, of index: IndexURL, date: Timestamp, made: Timestamp
  ) -> [UInt8]? {
    var about = ByteWriter()
    about.append(index.description)
    about.append(names.serial ?? -1)
    var blocks: [(key: [UInt8], block: [UInt8])] = [([], about.bytes)]
    var key: [UInt8] = []
    var block: [UInt8] = []
    let count = names.forEachSorted { name in
      if block.isEmpty { key = Array(name) }
      block += name
      block.append(UInt8(ascii: "\n"))
      if block.count >= blockSize {
        blocks.append((key, block))
        block = []
      }
    }
    if !block.isEmpty { blocks.append((key, block)) }
    return SnapshotLayout.encoded(
      blocks,
      .init(kind: .names, date: date, made: made, unreadable: names.unreadable, count: count))
  }
}
