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

  /// Some of the formats, a bit each, in their order.
  typealias Members = PathIndex.Members

  /// The format that reads a path because of its name, if it is among the members; nil when none
  /// does.
  static func format(
    for path: RepositoryPath, among members: Members = .max
  ) -> (any ManifestFormat.Type)? {
    // Nearly every path of a repository is turned away here.
    var candidates = index.candidates(for: path)
    guard candidates & members != 0 else { return nil }
    while candidates != 0 {
      let position = candidates.trailingZeroBitCount
      let (format, table) = entries[position]
      if table.contains(path), format.reads(path) {
        return members & 1 << Members(position) != 0 ? format : nil
      }
      candidates &= candidates - 1
    }
    return nil
  }

  /// The formats of some families.
  static func members(where isWanted: (ManifestFamily) -> Bool) -> Members {
    all.enumerated().reduce(0) { members, entry in
      isWanted(entry.element.family) ? members | 1 << Members(entry.offset) : members
    }
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
