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

  /// The most downloaded projects. Costs a pass over the list, so it is asked for only when something
  /// new is to be judged.
  package static func popularity() -> Popularity {
    Popularity(
      date: EmbeddedFiles.popularProjectsDate,
      names: ProtectedNames(lines: EmbeddedFiles.popularProjects))
  }

  /// What modules belong to. Costs a pass over both lists, so it is asked for only when an import is
  /// to be resolved.
  package static func modules() -> PythonModules {
    PythonModules(
      standardLibrary: EmbeddedFiles.standardLibrary, projects: EmbeddedFiles.moduleProjects)
  }

  /// The hook as `hooks/pre-commit` has it.
  package static var hookTemplate: [UInt8] { EmbeddedFiles.preCommitHook }
}
