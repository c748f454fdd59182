/// A policy whose serial is below one that was seen before, or that has none while one was seen.
package struct PolicyRollback: Hashable, Sendable {
  package let serial: Int?
  /// The highest that was seen.
  package let highest: Int

  /// Nil where nothing is rolled back.
  package init?(serial: Int?, highest: Int) {
    guard (serial ?? 0) < highest else { return nil }
    self.serial = serial
    self.highest = highest
  }

  package var fact: String {
    let own = serial.map { "the serial \($0)" } ?? "no serial"
    return "the policy has \(own), and \(highest) was seen before"
  }
}
