/// What a finding costs.
package enum Level: String, Hashable, Sendable, CaseIterable, Comparable {
  case ignore, annotate, review, block, forbid

  package static func < (a: Self, b: Self) -> Bool { a.rank < b.rank }

  private var rank: Int {
    switch self {
    case .ignore: 0
    case .annotate: 1
    case .review: 2
    case .block: 3
    case .forbid: 4
    }
  }
}

/// What a run does with its decisions.
package enum Mode: String, Hashable, Sendable, CaseIterable, Comparable {
  case enforce
  /// `review` becomes `annotate`.
  case permissive
  /// Everything is reported and nothing stops.
  case audit

  /// The milder first.
  package static func < (a: Self, b: Self) -> Bool { a.strictness < b.strictness }

  private var strictness: Int {
    switch self {
    case .audit: 0
    case .permissive: 1
    case .enforce: 2
    }
  }
}
