import Gate

/// A snapshot on this machine, held open: its table in memory, its blocks read when they are wanted.
struct SnapshotFile {
  /// Why a snapshot cannot be used.
  enum Failure: Error, Hashable {
    case damaged
    /// Written by another version of the program.
    case otherFormat
  }

  /// How old what is in it is.
  let date: Timestamp
  /// How much of its source could not be read.
  let unreadable: Int
  /// How many things it holds, where rows do not tell.
  let count: Int
  private let file: PrivateFile
  /// The rows of all blocks.
  private let table: [UInt8]
  private let keys: [UInt8]
  private let rows: Int
  private let blocksStart: Int

  /// Reads and checks what is needed to find a block.
  init(_ file: PrivateFile, _ kind: SnapshotKind) throws(Failure) {
    let (header, sum) = try Self.header(of: file, kind)
    let tableSize = Int(header.rows) * SnapshotLayout.rowSize
    let indexSize = tableSize + Int(header.keysSize)
    guard indexSize <= SnapshotLayout.largestTable,
      (0...Int64(SnapshotLayout.largest)).contains(header.blocksSize)
    else { throw .damaged }
    let tableStart = SnapshotLayout.headerSize
    let coveredStart = SnapshotLayout.magicSize + 8
    let blocksStart = tableStart + indexSize
    guard file.size == blocksStart + Int(header.blocksSize),
      let covered = file.read(coveredStart..<blocksStart),
      SnapshotLayout.checksum(of: covered) == sum
    else { throw .damaged }
    let skipped = tableStart - coveredStart
    self.file = file
    self.blocksStart = blocksStart
    date = Timestamp(seconds: header.date)
    unreadable = Int(header.unreadable)
    count = Int(header.count)
    rows = Int(header.rows)
    table = Array(covered[skipped..<skipped + tableSize])
    keys = Array(covered[(skipped + tableSize)...])
  }

  /// The date that a file claims, without a look at the rest of it.
  static func claimedDate(of file: PrivateFile, _ kind: SnapshotKind) -> Timestamp? {
    (try? header(of: file, kind)).map { Timestamp(seconds: $0.0.date) }
  }

  private static func header(
    of file: PrivateFile, _ kind: SnapshotKind
  ) throws(Failure) -> (SnapshotLayout.Header, UInt64) {
    let magic = kind.magic
    guard let head = file.read(0..<min(file.size, SnapshotLayout.headerSize)),
      head.count == SnapshotLayout.headerSize
    else { throw .damaged }
    guard head.starts(with: magic) else {
      throw head.starts(with: magic.prefix(5)) ? .otherFormat : .damaged
    }
    let decoded = head.withUnsafeBytes { buffer -> (SnapshotLayout.Header, UInt64)? in
      var reader = ByteReader(buffer)
      guard reader.skip(magic), let sum = reader.int64(),
        let header = SnapshotLayout.Header(&reader)
      else { return nil }
      return (header, UInt64(bitPattern: sum))
    }
    guard let decoded else { throw .damaged }
    return decoded
  }

  /// The block under a key; nil where there is none.
  func block(at key: [UInt8]) throws(Failure) -> [UInt8]? {
    guard let (row, isExact) = last(upTo: key), isExact else { return nil }
    return try block(of: row)
  }

  /// The last block whose key does not come after this one; that under the empty key is never it.
  func block(upTo key: [UInt8]) throws(Failure) -> [UInt8]? {
    guard let (row, _) = last(upTo: key), row.keySize > 0 else { return nil }
    return try block(of: row)
  }

  private struct Row {
    let keyStart: Int
    let keySize: Int
    let blockStart: Int
    let blockSize: Int
    let checksum: UInt64
  }

  private func block(of row: Row) throws(Failure) -> [UInt8] {
    let start = blocksStart + row.blockStart
    guard let block = file.read(start..<start + row.blockSize),
      SnapshotLayout.checksum(of: block) == row.checksum
    else { throw .damaged }
    return block
  }

  private func last(upTo key: [UInt8]) -> (row: Row, isExact: Bool)? {
    var low = 0
    var high = rows
    var best: Row?
    while low < high {
      let middle = low + (high - low) / 2
      guard let row = row(middle), row.keyStart + row.keySize <= keys.count else { return nil }
      let other = keys[row.keyStart..<row.keyStart + row.keySize]
      if other.elementsEqual(key) { return (row, true) }
      if other.lexicographicallyPrecedes(key) {
        best = row
        low = middle + 1
      } else {
        high = middle
      }
    }
    return best.map { ($0, false) }
  }

  private func row(_ index: Int) -> Row? {
    table.withUnsafeBytes { buffer in
      let start = index * SnapshotLayout.rowSize
      var reader = ByteReader(
        UnsafeRawBufferPointer(rebasing: buffer[start..<start + SnapshotLayout.rowSize]))
      guard let keyStart = reader.uint32(), let keySize = reader.uint32(),
        let blockStart = reader.uint32(), let blockSize = reader.uint32(),
        let checksum = reader.int64()
      else { return nil }
      return Row(
        keyStart: Int(keyStart), keySize: Int(keySize), blockStart: Int(blockStart),
        blockSize: Int(blockSize), checksum: UInt64(bitPattern: checksum))
    }
  }
}
