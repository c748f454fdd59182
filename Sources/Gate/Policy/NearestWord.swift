/// The known word that someone probably meant.
enum NearestWord {
  /// The candidate fewest edits from `word`, or nil when none is near enough to be meant.
  ///
  /// An edit is a letter more, less or other, or two neighbours swapped. One edit in three letters is
  /// near; of equally near candidates the first in order wins.
  static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
    let bytes = Array(word.utf8)
    guard bytes.count <= 40 else { return nil }
    let limit = max(1, bytes.count / 3)
    return candidates.map { (edits(bytes, Array($0.utf8)), $0) }
      .filter { $0.0 <= limit }
      .min { ($0.0, $0.1) < ($1.0, $1.1) }?.1
  }

  /// The optimal string alignment distance.
  private static func edits(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for row in 0..<a.count {
      var current = [row + 1]
      for column in 0..<b.count {
        var best = last[column] + (a[row] == b[column] ? 0 : 1)
        best = min(best, last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, a[row] == b[column - 1], a[row - 1] == b[column] {
          best = min(best, beforeLast[column - 1] + 1)
        }
        current.append(best)
      }
      beforeLast = last
      last = current
    }
    return last[b.count]
  }
}
