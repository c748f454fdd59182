import SourceText

/// The JSON schema of policies, for editors, made from the reader's own tables of keys.
///
/// It knows the form of every value. What a policy means as a whole (whether a tier or a role exists,
/// whether two patterns are the same) only the reader tells.
package enum PolicySchema {
  package static func text(rules: [RuleDescription]) -> String {
    document(rules).written(.pretty)
  }

  /// A mapping of policies: its name among the definitions, the keys that the reader knows, and those
  /// that it does not do without.
  struct Mapping {
    let name: String
    let keys: PolicyFields.Keys
    var required: [String] = []
  }

  /// The mapping of the document itself, which is no definition.
  static let root = Mapping(name: "policy", keys: .policy, required: ["version"])

  /// All other mappings with keys of their own.
  static let mappings = [
    Mapping(name: "scope", keys: .scope, required: ["match", "tier"]),
    Mapping(name: "tier", keys: .tier, required: ["extends"]),
    Mapping(name: "built-in-tier", keys: .tier),
    Mapping(name: "facts", keys: .facts),
    Mapping(name: "allowed", keys: .listEntry(.allow), required: ["name"]),
    Mapping(name: "denied", keys: .listEntry(.deny), required: ["name"]),
    Mapping(name: "index", keys: .index, required: ["name", "url"]),
    Mapping(name: "manifest-paths", keys: .manifestPaths, required: ["match", "format"]),
    Mapping(name: "requirement", keys: .overrideRequirement, required: ["signatures", "roles"]),
  ]

  private static func document(_ rules: [RuleDescription]) -> JSONText {
    var definitions = mappings.map { JSONText.Member($0.name, schema(of: $0)) }
    definitions.append(.init("levels", levels(rules)))
    definitions += PolicySchemaForm.definitions
    return .object(
      [
        .init("$schema", "https://json-schema.org/draft/2020-12/schema"),
        .init("$id", "https://pipgate.example/policy/1"),
        .init("title", "A policy of pipgate"),
        .init("description", "What may enter a repository, and what each problem costs."),
      ] + members(of: root) + [.init("$defs", .object(definitions))])
  }

  private static func schema(of mapping: Mapping) -> JSONText { .object(members(of: mapping)) }

  private static func members(of mapping: Mapping) -> [JSONText.Member] {
    let properties = mapping.keys.known.map { key in
      JSONText.Member(key, PolicySchemaForm.value(of: key, in: mapping.name))
    }
    return [
      .init("type", "object"),
      .init("required", .array(mapping.required.map { .string($0) })),
      .init("additionalProperties", false), .init("properties", .object(properties)),
    ]
  }

  /// What a tier may say of each rule.
  private static func levels(_ rules: [RuleDescription]) -> JSONText {
    let properties = rules.map { rule in
      JSONText.Member(
        rule.id.text,
        [
          "description": .string(rule.summary),
          "anyOf": [PolicySchemaForm.reference("level"), details(of: rule)],
        ])
    }
    return [
      "type": "object", "additionalProperties": false, "properties": .object(properties),
    ]
  }

  private static func details(of rule: RuleDescription) -> JSONText {
    var properties: [JSONText.Member] = [.init("level", PolicySchemaForm.reference("level"))]
    properties += rule.variants.map { variant in
      .init(variant.id, described(variant.summary, as: "level"))
    }
    properties += rule.settings.map { setting in
      let form =
        switch setting.fallback {
        case .age: "age"
        case .count: "count"
        case .licenses: "texts"
        }
      return .init(setting.id, described(setting.summary, as: form))
    }
    return [
      "type": "object", "additionalProperties": false, "properties": .object(properties),
    ]
  }

  private static func described(_ summary: String, as form: String) -> JSONText {
    .object([.init("description", .string(summary))] + PolicySchemaForm.referring(to: form))
  }
}
