import Gate
import PythonPackaging

/// A database of advisories on this machine, a block for each project, searched where it lies.
struct AdvisorySnapshot {
  typealias Failure = SnapshotFile.Failure

  private let snapshot: SnapshotFile

  init(_ file: PrivateFile) throws(Failure) { snapshot = try SnapshotFile(file, .advisories) }

  /// When the newest record in it was written.
  var date: Timestamp { snapshot.date }
  /// How many records of its source could not be read.
  var unreadable: Int { snapshot.unreadable }

  /// What is known of the projects; those of which nothing is known are not in it.
  func advisories(about projects: [ProjectName]) throws(Failure) -> [ProjectName: [Advisory]] {
    var found: [ProjectName: [Advisory]] = [:]
    for project in projects {
      guard let block = try snapshot.block(at: Array(project.normalized.utf8)) else { continue }
      guard let advisories = SnapshotBlock.decoded(block) else { throw .damaged }
      found[project] = advisories
    }
    return found
  }

  /// The bytes of a snapshot; nil when it would be too large.
  static func encoded(
    _ collection: AdvisoryCollection, date: Timestamp, made: Timestamp
  ) -> [UInt8]? {
    let blocks = collection.sorted().map {
      (key: Array($0.name.normalized.utf8), block: SnapshotBlock.encoded($0.advisories))
    }
    .sorted { $0.key.lexicographicallyPrecedes($1.key) }
    return SnapshotLayout.encoded(
      blocks,
      .init(
        kind: .advisories, date: date, made: made, unreadable: collection.counts.unreadable,
        count: blocks.count))
  }
}
