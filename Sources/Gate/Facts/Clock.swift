/// What time it is, as far as the machine's clock can be believed.
///
/// A run reads its clock once. Where the clock is known to be wrong, no age counts and no override
/// holds: both would last as long as somebody likes.
package struct Clock: Hashable, Sendable {
  package let now: Timestamp
  /// Why it is not believed; nil while nothing speaks against it.
  package let problem: Unavailability?

  /// A clock that is right, because somebody has set it for this run.
  package init(_ now: Timestamp) {
    self.now = now
    problem = nil
  }

  /// A machine's clock, held against moments that are known to be past, each with what happened then.
  /// It may be behind by a day, which is more than clocks and time zones go wrong by mistake.
  package init(_ now: Timestamp, after past: [(moment: Timestamp, event: String)]) {
    self.now = now
    let latest = past.max { $0.moment < $1.moment }
    guard let latest, Age(since: now, now: latest.moment).seconds > 86_400 else {
      problem = nil
      return
    }
    problem = Unavailability(
      .answer, "the clock says \(now.day), and \(latest.event) on \(latest.moment.day)")
  }
}
