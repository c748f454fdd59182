import LookAlikes

/// The known word that someone probably meant.
package enum NearestWord {
  /// The candidate fewest edits from `word`, or nil when none is near enough to be meant.
  ///
  /// One edit in three letters is near; of equally near candidates the first in order wins.
  package static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
    guard word.utf8.count <= 40 else { return nil }
    let limit = max(1, word.utf8.count / 3)
    return candidates.compactMap { candidate in
      EditDistance.between(word.utf8, candidate.utf8, limit: limit).map { ($0, candidate) }
    }.min { $0 < $1 }?.1
  }
}
