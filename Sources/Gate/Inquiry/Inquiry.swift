import PythonPackaging
import SourceText

/// A question about one project: `requests`, `requests==2.32.3`, `requests[socks]>=2`.
package struct Inquiry: Sendable {
  package let name: ProjectName
  let dependency: Dependency

  /// Reads a requirement as pip takes it from a command line. One that comes from elsewhere than an
  /// index is refused: nobody knows anything about it.
  package init(_ text: String) throws(Unreadable) {
    let file = SourceFile(path: "argument", text: text)
    let dependency = try RequirementReader.dependency(in: MappedText(file), role: .runtime)
    guard let name = dependency.name, dependency.reference == nil else {
      throw .declaration(
        "'\(SafeText.line(text))' does not come from an index", at: dependency.location,
        help: "name a project, with or without a version")
    }
    self.name = name
    self.dependency = dependency
  }

  /// The question as a change would put it.
  package var introduction: Introduction { .dependency(dependency, previous: []) }

  /// What an installer would choose of what the index lists.
  private func selection(in lookup: ProjectLookup?) -> Selection? {
    guard case .found(let record) = lookup else { return nil }
    return Selection(of: dependency, from: record)
  }

  /// Everything that the facts say, and what each built-in tier makes of it.
  ///
  /// Rules about how a dependency is written have nothing to judge here: nobody has written it yet.
  package func profile(
    _ facts: Facts, policies: BuiltInPolicies
  ) -> ProjectProfile {
    let judgements = TierResolver.builtInNames.compactMap { name -> Judgement? in
      guard let tier = policies.tiers[name] else { return nil }
      let policy = Policy(
        origin: policies.policy.origin, defaultTier: tier.askingOutside(),
        allowed: policies.allowed, denied: policies.denied)
      return Judge(policy: policy, facts: facts, defersToLater: false)
        .judgements(of: [introduction]).first
    }
    let lookup = facts.lookup(name, for: dependency)
    let selection = selection(in: lookup)
    return ProjectProfile(
      requirement: dependency.requirementText, name: name, facts: facts, lookup: lookup,
      selection: selection,
      metadata: selection?.chosenRelease.flatMap { facts.metadata[$0] }, judgements: judgements)
  }
}

extension Tier {
  /// The same tier without the rules that look at nothing but a declaration.
  fileprivate func askingOutside() -> Tier {
    var rules = rules
    for description in RuleRegistry.descriptions where description.needs.isEmpty {
      rules[description.id] = RuleLevels(level: .ignore)
    }
    return Tier(name: name, rules: rules)
  }
}
