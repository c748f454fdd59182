/// A protected name that another name could be taken for.
package struct LookAlike: Hashable, Sendable {
  package let name: String
  /// The other name.
  package let imitation: String
  package let protection: Protection
  /// In edits, a swap of neighbours being one.
  package let distance: Int
  /// At least one, from left to right.
  package let differences: [Difference]
  /// From 0 to 1: how likely it is that one was made or mistyped from the other, going by the names
  /// alone.
  package internal(set) var confidence: Double

  /// What to type in place of the protected name, when that is not what belongs there.
  package let instead: String?

  package init(
    name: String, imitation: String, protection: Protection, distance: Int,
    differences: [Difference],
    confidence: Double, instead: String? = nil
  ) {
    self.name = name
    self.imitation = imitation
    self.protection = protection
    self.distance = distance
    self.differences = differences
    self.confidence = confidence
    self.instead = instead
  }

  /// From 1; nil when the name is protected for another reason than its downloads.
  package var rank: Int? {
    if case .popular(let rank) = protection { rank } else { nil }
  }

  /// What the confidence is enough for, if for anything.
  package var strength: Strength? { Strength(confidence: confidence) }

  /// The kinds of its differences, each once.
  package var kinds: [Difference.Kind] {
    differences.reduce(into: []) { if !$0.contains($1.kind) { $0.append($1.kind) } }
  }
}

/// What a likeness is enough for, going by the names alone.
package enum Strength: String, Comparable, CaseIterable, Sendable {
  /// Worth a line when something else speaks against the project too.
  case hint
  /// Worth a line: one honest project in a hundred looks so, and nearly every typosquat.
  case note
  /// Worth a person's time: one honest project in two hundred.
  case review

  init?(confidence: Double) {
    guard let strength = Self.allCases.last(where: { confidence >= $0.leastConfidence }) else {
      return nil
    }
    self = strength
  }

  package var leastConfidence: Double {
    switch self {
    case .hint: 0.25
    case .note: 0.5
    case .review: 0.73
    }
  }

  package static func < (a: Self, b: Self) -> Bool { a.leastConfidence < b.leastConfidence }
}
