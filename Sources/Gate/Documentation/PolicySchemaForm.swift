import SourceText

/// The forms that the values of a policy have, as a JSON schema says them.
enum PolicySchemaForm {
  static func reference(_ name: String) -> JSONText { .object(referring(to: name)) }

  static func referring(to name: String) -> [JSONText.Member] {
    [.init("$ref", .string("#/$defs/\(name)"))]
  }

  /// The form of the value of a key, with what an editor shows of it.
  static func value(of key: String, in mapping: String) -> JSONText {
    guard let (form, description) = forms["\(mapping).\(key)"] else { return .boolean(true) }
    return .object([.init("description", .string(description))] + form)
  }

  typealias Form = [JSONText.Member]

  static let forms: [String: (Form, String)] = [
    "policy.version": ([.init("const", 1)], "The version of the policy format."),
    "policy.extends": (
      [.init("anyOf", [reference("text"), reference("texts")])],
      "Policy files of this repository that say what this one does not."
    ),
    "policy.repository": (
      referring(to: "repository"), "What overrides have to name, without a scheme."
    ),
    "policy.serial": (
      referring(to: "count"), "Counted up with every edit, so that an older policy is noticed."
    ),
    "policy.expires": (
      referring(to: "moment"), "A day or moment in UTC from which on no override counts."
    ),
    "policy.tier": (
      referring(to: "tier-name"), "The tier of every path for which 'paths' has none."
    ),
    "policy.mode": (
      words(["enforce", "permissive", "audit"]),
      "permissive: 'review' only annotates. audit: all is reported and nothing stops."
    ),
    "policy.inconclusive": (
      words(["stop", "annotate"]), "Whether a fact that cannot be had stops the run."
    ),
    "policy.paths": (list(of: "scope"), "Tiers by path; the most specific match wins."),
    "policy.tiers": (tiers, "Tiers of your own."),
    "policy.allow": (list(of: "allowed-entry"), "Projects that are listed."),
    "policy.deny": (list(of: "denied-entry"), "Projects that must not enter."),
    "policy.indexes": (list(of: "index"), "Indexes of your own."),
    "policy.private": (list(of: "name-pattern"), "Names that no public index may hear of."),
    "policy.manifests": (
      list(of: "manifest-paths"), "What is read beside the known names, and what is not."
    ),
    "policy.roles": (roles, "People by role, as '.pipgate/allowed_signers' calls them."),
    "policy.overrides": (requirements, "What lifting a finding takes, by its level."),

    "scope.match": (
      referring(to: "path-pattern"), "A path from the top level; '**' for any folders."
    ),
    "scope.tier": (referring(to: "tier-name"), "The tier of these paths."),
    "tier.extends": (referring(to: "tier-name"), "The tier that says what this one does not."),
    "tier.levels": (referring(to: "levels"), "What each rule costs."),
    "tier.facts": (referring(to: "facts"), "How old facts may be."),
    "built-in-tier.extends": (
      referring(to: "tier-name"), "The tier that says what this one does not."
    ),
    "built-in-tier.levels": (referring(to: "levels"), "What each rule costs."),
    "built-in-tier.facts": (referring(to: "facts"), "How old facts may be."),
    "facts.maximum-age": (referring(to: "age"), "Older facts count as not known."),

    "allowed.name": (referring(to: "name-pattern"), "A project; '*' for any part of a name."),
    "allowed.versions": (referring(to: "text"), "The versions that are meant, like '>=2.31,<3'."),
    "allowed.reason": (referring(to: "text"), "Why; shown with the finding."),
    "allowed.note": (referring(to: "text"), "Shown with the dependency, whatever is decided."),
    "allowed.paths": (
      list(of: "path-pattern") + [.init("minItems", 1)], "Where the entry counts; else everywhere."
    ),
    "allowed.index": (referring(to: "text"), "The index that it comes from, one of 'indexes'."),
    "allowed.private": (
      [.init("type", "boolean")], "Whether no public index may hear of the name."
    ),
    "denied.name": (referring(to: "name-pattern"), "A project; '*' for any part of a name."),
    "denied.versions": (referring(to: "text"), "The versions that are meant, like '>=2.31,<3'."),
    "denied.reason": (referring(to: "text"), "Why; shown with the finding."),
    "denied.note": (referring(to: "text"), "Shown with the dependency, whatever is decided."),
    "denied.paths": (
      list(of: "path-pattern") + [.init("minItems", 1)], "Where the entry counts; else everywhere."
    ),
    "denied.use-instead": (referring(to: "text"), "The project to use in its place."),
    "index.name": (referring(to: "text"), "What entries of 'allow' call it."),
    "index.url": (referring(to: "address"), "Its address, without credentials."),
    "manifest-paths.match": (referring(to: "path-pattern"), "A path from the top level."),
    "manifest-paths.format": (
      words(ManifestFormats.all.map { $0.id } + ["none"]), "What reads it; 'none' takes it out."
    ),
    "requirement.signatures": (referring(to: "count"), "How many people sign."),
    "requirement.roles": (referring(to: "texts"), "The roles whose people count."),
    "requirement.maximum-lifetime": (referring(to: "age"), "How long an override may hold."),
  ]

  private static func words(_ words: [String]) -> Form {
    [.init("enum", .array(words.map { .string($0) }))]
  }

  private static func list(of name: String) -> Form {
    [.init("type", "array"), .init("items", reference(name))]
  }

  /// The files of the program give the built-in tiers, which extend nothing.
  private static var tiers: Form {
    let builtIn = TierResolver.builtInNames.map { JSONText.Member($0, reference("built-in-tier")) }
    return [
      .init("type", "object"), .init("propertyNames", reference("kebab-name")),
      .init("properties", .object(builtIn)), .init("additionalProperties", reference("tier")),
    ]
  }

  private static var roles: Form {
    [
      .init("type", "object"), .init("propertyNames", reference("kebab-name")),
      .init("additionalProperties", .object(list(of: "person"))),
    ]
  }

  private static var requirements: Form {
    let levels = OverrideTerms.liftable.map {
      JSONText.Member($0.key.rawValue, reference("requirement"))
    }
    return [
      .init("type", "object"), .init("additionalProperties", false),
      .init("properties", .object(levels)),
    ]
  }

  /// What the forms refer to.
  static var definitions: [JSONText.Member] {
    func text(_ pattern: String, _ more: JSONText.Member...) -> JSONText {
      .object([.init("type", "string"), .init("pattern", .string(pattern))] + more)
    }
    func entry(_ mapping: String) -> JSONText {
      ["anyOf": [reference("name-pattern"), reference(mapping)]]
    }
    let builtIn = TierResolver.builtInNames.map { JSONText.string($0) }
    return [
      .init("level", .object(words(Level.allCases.map(\.rawValue)))),
      .init("age", text("^[0-9]{1,6}[smhdw]$")),
      .init("count", ["type": "integer", "minimum": 1, "maximum": 999_999_999]),
      .init("text", ["type": "string", "minLength": 1]),
      .init(
        "moment", text("^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:]{8}([.][0-9]{1,9})?Z)?$")),
      .init("texts", .object(list(of: "text"))),
      .init("kebab-name", text("^[a-z0-9][a-z0-9-]{0,63}$")),
      .init("tier-name", ["anyOf": [["enum": .array(builtIn)], reference("text")]]),
      .init("allowed-entry", entry("allowed")), .init("denied-entry", entry("denied")),
      .init("name-pattern", text("^[A-Za-z0-9*]([A-Za-z0-9._*-]*[A-Za-z0-9*])?$")),
      .init("path-pattern", reference("text")),
      .init("person", text(#"^[!-~]+$"#, .init("maxLength", 255))),
      .init("address", text("^[Hh][Tt][Tt][Pp][Ss]://[^/@]+(/.*)?$")),
      .init(
        "repository",
        text("^[A-Za-z0-9._~:-]+(/[A-Za-z0-9._~:-]+)*$", .init("maxLength", 255))),
    ]
  }
}
