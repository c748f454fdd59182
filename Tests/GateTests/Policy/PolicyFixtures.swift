import Gate
import SourceText

/// The rules that the built-in tiers name, with what a policy can say of each.
enum PolicyFixtures {
  static let rules = RuleRegistry.descriptions

  /// A rule with a variant, an age and a count, which no real rule has together.
  static let everything = rule(
    "everything", variants: ["one", "two"],
    settings: [("minimum-age", .age(.days(1))), ("minimum-count", .count(2))])

  /// Two tiers of three rules, named as the built-in ones are.
  static let builtInText = """
    version: 1
    tiers:
      paranoid:
        levels:
          everything: {level: block, one: review, two: forbid, minimum-age: 30d, minimum-count: 5}
          plain: block
          quiet: annotate
      balanced:
        extends: paranoid
        levels:
          everything: review
      autonomous:
        extends: balanced
    allow: [numpy]
    deny: [pycrypto]
    """

  static let smallRules = [everything, rule("plain"), rule("quiet")]

  static func builtIn() throws -> BuiltInPolicies {
    try BuiltInPolicies.read(
      [SourceFile(path: "built-in.yaml", text: builtInText)], rules: smallRules
    ).get()
  }

  static func read(_ text: String) throws -> Result<Policy, PolicyProblems> {
    Policy.read(
      SourceFile(path: ".pipgate/policy.yaml", text: text), origin: "here", builtIn: try builtIn(),
      rules: smallRules)
  }

  /// `line:column: message` for each problem; empty when the policy is in order.
  static func problems(_ text: String) throws -> [String] {
    switch try read(text) {
    case .success: []
    case .failure(let problems): problems.lines
    }
  }

  private static func rule(
    _ id: String, variants: [String] = [], settings: [(String, RuleSetting.Default)] = []
  ) -> RuleDescription {
    RuleDescription(
      id: RuleID(id), summary: "", rationale: "", remedy: "",
      variants: variants.map { RuleVariant(id: $0, summary: "") },
      settings: settings.map { RuleSetting(id: $0.0, summary: "", fallback: $0.1) }, examples: [])
  }
}

extension PolicyProblems {
  var lines: [String] {
    diagnostics.map {
      "\($0.location.start.line):\($0.location.start.column): \($0.message)"
    }
  }
}
