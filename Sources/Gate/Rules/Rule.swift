/// A rule: one file in this folder, one line in `RuleRegistry`.
///
/// It looks at one introduction and the facts. It never throws, waits or prints, and a fact that it
/// lacks is said, never guessed.
package protocol Rule: Sendable {
  static var description: RuleDescription { get }
  static func check(_ introduction: Introduction, in context: RuleContext) -> RuleResult
}

/// What a rule says of an introduction.
package enum RuleResult: Hashable, Sendable {
  case silent
  case found([Finding])
  /// Something was found, and a fact that could tell more could not be had.
  case foundInPart([Finding], lacks: Unavailability)
  /// The fact that decides could not be had: the dependency is unknown, never safe.
  case lacks(Unavailability)

  package static func found(_ finding: Finding) -> RuleResult { .found([finding]) }

  package var findings: [Finding] {
    switch self {
    case .silent, .lacks: []
    case .found(let findings), .foundInPart(let findings, _): findings
    }
  }

  package var unavailability: Unavailability? {
    switch self {
    case .silent, .found: nil
    case .lacks(let reason), .foundInPart(_, let reason): reason
    }
  }
}

/// The id of a rule, a kebab-case noun.
package struct RuleID: Hashable, Comparable, Sendable, ExpressibleByStringLiteral,
  CustomStringConvertible
{
  package let text: String

  package init(_ text: String) { self.text = text }
  package init(stringLiteral value: String) { text = value }

  package static func < (a: Self, b: Self) -> Bool { a.text < b.text }
  package var description: String { text }
}
