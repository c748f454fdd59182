import PythonPackaging

extension Introduction {
  /// The dependency and its name, when an index of Python projects decides what it is.
  package var indexedDependency: (dependency: Dependency, name: ProjectName)? {
    guard case .dependency(let dependency, _) = self, let name = dependency.name,
      dependency.reference == nil, dependency.ecosystem == .python
    else { return nil }
    return (dependency, name)
  }

  /// Judges what the index says of the dependency. A project that does not exist is left to
  /// `unknown-project`; an index that did not answer is a missing fact. The context is the one of
  /// this introduction.
  func judgeRecord(
    in context: RuleContext,
    by check: (_ dependency: Dependency, _ name: ProjectName, _ record: ProjectRecord) -> RuleResult
  ) -> RuleResult {
    switch context.lookup {
    case nil, .absent: return .silent
    case .unavailable(let reason): return .lacks(reason)
    case .found(let record):
      guard let (dependency, name) = indexedDependency else { return .silent }
      return check(dependency, name, record)
    }
  }

  /// Judges what the dependency can select, with the same exceptions.
  func judgeSelection(
    in context: RuleContext,
    by check: (_ dependency: Dependency, _ name: ProjectName, _ selection: Selection) -> RuleResult
  ) -> RuleResult {
    judgeRecord(in: context) { dependency, name, _ in
      context.selection.map { check(dependency, name, $0) } ?? .silent
    }
  }
}
