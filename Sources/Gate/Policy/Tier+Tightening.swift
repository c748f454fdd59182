import PythonPackaging
import SourceText

extension Tier {
  /// The stricter of both, value by value, with the places that the values are from.
  ///
  /// The name stays where the other tier adds nothing, so that equal names mean equal tiers.
  func tightened(by other: Tier, rules: [RuleDescription]) -> Tier {
    var tightened: [RuleID: RuleLevels] = [:]
    var isChanged = false
    for rule in rules {
      let own = self[rule.id]
      let strict = own.tightened(by: other[rule.id], of: rule)
      isChanged = isChanged || !strict.saysTheSame(as: own)
      tightened[rule.id] = strict
    }
    var (age, place) = (maximumFactAge, factAgePlace)
    if let least = other.maximumFactAge, age.map({ least < $0 }) ?? true {
      (age, place) = (least, other.factAgePlace)
      isChanged = true
    }
    return Tier(
      name: isChanged ? "\(name)+\(other.name)" : name, rules: tightened, maximumFactAge: age,
      factAgePlace: place)
  }
}

extension RuleLevels {
  /// The stricter level for every variant, and of every setting the value that finds more.
  func tightened(by other: RuleLevels, of rule: RuleDescription) -> RuleLevels {
    var places: [String: Location] = [:]
    // The place of what counts is the own one where both say the same.
    places[Self.levelKey] = (other.level > level ? other : self).places[Self.levelKey]
    var variants: [String: Level] = [:]
    for variant in rule.variants.map(\.id) {
      let (own, least) = (self.level(of: variant), other.level(of: variant))
      variants[variant] = max(own, least)
      places[variant] = (least > own ? other : self).place(ofVariant: variant)
    }
    var (ages, counts, licenses) = (self.ages, self.counts, self.licenses)
    for setting in rule.settings {
      let id = setting.id
      let isOther: Bool
      switch setting.fallback {
      case .age:
        let (own, least) = (age(id, of: rule), other.age(id, of: rule))
        isOther = setting.stricter == .smaller ? least < own : least > own
        if isOther { ages[id] = least }
      case .count:
        let (own, least) = (count(id, of: rule), other.count(id, of: rule))
        isOther = setting.stricter == .smaller ? least < own : least > own
        if isOther { counts[id] = least }
      case .licenses:
        let own = self.licenses[id] ?? []
        let both = setting.strictList(own, other.licenses[id] ?? [])
        isOther = both != own
        if isOther { licenses[id] = both }
      }
      places[id] = (isOther ? other : self).places[id]
    }
    return RuleLevels(
      level: max(level, other.level), variants: variants, ages: ages, counts: counts,
      licenses: licenses, places: places)
  }

  /// Whether both mean the same, wherever it is said.
  func saysTheSame(as other: RuleLevels) -> Bool {
    level == other.level && ages == other.ages && counts == other.counts
      && licenses == other.licenses
      && Set(variants.keys).union(other.variants.keys).allSatisfy {
        level(of: $0) == other.level(of: $0)
      }
  }

  /// The key of the level's own place.
  package static let levelKey = "level"

  /// Where the level of a variant is said: one that is not named has the rule's own.
  package func place(ofVariant variant: String) -> Location? {
    places[variant] ?? places[Self.levelKey]
  }
}

extension RuleSetting {
  /// No list asks nothing, so that one that must not be empty stays as the other side has it.
  fileprivate func strictList(_ own: [SPDXLicense], _ other: [SPDXLicense]) -> [SPDXLicense] {
    if stricter == .all { return own + other.filter { !own.contains($0) } }
    if own.isEmpty || other.isEmpty { return own.isEmpty ? other : own }
    let common = own.filter(other.contains)
    return common.isEmpty ? other : common
  }
}
