/// Pairs of real projects that look alike and are known to be honest.
enum HonestPairs {
  /// Whether both names are of one pair; in either order.
  static func contains(_ a: String, _ b: String) -> Bool { pairs[a] == b || pairs[b] == a }

  /// From the name that is less known to the better known one.
  static let pairs: [String: String] = Dictionary(
    list.map { ($0.0, $0.1) }, uniquingKeysWith: { first, _ in first })

  /// Each with the reason, so that a reader may doubt it.
  static let list: [(String, String, reason: String)] = [
    ("attr", "attrs", "an older project, which happens to be called what attrs is imported as"),
    ("beautifulsoup", "beautifulsoup4", "the former major version, by the same author"),
    ("py-bcrypt", "bcrypt", "an older binding of the same algorithm"),
    ("python-igraph", "igraph", "the former name, published by the same authors"),
  ]
}
