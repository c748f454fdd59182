import Gate
import PythonPackaging

/// A database of advisories on this machine, searched where it lies.
struct AdvisorySnapshot {
  /// Why a snapshot cannot be used.
  enum Failure: Error, Hashable {
    case damaged
    /// Written by another version of the program.
    case otherFormat
  }

  /// When the newest record in it was written.
  let date: Timestamp
  /// How many records of its source could not be read.
  let unreadable: Int
  private let file: PrivateFile
  /// The rows of all projects.
  private let table: [UInt8]
  private let names: [UInt8]
  private let rows: Int
  private let blocksStart: Int

  /// Reads and checks what is needed to find a name.
  init(_ file: PrivateFile) throws(Failure) {
    let magic = SnapshotLayout.magic
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
    guard let (header, sum) = decoded else { throw .damaged }
    let tableSize = Int(header.rows) * SnapshotLayout.rowSize
    let indexSize = tableSize + Int(header.namesSize)
    guard indexSize <= SnapshotLayout.largestTable,
      (0...Int64(SnapshotLayout.largest)).contains(header.blocksSize)
    else { throw .damaged }
    let tableStart = SnapshotLayout.headerSize
    let blocksStart = tableStart + indexSize
    guard file.size == blocksStart + Int(header.blocksSize),
      let covered = file.read(magic.count + 8..<blocksStart),
      SnapshotLayout.checksum(of: covered) == sum
    else { throw .damaged }
    let skipped = tableStart - magic.count - 8
    self.file = file
    self.blocksStart = blocksStart
    date = Timestamp(seconds: header.date)
    unreadable = Int(header.unreadable)
    rows = Int(header.rows)
    table = Array(covered[skipped..<skipped + tableSize])
    names = Array(covered[(skipped + tableSize)...])
  }

  /// What is known of the projects; those of which nothing is known are not in it.
  func advisories(about projects: [ProjectName]) throws(Failure) -> [ProjectName: [Advisory]] {
    var found: [ProjectName: [Advisory]] = [:]
    for project in projects {
      guard let row = row(of: Array(project.normalized.utf8)) else { continue }
      let start = blocksStart + row.blockStart
      guard let block = file.read(start..<start + row.blockSize),
        SnapshotLayout.checksum(of: block) == row.checksum,
        let advisories = SnapshotBlock.decoded(block)
      else { throw .damaged }
      found[project] = advisories
    }
    return found
  }

  private struct Row {
    let nameStart: Int
    let nameSize: Int
    let blockStart: Int
    let blockSize: Int
    let checksum: UInt64
  }

  private func row(of name: [UInt8]) -> Row? {
    var low = 0
    var high = rows
    while low < high {
      let middle = low + (high - low) / 2
      guard let row = row(middle), row.nameStart + row.nameSize <= names.count else { return nil }
      let other = names[row.nameStart..<row.nameStart + row.nameSize]
      if other.elementsEqual(name) { return row }
      if other.lexicographicallyPrecedes(name) { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  private func row(_ index: Int) -> Row? {
    table.withUnsafeBytes { buffer in
      let start = index * SnapshotLayout.rowSize
      var reader = ByteReader(
        UnsafeRawBufferPointer(rebasing: buffer[start..<start + SnapshotLayout.rowSize]))
      guard let nameStart = reader.uint32(), let nameSize = reader.uint32(),
        let blockStart = reader.uint32(), let blockSize = reader.uint32(),
        let checksum = reader.int64()
      else { return nil }
      return Row(
        nameStart: Int(nameStart), nameSize: Int(nameSize), blockStart: Int(blockStart),
        blockSize: Int(blockSize), checksum: UInt64(bitPattern: checksum))
    }
  }
}
