import Signatures

/// What tells an entry from all others and stays the same when lines move: a digest of rule, variant,
/// path and project. Entries that agree in all of these are numbered in the order of the report.
struct EntryFingerprints {
  private var counts: [String: Int] = [:]

  /// The digest in hexadecimal, a colon, and the number among its likes from 1.
  mutating func next(for entry: ReportEntry) -> String {
    let digest = Self.digest(of: entry)
    let number = (counts[digest] ?? 0) + 1
    counts[digest] = number
    return "\(digest):\(number)"
  }

  /// Every part is led by its length, so that no part can pass for two.
  private static func digest(of entry: ReportEntry) -> String {
    var bytes: [UInt8] = []
    for part in parts(of: entry) {
      bytes += Array("\(part.count):".utf8)
      bytes += part
    }
    return MessageHash.sha256.digest(of: bytes).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }

  private static func parts(of entry: ReportEntry) -> [[UInt8]] {
    [
      Array((entry.rules.first?.text ?? "").utf8), Array((entry.variant ?? "").utf8),
      entry.path.bytes, Array(entry.title.utf8),
    ]
  }
}
