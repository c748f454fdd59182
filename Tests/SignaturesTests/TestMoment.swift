import Foundation

/// Reads moments as the gate does, by Foundation's calendar.
enum TestMoment {
  static func seconds(_ text: String) -> Int64? {
    let formatter = ISO8601DateFormatter()
    guard let date = formatter.date(from: text) else { return nil }
    return Int64(date.timeIntervalSince1970)
  }
}
