import Gate

/// Where the snapshots of this user lie: beside the cache, in a directory of nobody else's.
struct SnapshotStore {
  private let path: String

  private static let directory = "snapshot-v1"
  private static let name = "advisories"

  /// `cache` is the directory that is this program's own in the user's cache.
  init(cache: String) { path = cache }

  /// Nil where there is none that is safe to use.
  func advisories() throws(AdvisorySnapshot.Failure) -> AdvisorySnapshot? {
    guard let file = PrivateDirectory(existing: path)?.existing(Self.directory)?.file(Self.name)
    else { return nil }
    return try AdvisorySnapshot(file)
  }

  /// Puts a snapshot in the place of the present one, all at once. False when it cannot be written.
  func replaceAdvisories(with bytes: [UInt8]) -> Bool {
    PrivateDirectory(path: path)?.directory(Self.directory)?
      .replace(Self.name, with: bytes, isDurable: true) ?? false
  }
}
