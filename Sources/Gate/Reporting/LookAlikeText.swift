import LookAlikes
import SourceText

extension LookAlike {
  /// What programs read of a likeness, the names apart.
  package var jsonMembers: [JSONText.Member] {
    [
      .init("rank", rank.map { .integer($0) } ?? .null),
      .init("distance", .integer(distance)),
      .init("kinds", .array(kinds.map { .string($0.rawValue) })),
      .init("difference", .string(words)),
      .init("differences", .array(differences.map(json))),
      .init("confidence", .number((confidence * 1000).rounded() / 1000)),
    ]
  }

  private func json(_ difference: Difference) -> JSONText {
    func range(_ range: Range<Int>) -> JSONText {
      .array([.integer(range.lowerBound), .integer(range.upperBound)])
    }
    return .object([
      .init("kind", .string(difference.kind.rawValue)),
      .init("words", .string(words(for: difference))),
      .init("bytes", range(difference.imitation)), .init("of", range(difference.target)),
    ])
  }
}

extension Protection {
  /// Why a name is worth imitating, as programs read it.
  package var word: String {
    switch self {
    case .popular: "popular"
    case .additional(let reason): reason.rawValue
    }
  }
}
