import PythonPackaging

extension Introduction {
  /// The dependency with those advisories about its project that pass the filter; nil when there
  /// are none.
  func advised(
    in context: RuleContext, _ isMeant: (Advisory) -> Bool
  ) -> (dependency: Dependency, name: ProjectName, advisories: [Advisory])? {
    guard let (dependency, name) = indexedDependency, !dependency.isGuess else { return nil }
    // What is known of a public project says nothing of a private one.
    if context.facts.routes.isPrivateToAll(name) { return nil }
    let advisories = context.facts.advisories[name].filter(isMeant)
    return advisories.isEmpty ? nil : (dependency, name, advisories)
  }
}

extension RuleResult {
  /// The same, and that there may be more where advisories are too old to say that this is all.
  func asFarAsAdvisoriesGo(
    _ introduction: Introduction, in context: RuleContext
  ) -> RuleResult {
    guard let lack = context.facts.advisories.lack,
      let (dependency, _) = introduction.indexedDependency, !dependency.isGuess
    else { return self }
    switch self {
    case .silent: return .lacks(lack)
    case .found(let findings): return .foundInPart(findings, lacks: lack)
    case .foundInPart, .lacks: return self
    }
  }
}

extension [Advisory] {
  /// A row for each vulnerability, the worst first, and how many more there are.
  func rows(most: Int) -> [Finding.Fact] {
    let rows = prefix(most).map { advisory in
      let rating = advisory.isMalware ? "malware" : advisory.severity.word
      return Finding.Fact(
        advisory.id, advisory.summary.isEmpty ? rating : "\(rating): \(advisory.summary)")
    }
    return count > most ? rows + [Finding.Fact("and", "\(count - most) more")] : rows
  }
}
