import Gate

/// The form of a snapshot on disk, made to be searched where it lies.
///
/// A header, a table, keys, blocks. The table has a row of fixed size for each block, in the order of
/// the keys' bytes: where the key and the block lie, and the checksum of the block. The header's
/// checksum covers header, table and keys; so a look-up reads these and the blocks that it wants, and
/// what is damaged is known before it is believed.
enum SnapshotLayout {
  static let magicSize = 8
  static let headerSize = 56
  static let rowSize = 24
  /// The most that a snapshot may weigh, all of it and without the blocks.
  static let largest = 512 << 20
  static let largestTable = 64 << 20

  /// What stands behind the magic number and the checksum.
  struct Header: Hashable, Sendable {
    /// How old what is in it is.
    var date: Int64
    /// When the snapshot was made.
    var made: Int64
    /// How much of its source could not be read.
    var unreadable: UInt32
    var rows: UInt32
    var keysSize: UInt32
    /// How many things it holds, where rows do not tell.
    var count: UInt32
    var blocksSize: Int64

    func append(to writer: inout ByteWriter) {
      writer.append(date)
      writer.append(made)
      writer.append(unreadable)
      writer.append(rows)
      writer.append(keysSize)
      writer.append(count)
      writer.append(blocksSize)
    }
  }

  /// What a snapshot says of itself.
  struct Description {
    var kind: SnapshotKind
    var date: Timestamp
    var made: Timestamp
    var unreadable = 0
    var count = 0
  }

  /// The bytes of a snapshot of blocks in the order of their keys; nil when they are more than its
  /// numbers can count.
  static func encoded(
    _ blocks: [(key: [UInt8], block: [UInt8])], _ description: Description
  ) -> [UInt8]? {
    var table = ByteWriter()
    var keys = ByteWriter()
    var blocksSize = 0
    for (key, block) in blocks {
      guard blocksSize + block.count <= largest else { return nil }
      table.append(UInt32(keys.bytes.count))
      table.append(UInt32(key.count))
      table.append(UInt32(blocksSize))
      table.append(UInt32(block.count))
      table.append(Int64(bitPattern: checksum(of: block)))
      keys.bytes += key
      blocksSize += block.count
    }
    guard table.bytes.count + keys.bytes.count <= largestTable else { return nil }
    var rest = ByteWriter()
    Header(
      date: description.date.seconds, made: description.made.seconds,
      unreadable: UInt32(clamping: description.unreadable), rows: UInt32(blocks.count),
      keysSize: UInt32(keys.bytes.count), count: UInt32(clamping: description.count),
      blocksSize: Int64(blocksSize)
    ).append(to: &rest)
    rest.bytes += table.bytes
    rest.bytes += keys.bytes
    var snapshot = ByteWriter()
    snapshot.bytes.reserveCapacity(magicSize + 8 + rest.bytes.count + blocksSize)
    snapshot.bytes = description.kind.magic
    snapshot.append(Int64(bitPattern: checksum(of: rest.bytes)))
    snapshot.bytes += rest.bytes
    for (_, block) in blocks { snapshot.bytes += block }
    return snapshot.bytes
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
      let rows = reader.uint32(), let keysSize = reader.uint32(), let count = reader.uint32(),
      let blocksSize = reader.int64()
    else { return nil }
    self.init(
      date: date, made: made, unreadable: unreadable, rows: rows, keysSize: keysSize,
      count: count, blocksSize: blocksSize)
  }
}
