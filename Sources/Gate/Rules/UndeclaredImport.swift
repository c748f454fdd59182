import PythonPackaging

/// Finds imports of projects that no file of the repository declares.
package enum UndeclaredImport: Rule {
  package static let description = RuleDescription(
    id: "undeclared-import",
    summary: "code imports a project that no file declares",
    rationale: """
      What is imported and not declared gets there by chance: another project happens to bring it in,
      or somebody installs by hand what the error message seems to ask for. Nobody has chosen it, no
      lock holds it, and the module's name is not always that of its project. What is declared in any
      file of the repository counts, as do the repository's own modules and the standard library. An
      import that may fail, inside `try` or under `TYPE_CHECKING`, needs nothing.
      """,
    remedy: "Declare the project, or remove the import.",
    needs: [.index], subject: .project,
    examples: [
      RuleExample(
        "a module that is not called like its project", path: "shop/orders.py",
        head: "import json\nimport ↓yaml\nimport ↓flask\n",
        projects: [
          ExampleProject("pyyaml", .init("6.0.2", daysOld: 400)),
          ExampleProject("flask", .init("3.0.0", daysOld: 900)),
        ])
    ])

  package static func check(_ introduction: Introduction, in context: RuleContext) -> RuleResult {
    guard let (dependency, name) = introduction.indexedDependency,
      case .imported(let module, isOptional: false) = dependency.kind
    else { return .silent }
    switch context.facts.lookup(name, for: dependency) {
    case .absent: return .silent
    case .found: break
    case .unavailable(let reason):
      // Of a name that is guessed, `unknown-import` says that the fact is missing.
      if dependency.isGuess {
        guard context.facts.popularity.rank(of: name) != nil else { return .silent }
      } else if context.facts.popularity.rank(of: name) == nil {
        return .lacks(reason)
      }
    }
    return .found(
      Finding(
        description.id, .undeclared(module, of: name.text, isGuess: dependency.isGuess),
        at: dependency.nameLocation, label: "declared nowhere",
        help: "add the line '\(name.normalized)' where the dependencies are declared"))
  }
}

extension Finding.Message {
  fileprivate static func undeclared(_ module: String, of name: String, isGuess: Bool) -> Self {
    Self(
      isGuess
        ? "'\(module)' is imported and not declared"
        : "'\(module)' of '\(name)' is imported and not declared")
  }
}
