/// What is left out of a list, told by its words.
enum EntryCounts {
  /// `2 blocked, 12 note`, the gravest first; the entries are sorted by gravity.
  static func phrase(_ entries: [ReportEntry]) -> String {
    var counts: [(word: String, count: Int)] = []
    for entry in entries {
      if let index = counts.firstIndex(where: { $0.word == entry.word }) {
        counts[index].count += 1
      } else {
        counts.append((entry.word, 1))
      }
    }
    return counts.map { "\($0.count) \($0.word)" }.joined(separator: ", ")
  }
}
