/// How often a question is asked again, and after which pauses.
struct Retries {
  private let pause: Duration
  private var count = 0

  private static let most = 2
  private static let longestPause = 5

  /// `pause` is what comes before the first; the second is four times as long.
  init(pause: Duration) { self.pause = pause }

  mutating func startOver() { count = 0 }

  /// The pause before the next attempt; nil when there is none, also where a server asks for more
  /// patience than there is.
  mutating func next(asked: String? = nil) -> Duration? {
    guard count < Self.most else { return nil }
    var next = count == 0 ? pause : pause * 4
    // A date instead of seconds is left to our own pause.
    if let asked, !asked.isEmpty, asked.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      guard let seconds = Int(asked), seconds <= Self.longestPause else { return nil }
      next = max(next, .seconds(seconds))
    }
    count += 1
    return next
  }
}
