import Gate

/// Where the snapshots of this user lie: beside the cache, in a directory of nobody else's.
struct SnapshotStore {
  private let path: String

  private static let directory = "snapshot-v1"

  /// `cache` is the directory that is this program's own in the user's cache.
  init(cache: String) { path = cache }

  /// Nil where there is none that is safe to use.
  func advisories() throws(SnapshotFile.Failure) -> AdvisorySnapshot? {
    guard let file = file(Self.advisories) else { return nil }
    return try AdvisorySnapshot(file)
  }

  /// Nil where there is none of this index that is safe to use.
  func names(of index: IndexURL) throws(SnapshotFile.Failure) -> NameSnapshot? {
    guard let file = file(Self.names(of: index)) else { return nil }
    return try NameSnapshot(file, of: index)
  }

  /// Nil where there is none that is safe to use.
  func popularity() throws(SnapshotFile.Failure) -> PopularitySnapshot? {
    guard let file = file(Self.popularity) else { return nil }
    return try PopularitySnapshot(file)
  }

  /// The date that the popularity list claims: what it costs to learn it is next to nothing.
  func claimedPopularityDate() -> Timestamp? {
    file(Self.popularity).flatMap { SnapshotFile.claimedDate(of: $0, .popularity) }
  }

  // Each puts a snapshot in the place of the present one, all at once. False when it cannot be
  // written.

  func replaceAdvisories(with bytes: [UInt8]) -> Bool { replace(Self.advisories, with: bytes) }

  func replaceNames(of index: IndexURL, with bytes: [UInt8]) -> Bool {
    replace(Self.names(of: index), with: bytes)
  }

  func replacePopularity(with bytes: [UInt8]) -> Bool { replace(Self.popularity, with: bytes) }

  /// The directory itself, for what is kept there while a snapshot is made; made if it is missing.
  func workplace() -> PrivateDirectory? {
    PrivateDirectory(path: path)?.directory(Self.directory)
  }

  private static let advisories = "advisories"
  private static let popularity = "popularity"

  private static func names(of index: IndexURL) -> String {
    var checksum = Checksum()
    checksum.add(Array(index.description.utf8))
    return "names-" + checksum.hexadecimal
  }

  private func file(_ name: String) -> PrivateFile? {
    PrivateDirectory(existing: path)?.existing(Self.directory)?.file(name)
  }

  private func replace(_ name: String, with bytes: [UInt8]) -> Bool {
    workplace()?.replace(name, with: bytes, isDurable: true) ?? false
  }
}
