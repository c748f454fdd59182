import Gate
import LookAlikes

/// The most downloaded projects as an update has laid them out.
struct PopularitySnapshot {
  typealias Failure = SnapshotFile.Failure

  let date: Timestamp
  private let snapshot: SnapshotFile

  private static let key = Array("names".utf8)

  init(_ file: PrivateFile) throws(Failure) {
    snapshot = try SnapshotFile(file, .popularity)
    date = snapshot.date
  }

  /// The names, ready to search. They stay in memory for as long as the program runs.
  func names() throws(Failure) -> ProtectedNames {
    guard let block = try snapshot.block(at: Self.key) else { throw .damaged }
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: block.count, alignment: 64)
    memory.copyBytes(from: block)
    guard let names = ProtectedNames(untrustedLayout: UnsafeRawBufferPointer(memory)) else {
      memory.deallocate()
      throw .damaged
    }
    return names
  }

  /// The bytes of a snapshot; nil when it would be too large.
  static func encoded(_ names: ProtectedNames, date: Timestamp, made: Timestamp) -> [UInt8]? {
    SnapshotLayout.encoded(
      [(key, names.layout)],
      .init(kind: .popularity, date: date, made: made, count: names.count))
  }
}
