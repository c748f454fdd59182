import SourceText

/// All that a policy comes to, value by value, each with its origin as the policy itself keeps it.
package struct EffectivePolicy {
  package let policy: Policy
  /// The path for which it is told; nil for the policy as a whole.
  package let path: RepositoryPath?
  package let sections: [Section]

  /// What the operator asks of a run, which is told as such.
  package struct Asked {
    let tier: String?
    let mode: Mode?

    package init(tier: String? = nil, mode: Mode? = nil) {
      self.tier = tier
      self.mode = mode
    }
  }

  /// Values of one kind; `id` is the key of the policy that they are of.
  package struct Section: Hashable, Sendable {
    package let id: String
    package let values: [Value]
  }

  package struct Value: Hashable, Sendable {
    package let name: String
    /// The variant or setting that it is of, where it is not the thing itself.
    package var part: String?
    package let value: String
    /// Whatever else an entry says, by key.
    package var details: [Finding.Fact] = []
    package let origin: ValueOrigin
  }

  package init(_ policy: Policy, at path: RepositoryPath?, asked: Asked = Asked()) {
    self.policy = policy
    self.path = path
    let tier = path.map(policy.tier) ?? policy.usualTier
    var sections = [
      Section(id: "settings", values: Self.settings(policy, tier, path, asked)),
      Section(id: "levels", values: Self.levels(policy, tier)),
    ]
    if path == nil { sections.append(Section(id: "paths", values: Self.paths(policy))) }
    sections += [
      Section(id: "allow", values: Self.entries(policy.allowed, policy, path)),
      Section(id: "deny", values: Self.entries(policy.denied, policy, path)),
      Section(id: "indexes", values: Self.indexes(policy)),
      Section(id: "private", values: Self.privateNames(policy)),
      Section(id: "manifests", values: Self.manifests(policy, path)),
      Section(id: "roles", values: Self.roles(policy)),
      Section(id: "overrides", values: Self.overrides(policy)),
    ]
    self.sections = sections.filter { !$0.values.isEmpty }
  }

  private static func settings(
    _ policy: Policy, _ tier: Tier, _ path: RepositoryPath?, _ asked: Asked
  ) -> [Value] {
    let mode = policy.mode(asked: asked.mode)
    let scope = path.flatMap(policy.scope)
    let tierOrigin =
      asked.tier == nil
      ? policy.origin(of: scope?.location ?? policy.places[.tier]) : .flag("--tier")
    var values = [
      Value(name: "tier", value: tier.name, origin: tierOrigin),
      Value(
        name: "mode", value: mode.rawValue,
        origin: asked.mode == mode ? .flag("--mode") : policy.origin(of: policy.places[.mode])),
      Value(
        name: "inconclusive", value: policy.inconclusiveStops ? "stop" : "annotate",
        origin: policy.origin(of: policy.places[.inconclusive])),
      Value(
        name: "maximum-age", value: tier.oldestFacts.notation,
        origin: policy.origin(of: tier.factAgePlace)),
    ]
    if let expires = policy.expires {
      values.append(
        Value(
          name: "expires", value: expires.description,
          origin: policy.origin(of: policy.places[.expires])))
    }
    if let serial = policy.serial {
      values.append(
        Value(
          name: "serial", value: "\(serial)", origin: policy.origin(of: policy.places[.serial])))
    }
    if let repository = policy.repository {
      values.append(
        Value(
          name: "repository", value: repository,
          origin: policy.origin(of: policy.places[.repository])))
    }
    return values
  }

  private static func levels(_ policy: Policy, _ tier: Tier) -> [Value] {
    RuleRegistry.descriptions.flatMap { rule in
      let levels = tier[rule.id]
      func value(_ part: String?, _ text: String, _ place: Location?) -> Value {
        Value(name: rule.id.text, part: part, value: text, origin: policy.origin(of: place))
      }
      return [value(nil, levels.level.rawValue, levels.places[RuleLevels.levelKey])]
        + rule.variants.map {
          value($0.id, levels.level(of: $0.id).rawValue, levels.place(ofVariant: $0.id))
        }
        + rule.settings.map {
          value($0.id, levels.text(of: $0, of: rule), levels.places[$0.id])
        }
    }
  }

  private static func paths(_ policy: Policy) -> [Value] {
    policy.scopes.map {
      Value(name: $0.match.text, value: $0.tier.name, origin: policy.origin(of: $0.location))
    }
  }

  private static func entries(
    _ entries: [ListEntry], _ policy: Policy, _ path: RepositoryPath?
  ) -> [Value] {
    entries.filter { entry in path.map(entry.counts) ?? true }.map { entry in
      Value(
        name: entry.name.text, value: entry.versions?.text ?? "", details: entry.details,
        origin: policy.origin(of: entry.location))
    }
  }

  private static func indexes(_ policy: Policy) -> [Value] {
    policy.indexes.map {
      Value(name: $0.name, value: $0.url.description, origin: policy.origin(of: $0.location))
    }
  }

  private static func privateNames(_ policy: Policy) -> [Value] {
    policy.privateNames.map {
      Value(name: $0.text, value: "", origin: policy.origin(of: policy.places[.privateName($0)]))
    }
  }

  private static func manifests(_ policy: Policy, _ path: RepositoryPath?) -> [Value] {
    policy.manifests.entries.filter { entry in path.map(entry.match.matches) ?? true }.map {
      Value(
        name: $0.match.text, value: $0.format?.id ?? "none", origin: policy.origin(of: $0.location))
    }
  }

  private static func roles(_ policy: Policy) -> [Value] {
    policy.overrides.roles.sorted { $0.key < $1.key }.map { name, people in
      Value(
        name: name, value: people.joined(separator: ", "),
        origin: policy.origin(of: policy.places[.role(name)]))
    }
  }

  private static func overrides(_ policy: Policy) -> [Value] {
    policy.overrides.requirements.sorted { $0.key < $1.key }.map { level, requirement in
      Value(
        name: level.rawValue, value: "\(requirement.signatures)",
        details: [
          Finding.Fact("roles", requirement.roles.joined(separator: ", ")),
          Finding.Fact("people", requirement.people.sorted().joined(separator: ", ")),
          Finding.Fact("maximum-lifetime", requirement.maximumLifetime.notation),
        ], origin: policy.origin(of: policy.places[.overrides(level)]))
    }
  }
}

extension ListEntry {
  /// What it says beside name and versions, by key.
  fileprivate var details: [Finding.Fact] {
    var details: [Finding.Fact] = []
    func add(_ key: String, _ value: String?) {
      if let value { details.append(Finding.Fact(key, value)) }
    }
    add("paths", paths.isEmpty ? nil : paths.map(\.text).joined(separator: ", "))
    add("index", index)
    add("private", isPrivate.map { $0 ? "true" : "false" })
    add("use-instead", useInstead?.text)
    add("reason", reason)
    add("note", note)
    return details
  }
}

extension RuleLevels {
  /// The value of a setting, given or not, as a policy writes it.
  fileprivate func text(of setting: RuleSetting, of rule: RuleDescription) -> String {
    switch setting.fallback {
    case .age: age(setting.id, of: rule).notation
    case .count: "\(count(setting.id, of: rule))"
    case .licenses:
      "[\((licenses[setting.id] ?? []).map(\.description).joined(separator: ", "))]"
    }
  }
}
