/// What of a dependency a rule judges, and so which dependencies it has anything to say of.
///
/// Code and prose name a project and choose no release (`DependencyKind.choosesRelease`), and the
/// names of a conda channel are not looked up on an index of Python projects.
package enum RuleSubject: Hashable, Sendable {
  /// The name by itself, wherever it is looked up.
  case name
  /// The project that an index of Python projects has under the name.
  case project
  /// How it is declared, and the release that is chosen.
  case release

  /// Whether the rule is asked at all. What is no dependency is left to the rules.
  func covers(_ introduction: Introduction) -> Bool {
    guard case .dependency(let dependency, _) = introduction else { return true }
    switch self {
    case .name: return true
    case .project: return dependency.ecosystem == .python
    case .release: return dependency.ecosystem == .python && dependency.kind.choosesRelease
    }
  }
}
