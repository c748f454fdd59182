import PythonPackaging

/// Finds imports of modules that no known project provides.
package enum UnknownImport: Rule {
  package static let description = RuleDescription(
    id: "unknown-import",
    summary: "code imports a module that no known project provides",
    rationale: """
      The module is neither in the standard library nor in the repository, no project is known to
      provide it, and the index has none of its name. Language models invent modules as they invent
      projects, and whoever registers the name waits for the first who installs it. It may also be a
      module of a program that brings its own, or one that is generated later.
      """,
    remedy: """
      Check the spelling. Declare the project that provides the module if its name is another one; a
      module of the repository has to lie where Python finds it.
      """,
    needs: [.index], subject: .project, privacy: .always,
    examples: [
      RuleExample(
        "an invented module", path: "shop/orders.py",
        head: "import urllib.request\nimport ↓flask_easy_oauth\nimport flask\n",
        projects: [ExampleProject("flask", .init("3.0.0", daysOld: 900))])
    ])

  package static func check(_ introduction: Introduction, in context: RuleContext) -> RuleResult {
    guard let (dependency, name) = introduction.indexedDependency,
      case .imported(let module, _) = dependency.kind, dependency.isGuess
    else { return .silent }
    switch context.facts.lookup(name, for: dependency) {
    case .found: return .silent
    case .absent:
      return .found(
        Finding(
          description.id, .unknown(module), at: dependency.nameLocation,
          label: "no such module", help: "check the spelling, or remove it",
          facts: [Finding.Fact("'\(name.normalized)'", "does not exist on the index")]))
    case .unavailable(let reason):
      if context.facts.popularity.rank(of: name) != nil { return .silent }
      if case .listed = context.facts.existing.standing(of: name) { return .silent }
      return .lacks(reason)
    }
  }
}

extension Finding.Message {
  fileprivate static func unknown(_ module: String) -> Self {
    Self("no known project provides '\(module)'")
  }
}
