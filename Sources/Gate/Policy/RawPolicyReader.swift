import SourceText

/// Turns the YAML tree of a policy file into a `RawPolicy`, one value at a time.
struct RawPolicyReader {
  private(set) var fields: PolicyFields
  private let file: SourceFile
  private let kind: Kind

  /// Whose policy a file is.
  enum Kind {
    /// A repository's own.
    case repository
    /// The floor of an operator, which speaks of many repositories.
    case floor
    /// A part of what is built in: tiers and lists, nothing that only a repository can say.
    case builtIn
  }

  /// `fields` holds what earlier files of the same policy have left.
  init(file: SourceFile, kind: Kind, fields: PolicyFields? = nil) {
    self.file = file
    self.kind = kind
    self.fields = fields ?? PolicyFields(file: file)
    self.fields.problems.file = file
  }

  mutating func read() -> RawPolicy {
    let document = YAMLDocument(file)
    fields.problems.add(document.diagnostics)
    guard let root = document.root else {
      if document.diagnostics.isEmpty { fields.addMissingVersion("the policy is empty") }
      return RawPolicy()
    }
    var raw = RawPolicy()
    let entries = fields.entries(of: root, "a policy", keys: kind == .builtIn ? .builtIn : .policy)
    for entry in entries { read(entry, into: &raw) }
    if case .mapping(let all) = root.content, document.diagnostics.isEmpty,
      !all.contains(where: { $0.name == "version" })
    {
      fields.addMissingVersion("the policy does not say its version")
    }
    return raw
  }

  private mutating func read(_ entry: YAMLEntry, into raw: inout RawPolicy) {
    let value = entry.value
    switch entry.name {
    case "version": checkVersion(value)
    case "extends": raw.extends = extended(value)
    case "repository":
      raw.hasRepository = true
      if let text = fields.text(of: value, "'repository'") { raw.repository = repository(text) }
    case "tier": raw.tier = fields.text(of: value, "'tier'")
    case "mode":
      raw.mode = fields.word(
        of: value, "'mode'",
        from: ["enforce": .enforce, "permissive": .permissive, "audit": .audit]
      ).map { Placed($0, at: fields.place(value.range)) }
    case "inconclusive":
      raw.inconclusiveStops = fields.word(
        of: value, "'inconclusive'", from: ["stop": true, "annotate": false]
      ).map { Placed($0, at: fields.place(value.range)) }
    case "expires": raw.expires = fields.moment(of: value, "'expires'")
    case "serial": raw.serial = fields.positiveNumber(of: value, "'serial'")
    case "paths": for element in fields.elements(of: value, "'paths'") { readScope(element, &raw) }
    case "tiers":
      for tier in fields.entries(of: value, "'tiers'") { raw.tiers.append(self.tier(tier)) }
    case "manifests":
      for element in fields.elements(of: value, "'manifests'") { readManifestPaths(element, &raw) }
    case "indexes": raw.indexes = fields.indexes(of: value)
    case "private": raw.privateNames = fields.privateNames(of: value)
    case "allow": raw.allowed = fields.listEntries(of: value, .allow)
    case "deny": raw.denied = fields.listEntries(of: value, .deny)
    case "roles": raw.roles = fields.roles(of: value)
    case "overrides": raw.overrides = fields.overrideRequirements(of: value)
    default: break
    }
  }

  private mutating func checkVersion(_ node: YAMLNode) {
    guard case .scalar(let text, let isPlain) = node.content, text == "1" || isPlain, !text.isEmpty
    else { return fields.addForm("the number 1", node, "'version'") }
    if !isPlain {
      fields.problems.add(
        "'version' takes the number 1, and in quotes it is text", at: node.range,
        help: "write 'version: 1'")
    } else if text != "1" {
      fields.problems.add(
        "'\(text.shortened)' is not a version of the policy format that this program reads",
        at: node.range, help: "write 'version: 1'")
    }
  }

  /// One path, or a list of them.
  private mutating func extended(_ node: YAMLNode) -> [Placed<String>] {
    guard case .sequence(let elements) = node.content else {
      return fields.text(of: node, "'extends'").map { [$0] } ?? []
    }
    return elements.compactMap { fields.text(of: $0, "an entry of 'extends'") }
  }

  private mutating func repository(_ text: Placed<String>) -> Placed<String>? {
    if RepositoryName.isValid(text.value) { return text }
    fields.problems.add(
      "'\(text.value.shortened)' is not the name of a repository", at: text.location,
      help: "write it without a scheme, like 'github.com/acme/shop'")
    return nil
  }

  private mutating func readScope(_ node: YAMLNode, _ raw: inout RawPolicy) {
    var match: Placed<String>?
    var tier: Placed<String>?
    let what = "an entry of 'paths'"
    let entries = fields.entries(of: node, what, keys: .scope)
    for entry in entries {
      let text = fields.text(of: entry.value, "'\(entry.name)'")
      if entry.name == "match" { match = text } else { tier = text }
    }
    fields.require(["match", "tier"], in: node, what)
    if let match, let tier { raw.scopes.append(RawPolicy.Scope(match: match, tier: tier)) }
  }

  /// Reads `{match: "ops/*.list", format: requirements}`; the format `none` excludes the paths.
  private mutating func readManifestPaths(_ node: YAMLNode, _ raw: inout RawPolicy) {
    var match: Placed<String>?
    var format: Placed<String>?
    let what = "an entry of 'manifests'"
    for entry in fields.entries(of: node, what, keys: .manifestPaths) {
      let text = fields.text(of: entry.value, "'\(entry.name)'")
      if entry.name == "match" { match = text } else { format = text }
    }
    fields.require(["match", "format"], in: node, what)
    guard let match, let format else { return }
    let found = ManifestFormats.format(named: format.value)
    if found == nil, format.value != "none" {
      let known = ManifestFormats.all.map { $0.id } + ["none"]
      return fields.addUnknown(format, "is not a format", among: known)
    }
    raw.manifests.append(RawPolicy.ManifestPaths(match: match, format: found))
  }

  private mutating func tier(_ entry: YAMLEntry) -> RawTier {
    var tier = RawTier(name: Placed(entry.name, at: fields.place(entry.range)))
    switch entry.value.content {
    case .mapping: break
    case .scalar, .sequence: tier.hasExtends = true
    }
    let what = "the tier '\(entry.name.shortened)'"
    for part in fields.entries(of: entry.value, what, keys: .tier) {
      if part.name == "extends" {
        tier.hasExtends = true
        tier.extends = fields.text(of: part.value, "'extends'")
      } else if part.name == "facts" {
        let entries = fields.entries(of: part.value, "'facts'", keys: .facts)
        tier.maximumFactAge = entries.first?.value
      } else {
        for rule in fields.entries(of: part.value, "'levels'") { tier.levels.append(levels(rule)) }
      }
    }
    return tier
  }

  private mutating func levels(_ entry: YAMLEntry) -> RawRuleLevels {
    var levels = RawRuleLevels(rule: Placed(entry.name, at: fields.place(entry.range)))
    guard case .mapping(let parts) = entry.value.content else {
      levels.level = fields.level(of: entry.value, "'\(entry.name.shortened)'")
        .map { Placed($0, at: fields.place(entry.range)) }
      return levels
    }
    for part in parts {
      if part.name == "level" {
        levels.level = fields.level(of: part.value, "'level'")
          .map { Placed($0, at: fields.place(part.range)) }
      } else {
        levels.details.append((Placed(part.name, at: fields.place(part.range)), part.value))
      }
    }
    return levels
  }
}

extension PolicyFields {
  /// A level, or a problem that lists them.
  mutating func level(of node: YAMLNode, _ what: String) -> Level? {
    guard let text = text(of: node, what) else { return nil }
    if let level = Level(rawValue: text.value) { return level }
    addUnknown(text, "is not a level", among: Level.allCases.map(\.rawValue))
    return nil
  }

  /// Reports the keys that a mapping lacks.
  mutating func require(_ names: [String], in node: YAMLNode, _ what: String) {
    guard case .mapping(let entries) = node.content else { return }
    for name in names where !entries.contains(where: { $0.name == name }) {
      problems.add("\(what) lacks '\(name)'", at: node.range)
    }
  }

  fileprivate mutating func addMissingVersion(_ message: String) {
    problems.add(message, at: 0..<0, help: "begin it with 'version: 1'")
  }
}

extension PolicyFields.Keys {
  static let policy = Self(
    known: [
      "version", "extends", "repository", "serial", "expires", "tier", "mode", "inconclusive",
      "paths", "tiers", "allow", "deny", "indexes", "private", "manifests", "roles", "overrides",
    ])
  static let builtIn = Self(known: ["version", "tiers", "allow", "deny"])
  static let manifestPaths = Self(known: ["match", "format"])
  static let scope = Self(known: ["match", "tier"])
  static let tier = Self(known: ["extends", "levels", "facts"])
  static let facts = Self(known: ["maximum-age"])
}
