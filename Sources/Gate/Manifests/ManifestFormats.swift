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
    var candidates = index.candidates(for: path)
    while candidates != 0 {
      let (format, table) = entries[candidates.trailingZeroBitCount]
      if table.contains(path), format.reads(path) { return format }
      candidates &= candidates - 1
    }
    return nil
  }

  /// The format of an id, as a policy names it.
  package static func format(named id: String) -> (any ManifestFormat.Type)? {
    all.first { $0.id == id }
  }

  private static let index = PathIndex(all.map { $0.patterns })

  private static let entries = all.map { (format: $0, table: PathTable($0.patterns)) }
}

extension ManifestFormat {
  package static func reads(_ path: RepositoryPath) -> Bool { true }
}
