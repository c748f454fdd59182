import PythonPackaging

/// Finds names that the index does not have.
package enum UnknownProject: Rule {
  package static let description = RuleDescription(
    id: "unknown-project",
    summary: "the project does not exist on the index",
    rationale: """
      A name that nobody has registered is a name that anybody can register: language models invent
      plausible ones, people mistype, and attackers wait for both. Installing fails today and runs a
      stranger's code tomorrow.

      When the index does not answer, the list of its names that `pipgate update` has made says what
      existed then. For a name on it this rule is silent. One that is not stops a commit; in continuous
      integration it stays unknown, as it may have been registered since.
      """,
    remedy: """
      Check the spelling on the index. If the project is private, say so in the policy, with its index
      (`private`, `index`); if it is to be published, publish it first.
      """,
    needs: [.index], subject: .project,
    examples: [
      RuleExample(
        "an invented name", head: "↓flask-easy-oauth-helper==1.0\nflask==3.0.0\n",
        projects: [ExampleProject("flask", .init("3.0.0", daysOld: 900))]),
      RuleExample(
        "another spelling of a project", head: "Flask_Login==0.6.3\n",
        projects: [ExampleProject("flask-login", .init("0.6.3", daysOld: 900))]),
    ])

  package static func check(_ introduction: Introduction, in context: RuleContext) -> RuleResult {
    // A name that is guessed from an imported module is left to `unknown-import`.
    guard let (dependency, name) = introduction.indexedDependency, !dependency.isGuess else {
      return .silent
    }
    switch context.facts.lookup(name, for: dependency) {
    case .found: return .silent
    case .absent:
      let likeness = context.familiar.likeness(of: name)
      return .found(
        Finding(
          description.id, .absent(name.text), at: dependency.nameLocation,
          label: "no such project", help: likeness?.advice ?? "check the spelling, or remove it",
          facts: likeness?.facts ?? [], likeness: likeness))
    case .unavailable(let reason):
      // The list of the most downloaded was made from the index itself: what is on it exists.
      if context.facts.popularity.rank(of: name) != nil { return .silent }
      return withoutAnswer(dependency, name, because: reason, in: context)
    }
  }

  /// What a list of the index's names makes of a project when the index itself does not answer.
  private static func withoutAnswer(
    _ dependency: Dependency, _ name: ProjectName, because reason: Unavailability,
    in context: RuleContext
  ) -> RuleResult {
    guard context.facts.routes.route(of: name, for: dependency) == .runIndex,
      reason.cause == .network
    else { return .lacks(reason) }
    switch context.facts.existing.standing(of: name) {
    case .listed: return .silent
    case .unknown: return .lacks(reason)
    case .unlisted(let date) where context.facts.existing.decides:
      let age = Age(since: date, now: context.now)
      return .found(
        Finding(
          description.id, .unlisted(name.text, date), at: dependency.nameLocation,
          label: "no such project then",
          help: "check the spelling; should it be younger than \(age), check it with a network"))
    case .unlisted(let date):
      return .lacks(
        Unavailability(
          .network, "\(reason.reason), and the index did not have '\(name)' on \(date.day)"))
    }
  }
}

extension Finding.Message {
  fileprivate static func absent(_ name: String) -> Self {
    Self("'\(name)' does not exist on the index")
  }

  fileprivate static func unlisted(_ name: String, _ date: Timestamp) -> Self {
    Self("'\(name)' did not exist on the index on \(date.day)")
  }
}
