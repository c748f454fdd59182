import SourceText

/// One thing that a change brings in and that rules judge.
package enum Introduction: Hashable, Sendable {
  /// A dependency that the base side does not declare in this form. `previous` holds the forms in
  /// which the base side declares the same project; empty when the project is new.
  case dependency(Dependency, previous: [Dependency])
  case option(IndexOption)
  case unreadable(Unreadable)
  /// A file that declares dependencies in a format that is not read.
  case unsupported(RepositoryPath)
  /// A submodule, added or moved: what it asks for is not inspected.
  case submodule(RepositoryPath)
  /// A file that decides whose word counts: policy, hook, workflow. `lowered` says that a policy
  /// counts back, `unsigned` that a trust file is not what its roots have signed.
  case trust(RepositoryPath, lowered: LoweredSerial? = nil, unsigned: RootEdit? = nil)
  /// What is wrong with an override, by the path of its document.
  case override(RepositoryPath, problems: [OverrideProblem])

  package var path: RepositoryPath {
    switch self {
    case .dependency(let dependency, _): dependency.location.file.path
    case .option(let option): option.location.file.path
    case .unreadable(let unreadable): unreadable.diagnostic.location.file.path
    case .unsupported(let path), .submodule(let path), .trust(let path, _, _): path
    case .override(let path, _): path
    }
  }
}
