import SourceText

/// Every format that is read, in the order in which a path is offered to them.
package enum ManifestFormats {
  package static let all: [any ManifestFormat.Type] = [
    PyprojectFormat.self, HatchFormat.self, UvFormat.self, PixiFormat.self,
    PipfileFormat.self, UvLockFormat.self, PoetryLockFormat.self, PDMLockFormat.self,
    PipfileLockFormat.self, PylockFormat.self,
    RequirementsFormat.self, CondaEnvironmentFormat.self, PreCommitFormat.self,
    SetupConfigurationFormat.self, SetupScriptFormat.self, ToxFormat.self,
    NoxfileFormat.self,
    PythonFormat.self,
    CIFormat.self, ComposeFormat.self, NotebookFormat.self,
    ShellFormat.self, MakefileFormat.self, JustfileFormat.self, DockerfileFormat.self,
    ProcfileFormat.self, JenkinsfileFormat.self, VagrantfileFormat.self, MarkdownFormat.self,
  ]

  /// The format that reads a path because of its name; nil when none does.
  package static func format(for path: RepositoryPath) -> (any ManifestFormat.Type)? {
    // Nearly every path of a repository is turned away here.
    guard filter.mayMatch(path) else { return nil }
    return entries.first { $0.table.contains(path) && $0.format.reads(path) }?.format
  }

  /// The format of an id, as a policy names it.
  package static func format(named id: String) -> (any ManifestFormat.Type)? {
    all.first { $0.id == id }
  }

  private static let filter = PathFilter(all.flatMap { $0.patterns })

  private static let entries = all.map { (format: $0, table: PathTable($0.patterns)) }
}

extension ManifestFormat {
  package static func reads(_ path: RepositoryPath) -> Bool { true }
}
