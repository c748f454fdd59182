/// A policy whose serial is below one that was seen before.
package struct PolicyRollback: Hashable, Sendable {
  package let serial: Int
  /// The highest that was seen.
  package let highest: Int

  /// Nil where nothing is rolled back.
  package init?(serial: Int, highest: Int) {
    guard serial < highest else { return nil }
    self.serial = serial
    self.highest = highest
  }

  package var fact: String { "the policy has the serial \(serial), and \(highest) was seen before" }
}
