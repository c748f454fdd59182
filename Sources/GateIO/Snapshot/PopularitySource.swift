import Gate
import LookAlikes

/// The list of the most downloaded projects that a run goes by: that of the snapshot, where it is newer
/// than the one that the program carries. Nothing is read before it is asked for.
package struct PopularitySource: Sendable {
  private let cache: String?
  private let chosen = OnDemand<Popularity>()

  /// `cache` is the directory that is this program's own in the user's cache.
  package init(cache: String?) { self.cache = cache }

  /// The list. A snapshot that is damaged, or was made by another version, counts as none.
  package var popularity: Popularity {
    chosen.value {
      guard let cache, let snapshot = (try? SnapshotStore(cache: cache).popularity()) ?? nil,
        Self.isNewer(snapshot.date), let names = try? snapshot.names()
      else { return BuiltIn.popularity() }
      return Popularity(date: snapshot.date.day, names: names)
    }
  }

  /// The day of the list, without a look at the list itself.
  package var date: String {
    guard let cache, let claimed = SnapshotStore(cache: cache).claimedPopularityDate(),
      Self.isNewer(claimed)
    else { return EmbeddedFiles.popularProjectsDate }
    return claimed.day
  }

  private static func isNewer(_ date: Timestamp) -> Bool {
    date.day > EmbeddedFiles.popularProjectsDate
  }
}
