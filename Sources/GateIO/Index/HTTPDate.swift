import Gate

/// A moment as HTTP writes it: `Sat, 21 Nov 2026 08:00:00 GMT`.
// https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7
enum HTTPDate {
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// Nil for anything else, the two older forms included.
  static func moment(_ text: String) -> Timestamp? {
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 6, words[5] == "GMT", words[1].utf8.count == 2, words[3].utf8.count == 4,
      let month = months.firstIndex(where: { $0 == words[2] })
    else { return nil }
    let number = month < 9 ? "0\(month + 1)" : "\(month + 1)"
    return Timestamp("\(words[3])-\(number)-\(words[1])T\(words[4])Z")
  }

  /// How old an answer's content is: when it was last changed, else when it was given, less the time
  /// that a cache on the way has kept it. Never in the future.
  static func content(_ response: HTTPResponse, now: Timestamp) -> Timestamp {
    if let changed = response.field("last-modified").flatMap({ moment($0) }) {
      return min(changed, now)
    }
    let given = response.field("date").flatMap { moment($0) } ?? now
    let age = response.field("age").flatMap { Int64($0) } ?? 0
    return min(Timestamp(seconds: given.seconds - min(max(0, age), 1 << 32)), now)
  }
}
