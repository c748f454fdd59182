import Gate
import PythonPackaging

/// What one index said before, one file a project.
///
/// The checksum of a file tells damage, not malice: against others stand the directory's owner and
/// mode, and within a file the ETag is bound to the facts it belongs to. Absence is never kept.
struct IndexCache: Sendable {
  private let directory: PrivateDirectory
  private let index: IndexURL

  private static let largestRecord = 16 << 20
  /// Read sooner than a thread is started.
  private static let fewNames = 8
  /// How far a record may lie in the future, for clocks that are set back a little.
  private static let clockTolerance: Int64 = 300

  /// Nil when no safe directory can be had; then there is no cache.
  init?(directory path: String, index: IndexURL) {
    var checksum = Checksum()
    checksum.add(Array(index.description.utf8))
    guard let own = PrivateDirectory(path: path), let version = own.directory("index-v1"),
      let directory = version.directory(checksum.hexadecimal)
    else { return nil }
    self.directory = directory
    self.index = index
  }

  /// What is kept of each project; threads share what one would take long for.
  func records(of names: [ProjectName], now: Timestamp) -> [CachedRecord?] {
    let sharing = names.count < Self.fewNames ? WorkSharing.sequential : Processors.sharing
    return sharing.map(names) { record(of: $0, now: now) }
  }

  /// Nil unless the file is whole, is about this project at this index, and is not from the future.
  func record(of name: ProjectName, now: Timestamp) -> CachedRecord? {
    guard let bytes = directory.read(name.normalized, limit: Self.largestRecord),
      let record = CachedRecord(bytes, about: name, source: source(name)),
      record.record.fetched.seconds <= now.seconds + Self.clockTolerance
    else { return nil }
    return record
  }

  func keep(_ record: CachedRecord) {
    let bytes = record.encoded(source: source(record.record.name))
    guard bytes.count <= Self.largestRecord else { return }
    directory.replace(record.record.name.normalized, with: bytes)
  }

  func forget(_ name: ProjectName) { directory.remove(name.normalized) }

  private func source(_ name: ProjectName) -> String { "\(index)\(name)/" }
}
