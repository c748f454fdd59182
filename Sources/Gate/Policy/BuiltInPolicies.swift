import SourceText

/// The tiers and lists that every policy starts from.
package struct BuiltInPolicies: Sendable {
  /// By name, `paranoid`, `balanced` and `autonomous` among them.
  package let tiers: [String: Tier]
  package let allowed: [ListEntry]
  package let denied: [ListEntry]
  /// The tier of paths for which nothing else is said.
  package let balanced: Tier

  /// Reads the built-in files: policies that give whole tiers and lists, and nothing else. Each
  /// problem is one of the program itself, which a test keeps from being released.
  package static func read(
    _ files: [SourceFile], rules: [RuleDescription]
  ) -> Result<BuiltInPolicies, PolicyProblems> {
    var tiers: [String: Tier] = [:]
    var allowed: [ListEntry] = []
    var denied: [ListEntry] = []
    var diagnostics: [Diagnostic] = []
    for file in files {
      var reader = RawPolicyReader(file: file, kind: .builtIn)
      let raw = reader.read()
      var resolver = TierResolver(
        raw.tiers, extending: tiers, rules: rules, isBuiltIn: true, fields: reader.fields)
      resolver.resolve()
      diagnostics += resolver.fields.problems.problems?.diagnostics ?? []
      tiers = resolver.tiers
      allowed += raw.allowed
      denied += raw.denied
    }
    let missing = TierResolver.builtInNames.filter { tiers[$0] == nil }
    if !missing.isEmpty {
      let file = files.last ?? SourceFile(path: "policies", bytes: [])
      let names = missing.joined(separator: ", ")
      diagnostics.append(
        Diagnostic(
          "no built-in file gives the tiers \(names)", at: Location(file: file, range: 0..<0)))
    }
    guard diagnostics.isEmpty, let balanced = tiers["balanced"] else {
      return .failure(PolicyProblems(diagnostics: diagnostics))
    }
    return .success(Self(tiers: tiers, allowed: allowed, denied: denied, balanced: balanced))
  }

  /// What holds in a repository without a policy.
  package var policy: Policy {
    Policy(
      origin: Self.origin, defaultTier: balanced, tiers: tiers, allowed: allowed, denied: denied)
  }

  fileprivate static let origin = "built-in"
}

extension Policy {
  /// Stands for the built-in policy in a run that has nothing to judge.
  package static let withoutRules = Policy(
    origin: BuiltInPolicies.origin, defaultTier: Tier(name: "", rules: [:]))
}
