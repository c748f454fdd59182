import Gate
import PythonPackaging

/// The form of a snapshot on disk, made to be searched where it lies.
///
/// A header, a table, names, blocks. The table has a row of fixed size for each project, in the order
/// of the names' bytes: where its name and its block of advisories lie, and the checksum of the
/// block. The header's checksum covers header, table and names; so a look-up reads these and the
/// blocks that it wants, and what is damaged is known before it is believed.
enum SnapshotLayout {
  static let magic = Array("PGOSV001".utf8)
  static let headerSize = 56
  static let rowSize = 24
  /// The most that a snapshot may weigh, all of it and without the blocks.
  static let largest = 512 << 20
  static let largestTable = 64 << 20

  /// What stands behind the magic number and the checksum.
  struct Header: Hashable, Sendable {
    var date: Int64
    /// When the snapshot was made.
    var made: Int64
    /// How many records its source could not be read of.
    var unreadable: UInt32
    var rows: UInt32
    var namesSize: UInt32
    /// Keeps what follows on multiples of eight.
    var reserved: UInt32 = 0
    var blocksSize: Int64

    func append(to writer: inout ByteWriter) {
      writer.append(date)
      writer.append(made)
      writer.append(unreadable)
      writer.append(rows)
      writer.append(namesSize)
      writer.append(reserved)
      writer.append(blocksSize)
    }
  }

  /// The bytes of a snapshot; nil when they are more than its numbers can count.
  static func encoded(_ collection: AdvisoryCollection, date: Timestamp, made: Timestamp)
    -> [UInt8]?
  {
    var table = ByteWriter()
    var names = ByteWriter()
    var blocks = ByteWriter()
    let entries = collection.sorted().map { (Array($0.name.normalized.utf8), $0.advisories) }
      .sorted { $0.0.lexicographicallyPrecedes($1.0) }
    for (name, advisories) in entries {
      let block = SnapshotBlock.encoded(advisories)
      guard blocks.bytes.count + block.count <= largest else { return nil }
      table.append(UInt32(names.bytes.count))
      table.append(UInt32(name.count))
      table.append(UInt32(blocks.bytes.count))
      table.append(UInt32(block.count))
      table.append(Int64(bitPattern: checksum(of: block)))
      names.bytes += name
      blocks.bytes += block
    }
    guard table.bytes.count + names.bytes.count <= largestTable else { return nil }
    var rest = ByteWriter()
    Header(
      date: date.seconds, made: made.seconds,
      unreadable: UInt32(clamping: collection.counts.unreadable), rows: UInt32(entries.count),
      namesSize: UInt32(names.bytes.count), blocksSize: Int64(blocks.bytes.count)
    ).append(to: &rest)
    rest.bytes += table.bytes
    rest.bytes += names.bytes
    var snapshot = ByteWriter()
    snapshot.bytes = magic
    snapshot.append(Int64(bitPattern: checksum(of: rest.bytes)))
    return snapshot.bytes + rest.bytes + blocks.bytes
  }

  static func checksum(of bytes: [UInt8]) -> UInt64 {
    var checksum = Checksum()
    checksum.add(bytes)
    return checksum.value
  }
}

extension SnapshotLayout.Header {
  /// Takes a header from where the reader is.
  init?(_ reader: inout ByteReader) {
    guard let date = reader.int64(), let made = reader.int64(), let unreadable = reader.uint32(),
      let rows = reader.uint32(), let namesSize = reader.uint32(), let reserved = reader.uint32(),
      let blocksSize = reader.int64()
    else { return nil }
    self.init(
      date: date, made: made, unreadable: unreadable, rows: rows, namesSize: namesSize,
      reserved: reserved, blocksSize: blocksSize)
  }
}
