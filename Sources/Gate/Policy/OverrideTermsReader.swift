import SourceText

/// The role of a policy as it was written.
struct RawRole {
  let name: Placed<String>
  var people: [String] = []
}

/// What a policy was written to ask of overrides of one level.
struct RawOverrideRequirement {
  let level: Placed<Level>
  var signatures: Placed<Int>?
  /// Nil where they are left out.
  var roles: [Placed<String>]?
  var maximumLifetime: Placed<Age>?
}

extension PolicyFields {
  /// The people of each role.
  mutating func roles(of node: YAMLNode) -> [RawRole] {
    entries(of: node, "'roles'").map { entry in
      var role = RawRole(name: Placed(entry.name, at: place(entry.range)))
      if !entry.name.isRoleName {
        problems.add(
          "'\(entry.name.shortened)' is not a name for a role", at: entry.range,
          help: "use lower-case letters, digits and '-'")
      }
      let what = "the role '\(entry.name.shortened)'"
      for element in elements(of: entry.value, what) {
        guard let person = text(of: element, "a person") else { continue }
        if !person.value.isPrincipal {
          problems.add(
            "'\(person.value.shortened)' is not the name of a person", at: person.location,
            help: "write it as '.pipgate/allowed_signers' does, like 'ana@acme.example'")
        } else if role.people.contains(person.value) {
          problems.add("'\(person.value.shortened)' stands in \(what) twice", at: person.location)
        } else {
          role.people.append(person.value)
        }
      }
      return role
    }
  }

  /// What overrides take, by the level of what they lift.
  mutating func overrideRequirements(of node: YAMLNode) -> [RawOverrideRequirement] {
    entries(of: node, "'overrides'").compactMap { entry in
      guard let level = Level(rawValue: entry.name),
        OverrideTerms.liftable.contains(where: { $0.key == level })
      else {
        let name = Placed(entry.name, at: place(entry.range))
        let isLevel = Level(rawValue: entry.name) != nil
        addUnknown(
          name, isLevel ? "is not lifted by overrides" : "is not a level",
          among: OverrideTerms.liftable.map(\.key.rawValue))
        return nil
      }
      var raw = RawOverrideRequirement(level: Placed(level, at: place(entry.range)))
      let what = "'overrides' for '\(entry.name)'"
      for part in entries(of: entry.value, what, keys: .overrideRequirement) {
        switch part.name {
        case "signatures":
          raw.signatures = positiveNumber(of: part.value, "'signatures'")
        case "roles":
          raw.roles = elements(of: part.value, "'roles'").compactMap { text(of: $0, "a role") }
        default: raw.maximumLifetime = lifetime(of: part.value)
        }
      }
      require(["signatures", "roles"], in: entry.value, what)
      return raw
    }
  }

  /// Holds what is written against the roles: every role is known, and has people enough. In a floor,
  /// which speaks of many repositories, a role may be left to each of them.
  mutating func overrideTerms(
    _ roles: [RawRole], _ raw: [RawOverrideRequirement], under floor: Policy?, isFloor: Bool,
    hasRepository: Bool
  ) -> OverrideTerms {
    let people = Dictionary(roles.map { ($0.name.value, $0.people) }) { first, _ in first }
      .merging(floor?.overrides.roles ?? [:]) { own, _ in own }
    var requirements: [Level: OverrideTerms.Requirement] = [:]
    for said in raw {
      if !hasRepository, !isFloor {
        problems.add(
          "overrides need the policy to say its 'repository'", at: said.level.location,
          help: "add 'repository', like 'github.com/acme/shop'")
      }
      let unknown = (said.roles ?? []).filter { people[$0.value] == nil }
      for role in unknown where !isFloor {
        addUnknown(role, "is not a role", among: people.keys.sorted())
      }
      guard let signatures = said.signatures, let named = said.roles else { continue }
      let holders = Set(named.flatMap { people[$0.value] ?? [] })
      if signatures.value > holders.count, unknown.isEmpty || !isFloor {
        problems.add(
          "\(signatures.value) signatures are more than the roles have people: \(holders.count)",
          at: signatures.location, help: "name more people, or ask for fewer signatures")
      }
      let usual = OverrideTerms.liftable.first { $0.key == said.level.value }?.value ?? .days(30)
      requirements[said.level.value] = OverrideTerms.Requirement(
        signatures: signatures.value, roles: named.map(\.value), people: holders,
        maximumLifetime: said.maximumLifetime?.value ?? usual)
    }
    return OverrideTerms(roles: people, requirements: requirements)
  }

  private mutating func lifetime(of node: YAMLNode) -> Placed<Age>? {
    guard let text = text(of: node, "'maximum-lifetime'") else { return nil }
    guard let age = Age(text.value), age.seconds > 0 else {
      problems.add(
        "'\(text.value.shortened)' is not an age", at: text.location,
        help: "write a whole number and one of s, m, h, d, w, like '30d'")
      return nil
    }
    guard age <= OverrideTerms.longestLifetime else {
      problems.add(
        "'\(text.value.shortened)' is longer than an override may hold", at: text.location,
        help: "write at most '366d'")
      return nil
    }
    return Placed(age, at: text.location)
  }

  /// A whole number above zero of at most nine digits.
  mutating func positiveNumber(of node: YAMLNode, _ what: String) -> Placed<Int>? {
    if let number = wholeNumber(of: node), number > 0 {
      return Placed(number, at: place(node.range))
    }
    if case .scalar(let text, _) = node.content {
      problems.add(
        "\(what) takes a positive whole number, not '\(text.shortened)'", at: node.range,
        help: "write at most nine digits, without quotes and without a leading zero")
    } else {
      addForm("a positive whole number", node, what)
    }
    return nil
  }

  /// Plain decimal digits, at most nine. The first of several is not zero, which some readers of YAML
  /// would take for another base.
  func wholeNumber(of node: YAMLNode) -> Int? {
    guard case .scalar(let text, isPlain: true) = node.content,
      (1...9).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      text.utf8.count == 1 || text.utf8.first != UInt8(ascii: "0")
    else { return nil }
    return Int(text)
  }
}

extension String {
  /// Whether signers may be called this: printable ASCII that means nothing else in a list of them.
  var isPrincipal: Bool {
    (1...255).contains(utf8.count)
      && utf8.allSatisfy { (0x21...0x7e).contains($0) && !"\"*?!,".utf8.contains($0) }
  }

  fileprivate var isRoleName: Bool {
    (1...64).contains(utf8.count) && utf8.first != UInt8(ascii: "-")
      && utf8.allSatisfy {
        (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-")
      }
  }
}

extension PolicyFields.Keys {
  static let overrideRequirement = Self(
    known: ["signatures", "roles", "maximum-lifetime"])
}
