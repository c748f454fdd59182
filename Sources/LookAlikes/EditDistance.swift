/// Optimal string alignment: the least number of substitutions, insertions, deletions and swaps of
/// neighbours that make one word from another, no character touched twice.
package enum EditDistance {
  /// The distance, or nil when it is above `limit`. Costs at most `limit` times the length.
  package static func between(
    _ a: some Collection<UInt8>, _ b: some Collection<UInt8>, limit: Int
  ) -> Int? {
    let a = Array(a)
    let b = Array(b)
    return a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { between($0, a, limit: limit) }
    }
  }

  static func between(
    _ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>, limit: Int
  ) -> Int? {
    guard abs(a.count - b.count) <= limit else { return nil }
    let width = b.count + 1
    return withUnsafeTemporaryAllocation(of: Int.self, capacity: 3 * width) { rows in
      var beforeLast = 0
      var last = width
      var current = 2 * width
      for column in 0..<width { rows[last + column] = column }
      for row in stride(from: 1, through: a.count, by: 1) {
        // Cells further than `limit` from the diagonal cannot lie on a path worth having.
        let first = max(1, row - limit)
        let final = min(b.count, row + limit)
        rows[current + first - 1] = first == 1 ? row : limit + 1
        var best = rows[current + first - 1]
        for column in stride(from: first, through: final, by: 1) {
          let isSame = a[row - 1] == b[column - 1]
          var cost = rows[last + column - 1] + (isSame ? 0 : 1)
          cost = min(cost, rows[current + column - 1] + 1)
          if column < row + limit { cost = min(cost, rows[last + column] + 1) }
          if row > 1, column > 1, a[row - 1] == b[column - 2], a[row - 2] == b[column - 1] {
            cost = min(cost, rows[beforeLast + column - 2] + 1)
          }
          rows[current + column] = cost
          best = min(best, cost)
        }
        if final < b.count { rows[current + final + 1] = limit + 1 }
        if best > limit { return nil }
        (beforeLast, last, current) = (last, current, beforeLast)
      }
      let distance = rows[last + b.count]
      return distance <= limit ? distance : nil
    }
  }
}
