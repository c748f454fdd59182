/// A span of time as policies write it: `36h`, `14d`, `2w`.
package struct Age: Hashable, Comparable, Sendable {
  package let seconds: Int64

  package init(seconds: Int64) { self.seconds = seconds }

  package static func days(_ count: Int64) -> Age { Age(seconds: count * 86_400) }

  package static func < (a: Self, b: Self) -> Bool { a.seconds < b.seconds }

  /// How long ago `moment` was; negative for the future.
  package init(since moment: Timestamp, now: Timestamp) { seconds = now.seconds - moment.seconds }

  /// Reads a whole number (at most six digits) and one of `s m h d w`.
  package init?(_ text: some StringProtocol) {
    let factors: [Character: Int64] = ["s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800]
    guard let unit = text.last, let factor = factors[unit] else { return nil }
    let digits = text.dropLast()
    guard (1...6).contains(digits.utf8.count),
      digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let count = Int64(digits)
    else { return nil }
    seconds = count * factor
  }
}

extension Age {
  /// As a policy writes it, in the largest unit of which it is a whole number: `14d`.
  package var notation: String {
    let units: [(Int64, String)] = [(86_400, "d"), (3600, "h"), (60, "m")]
    for (size, unit) in units where seconds >= size && seconds % size == 0 {
      return "\(seconds / size)\(unit)"
    }
    return "\(seconds)s"
  }
}

extension Age: CustomStringConvertible {
  /// In words, in the largest unit that leaves a number of at least two: `36 hours`, `14 days`.
  package var description: String {
    let units: [(Int64, String)] = [
      (365 * 86_400, "year"), (30 * 86_400, "month"), (86_400, "day"), (3600, "hour"),
      (60, "minute"),
    ]
    for (size, name) in units where seconds >= 2 * size { return "\(seconds / size) \(name)s" }
    return seconds == 1 ? "1 second" : "\(seconds) seconds"
  }
}
