import EmbeddedData
import Gate
import LookAlikes

/// What the binary carries, in the form that the gate uses.
package enum BuiltIn {
  /// The built-in tiers and lists.
  package static func policies() throws(RunFailure) -> BuiltInPolicies {
    switch BuiltInPolicies.read(EmbeddedFiles.policies, rules: RuleRegistry.descriptions) {
    case .success(let policies): return policies
    case .failure(let problems):
      throw RunFailure(
        "a policy that the program carries is not valid", exitStatus: 3,
        diagnostics: problems.diagnostics)
    }
  }

  /// The most downloaded projects; costs nothing before a name is asked for.
  package static func popularity() -> Popularity {
    Popularity(
      date: EmbeddedFiles.popularProjectsDate,
      names: ProtectedNames(layout: EmbeddedFiles.popularProjects))
  }

  /// Names that mean no project; costs nothing before a name is asked for.
  package static func noProjects() -> AdditionalNames {
    AdditionalNames(layout: EmbeddedFiles.noProjects)
  }

  /// What modules belong to. Costs a copy of both lists, so it is asked for only when an import is
  /// to be resolved.
  package static func modules() -> PythonModules {
    PythonModules(
      standardLibrary: EmbeddedFiles.standardLibrary, projects: EmbeddedFiles.moduleProjects)
  }
}
