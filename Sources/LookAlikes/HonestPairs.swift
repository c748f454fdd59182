/// Pairs of real projects that look alike and are known to be honest.
enum HonestPairs {
  struct Pair: Sendable {
    let lesser: String
    let better: String
    /// Whether the lesser name leads to the same project, so that who mistypes it means the better.
    let isFormerName: Bool
    /// So that a reader may doubt it.
    let reason: String
  }

  /// Whether both names are of one pair; in either order.
  static func contains(_ a: String, _ b: String) -> Bool {
    list.contains { ($0.lesser == a && $0.better == b) || ($0.lesser == b && $0.better == a) }
  }

  /// The name to use in place of a former one.
  static func presentName(of name: String) -> String? {
    list.first { $0.isFormerName && $0.lesser == name }?.better
  }

  static let list = [
    Pair(
      lesser: "attr", better: "attrs", isFormerName: false,
      reason: "an older project, which happens to be called what attrs is imported as"),
    Pair(
      lesser: "beautifulsoup", better: "beautifulsoup4", isFormerName: true,
      reason: "the former major version, by the same author"),
    Pair(
      lesser: "flask-cache", better: "flask-caching", isFormerName: false,
      reason: "the project that Flask-Caching continues"),
    Pair(
      lesser: "msgpack-python", better: "msgpack", isFormerName: true,
      reason: "the former name, published by the same authors"),
    Pair(
      lesser: "py-bcrypt", better: "bcrypt", isFormerName: false,
      reason: "an older binding of the same algorithm"),
    Pair(
      lesser: "python-igraph", better: "igraph", isFormerName: true,
      reason: "the former name, published by the same authors"),
    Pair(
      lesser: "python-levenshtein", better: "levenshtein", isFormerName: true,
      reason: "the former name, published by the same authors"),
  ]
}
