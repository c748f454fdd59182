import PythonPackaging
import SourceText

/// Completes the tiers of a policy file: follows what they extend and holds what they say against the
/// rules' descriptions.
struct TierResolver {
  /// What is being read for its problems.
  private(set) var fields: PolicyFields
  private let rules: [RuleDescription]
  private let raw: [String: RawTier]
  private let order: [String]
  /// Tiers whose name another gives that counts more: read for what is wrong with them.
  private let replaced: [RawTier]
  /// The tiers that are complete: those given at first, then the file's own.
  private(set) var tiers: [String: Tier]
  private let ownNamesMayBeBuiltIn: Bool
  /// The names to suggest in place of an unknown one: the built-in tiers and the file's first.
  private let known: [String]
  private let ruleNames: [String]

  /// The names of the built-in tiers.
  static let builtInNames = ["paranoid", "balanced", "autonomous"]

  init(
    _ rawTiers: [RawTier], extending tiers: [String: Tier], rules: [RuleDescription],
    isBuiltIn: Bool, fields: PolicyFields
  ) {
    self.fields = fields
    self.rules = rules
    ownNamesMayBeBuiltIn = isBuiltIn
    var (raw, replaced): ([String: RawTier], [RawTier]) = ([:], [])
    var order: [String] = []
    for tier in rawTiers {
      if raw[tier.name.value] == nil {
        raw[tier.name.value] = tier
        order.append(tier.name.value)
      } else {
        replaced.append(tier)
      }
    }
    // What a floor calls a tier, a repository may call another.
    self.tiers = tiers.filter { raw[$0.key] == nil || Self.builtInNames.contains($0.key) }
    (self.raw, self.order, self.replaced) = (raw, order, replaced)
    known =
      Self.builtInNames.filter { tiers[$0] != nil }
      + order.prefix(50).filter { tiers[$0] == nil }
    ruleNames = rules.map(\.id.text).sorted()
  }

  /// Completes every tier; a tier with problems is completed as far as it goes, so that no other
  /// problem follows from it.
  mutating func resolve() {
    for name in order { checkName(name) }
    for name in order where tiers[name] == nil { resolve(name) }
    for tier in replaced { _ = complete(tier, tier.extends.flatMap { self.tier(named: $0) }) }
  }

  /// The tier that some place of the file names, or a problem.
  mutating func tier(named name: Placed<String>) -> Tier? {
    if let tier = tiers[name.value] { return tier }
    fields.addUnknown(name, "is not a tier", among: known)
    return nil
  }

  private mutating func checkName(_ name: String) {
    guard let tier = raw[name] else { return }
    if !ownNamesMayBeBuiltIn, Self.builtInNames.contains(name) {
      _ = complete(tier, tiers[name])
      fields.problems.add(
        "the tier '\(name)' is built in and cannot be given anew", at: tier.name.location,
        help: "give the tier another name and extend '\(name)'")
    }
    let bytes = Array(name.utf8)
    let isKebab = bytes.allSatisfy {
      (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-")
    }
    if bytes.isEmpty || bytes.count > 64 || !isKebab || bytes.first == UInt8(ascii: "-") {
      fields.problems.add(
        "'\(name.shortened)' is not a name for a tier", at: tier.name.location,
        help: "use lower-case letters, digits and '-'")
    }
  }

  /// Completes a tier and, before it, all that it extends: a chain that is walked, not a recursion.
  private mutating func resolve(_ name: String) {
    var chain: [RawTier] = []
    var seen: Set<String> = []
    var next: String? = name
    while let name = next, tiers[name] == nil, let tier = raw[name] {
      seen.insert(name)
      chain.append(tier)
      next = nil
      guard let parent = tier.extends else {
        if !ownNamesMayBeBuiltIn, !tier.hasExtends { addNoParent(tier) }
        continue
      }
      if seen.contains(parent.value) {
        fields.problems.add(
          "the tier '\(name.shortened)' extends itself"
            + (parent.value == name ? "" : " through '\(parent.value.shortened)'"),
          at: parent.location, help: "extend a built-in tier")
      } else if tiers[parent.value] == nil, raw[parent.value] == nil {
        fields.addUnknown(parent, "is not a tier", among: known.filter { $0 != name })
      } else {
        next = parent.value
      }
    }
    for tier in chain.reversed() {
      let parent = tier.extends.flatMap { tiers[$0.value] }
      tiers[tier.name.value] = complete(tier, parent)
    }
  }

  private mutating func addNoParent(_ tier: RawTier) {
    fields.problems.add(
      "the tier '\(tier.name.value.shortened)' does not say what it extends",
      at: tier.name.location,
      help: "add 'extends: balanced', or another tier")
  }

  private mutating func complete(_ tier: RawTier, _ parent: Tier?) -> Tier {
    fields.problems.file = tier.file
    var levels = parent?.rules ?? [:]
    for said in tier.levels {
      guard let rule = rules.first(where: { $0.id.text == said.rule.value }) else {
        fields.addUnknown(said.rule, "is not a rule", among: ruleNames)
        continue
      }
      levels[rule.id] = fields.levels(said, of: rule, inherited: levels[rule.id])
    }
    if ownNamesMayBeBuiltIn, !tier.hasExtends {
      let missing = rules.filter { levels[$0.id] == nil }.map { "'\($0.id)'" }
      if !missing.isEmpty {
        fields.problems.add(
          "the tier '\(tier.name.value.shortened)' gives no level to "
            + missing.joined(separator: ", "), at: tier.name.location)
      }
    }
    guard let node = tier.maximumFactAge, let age = fields.age(of: node, "'maximum-age'") else {
      return Tier(
        name: tier.name.value, rules: levels, maximumFactAge: parent?.maximumFactAge,
        factAgePlace: parent?.factAgePlace)
    }
    return Tier(
      name: tier.name.value, rules: levels, maximumFactAge: age,
      factAgePlace: fields.place(node.range))
  }
}

extension PolicyFields {
  /// What a tier says of a rule, on top of what it inherits.
  ///
  /// A level that is given holds for every variant that is not given with it; settings stay.
  fileprivate mutating func levels(
    _ said: RawRuleLevels, of rule: RuleDescription, inherited: RuleLevels?
  ) -> RuleLevels {
    var variants = said.level == nil ? inherited?.variants ?? [:] : [:]
    var ages = inherited?.ages ?? [:]
    var counts = inherited?.counts ?? [:]
    var licenses = inherited?.licenses ?? [:]
    var places = inherited?.places ?? [:]
    if let level = said.level {
      for variant in rule.variants { places[variant.id] = nil }
      places["level"] = level.location
    }
    for (name, value) in said.details {
      let what = "'\(name.value.shortened)'"
      places[name.value] = name.location
      if rule.variants.contains(where: { $0.id == name.value }) {
        variants[name.value] = level(of: value, what)
      } else if let setting = rule.settings.first(where: { $0.id == name.value }) {
        switch setting.fallback {
        case .age: ages[name.value] = age(of: value, what)
        case .count: counts[name.value] = count(of: value, what)
        case .licenses: licenses[name.value] = self.licenses(of: value, what)
        }
      } else {
        let known = ["level"] + rule.variants.map(\.id) + rule.settings.map(\.id)
        addUnknown(name, "is not a key of the rule '\(rule.id)'", among: known)
      }
    }
    return RuleLevels(
      level: said.level?.value ?? inherited?.level ?? .ignore, variants: variants, ages: ages,
      counts: counts, licenses: licenses, places: places)
  }

  mutating func age(of node: YAMLNode, _ what: String) -> Age? {
    let help = "write a whole number and one of s, m, h, d, w, like '14d'"
    guard case .scalar(let text, _) = node.content, !text.isEmpty else {
      addForm("an age", node, what)
      return nil
    }
    if let age = Age(text) { return age }
    problems.add("'\(text.shortened)' is not an age", at: node.range, help: help)
    return nil
  }

  private mutating func licenses(of node: YAMLNode, _ what: String) -> [SPDXLicense] {
    elements(of: node, what).compactMap { element in
      guard let text = text(of: element, "a licence") else { return nil }
      if let license = SPDXLicense(entry: text.value) { return license }
      let meant = NearestWord.nearest(to: text.value, among: SPDXLicense.knownIdentifiers)
      problems.add(
        "'\(text.value.shortened)' is not the identifier of a licence"
          + (meant.map { "; did you mean '\($0)'?" } ?? ""), at: text.location,
        help: "use one of spdx.org/licenses, or 'LicenseRef-' and a name")
      return nil
    }
  }

  private mutating func count(of node: YAMLNode, _ what: String) -> Int? {
    guard case .scalar(let text, let isPlain) = node.content else {
      addForm("a positive whole number", node, what)
      return nil
    }
    let isDecimal = text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    if isPlain, isDecimal, text.utf8.count <= 9, let count = Int(text), count > 0 { return count }
    problems.add(
      "\(what) takes a positive whole number, not '\(text.shortened)'", at: node.range,
      help: isPlain ? nil : "write the number without quotes")
    return nil
  }
}
