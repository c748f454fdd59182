import SourceText

/// Scripts of shells, those of Windows included.
package enum ShellFormat: ManifestFormat {
  package static let id = "shell"
  package static let family = ManifestFamily.command
  package static let fileNames =
    "`*.sh`, `*.bash`, `*.zsh`, `*.ksh`, `.envrc`, `*.ps1`, `*.psm1`, `*.bat`, `*.cmd`"

  package static let patterns = [
    "*.sh", "*.bash", "*.zsh", "*.ksh", ".envrc", "*.ps1", "*.psm1", "*.bat", "*.cmd",
  ]

  package static func manifest(of file: SourceFile, as role: DependencyRole) -> Manifest {
    CommandFile.manifest(of: file, kind: .command) { text, manifest in
      InstallCommands.read(text, dialect: dialect(of: file.path), kind: .command, into: &manifest)
    }
  }

  private static func dialect(of path: RepositoryPath) -> ShellDialect {
    let name = path.name.map { $0 | 0x20 }
    func ends(_ suffix: String) -> Bool {
      name.suffix(suffix.utf8.count).elementsEqual(suffix.utf8.map { $0 | 0x20 })
    }
    if ends(".ps1") || ends(".psm1") { return .powershell }
    return ends(".bat") || ends(".cmd") ? .cmd : .posix
  }
}

/// Lists of processes, `web: command`.
// https://devcenter.heroku.com/articles/procfile#procfile-format
package enum ProcfileFormat: ManifestFormat {
  package static let id = "procfile"
  package static let family = ManifestFamily.command
  package static let fileNames = "`Procfile`, `Procfile.*`"
  package static let patterns = ["procfile", "procfile.*"]

  package static func manifest(of file: SourceFile, as role: DependencyRole) -> Manifest {
    CommandFile.manifest(of: file, kind: .command) { text, manifest in
      for line in CommandLines(text) {
        guard let colon = line.content.firstIndex(of: UInt8(ascii: ":")) else { continue }
        InstallCommands.read(
          line.part((colon + 1)..<line.range.upperBound), dialect: .posix, kind: .command,
          into: &manifest)
      }
    }
  }
}

/// Files of Vagrant: the scripts that they hold, read as a shell's.
// https://developer.hashicorp.com/vagrant/docs/provisioning/shell
package enum VagrantfileFormat: ManifestFormat {
  package static let id = "vagrantfile"
  package static let family = ManifestFamily.command
  package static let fileNames = "`Vagrantfile`"
  package static let patterns = ["vagrantfile"]

  package static func manifest(of file: SourceFile, as role: DependencyRole) -> Manifest {
    CommandFile.manifest(of: file, kind: .command) { text, manifest in
      var lines = CommandLines(text)
      while let line = lines.next() {
        var last = line
        while last.ends(with: UInt8(ascii: "\\")), let next = lines.next() { last = next }
        let script = inlineScript(of: line) ?? line.through(last)
        InstallCommands.read(script, dialect: .posix, kind: .command, into: &manifest)
      }
    }
  }

  /// What stands in the quotes of `inline: "…"` of Ruby.
  private static func inlineScript(of line: MappedText) -> MappedText? {
    guard let word = line.content.firstRange(of: Array("inline".utf8)),
      let open = line.content[word.upperBound...].firstIndex(where: { "'\"".utf8.contains($0) }),
      let close = line.content.lastIndex(of: line.bytes[open]), close > open
    else { return nil }
    return line.part((open + 1)..<close)
  }
}
