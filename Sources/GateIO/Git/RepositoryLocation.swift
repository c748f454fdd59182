/// Where a repository is to be looked for, as the caller and the believed variables say.
struct RepositoryLocation {
  /// The folder to start from; relative variables start here, as they would for git run here.
  let directory: String
  /// The believed `GIT_*` variables that are set, as they are.
  let variables: Environment
  /// The whole environment; only named parts of it are ever handed on.
  let environment: Environment

  init(directory: String, environment: Environment, mode: RepositoryMode) {
    self.directory = directory
    self.environment = environment
    var variables = environment.keeping(mode.believedVariables)
    for name in mode.believedVariables where variables[name] == "" { variables[name] = nil }
    self.variables = variables
  }

  var gitDirectory: String? { variables["GIT_DIR"].map { join(directory, $0) } }

  var worktree: String? { variables["GIT_WORK_TREE"].map { join(directory, $0) } }

  /// A variable in effect that libgit2 would pass over and so read another repository.
  var variableUnknownToLibgit2: String? {
    [
      "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES",
      "GIT_QUARANTINE_PATH",
    ].first { variables[$0] != nil }
  }

  /// The index file that git would use.
  ///
  /// A relative `GIT_INDEX_FILE` starts at the top of the working tree, wherever the caller stands;
  /// libgit2 starts it at the current folder and there finds none, which it takes for an empty one.
  func indexFile(in layout: RepositoryLayout) -> String {
    guard let named = variables["GIT_INDEX_FILE"] else { return layout.gitDirectory + "/index" }
    return join(layout.worktree ?? directory, named)
  }
}

/// A path as seen from a folder; an absolute one stays what it is, and so does one that is seen from
/// where the program runs.
func join(_ folder: String, _ path: String) -> String {
  path.utf8.first == UInt8(ascii: "/") || folder == "." ? path : "\(folder)/\(path)"
}
