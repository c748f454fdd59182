import PythonPackaging
import SourceText

/// A named set of levels, chosen per path.
package struct Tier: Hashable, Sendable {
  package let name: String
  /// Complete: every rule has an entry, inherited ones included.
  package let rules: [RuleID: RuleLevels]
  /// Older facts count as unavailable; nil where the policy does not say.
  package let maximumFactAge: Age?
  /// Where that is said.
  package let factAgePlace: Location?

  package init(
    name: String, rules: [RuleID: RuleLevels], maximumFactAge: Age? = nil,
    factAgePlace: Location? = nil
  ) {
    self.name = name
    self.rules = rules
    self.maximumFactAge = maximumFactAge
    self.factAgePlace = factAgePlace
  }

  /// The oldest answer of an index that is accepted when nobody can be asked anew.
  package var oldestFacts: Age { maximumFactAge ?? .days(7) }

  package subscript(rule: RuleID) -> RuleLevels { rules[rule] ?? RuleLevels(level: .ignore) }
}

/// What a tier says of one rule.
package struct RuleLevels: Hashable, Sendable {
  package let level: Level
  /// Levels of the rule's variants; a variant that is not named has the rule's own level.
  package let variants: [String: Level]
  package let ages: [String: Age]
  package let counts: [String: Int]
  package let licenses: [String: [SPDXLicense]]
  /// Where each of these is said, by the name of the variant or setting; the level's own under
  /// `level`.
  package let places: [String: Location]

  package init(
    level: Level, variants: [String: Level] = [:], ages: [String: Age] = [:],
    counts: [String: Int] = [:], licenses: [String: [SPDXLicense]] = [:],
    places: [String: Location] = [:]
  ) {
    self.level = level
    self.variants = variants
    self.ages = ages
    self.counts = counts
    self.licenses = licenses
    self.places = places
  }

  package func level(of variant: String?) -> Level { variant.flatMap { variants[$0] } ?? level }

  /// The highest level that a finding of the rule can have.
  package var highest: Level { variants.values.reduce(level, max) }

  /// The age that the policy sets, or the one that the rule's description gives.
  package func age(_ id: String, of description: RuleDescription) -> Age {
    if let age = ages[id] { return age }
    for setting in description.settings where setting.id == id {
      if case .age(let age) = setting.fallback { return age }
    }
    return Age(seconds: 0)
  }

  /// The count that the policy sets, or the one that the rule's description gives.
  package func count(_ id: String, of description: RuleDescription) -> Int {
    if let count = counts[id] { return count }
    for setting in description.settings where setting.id == id {
      if case .count(let count) = setting.fallback { return count }
    }
    return 0
  }
}
