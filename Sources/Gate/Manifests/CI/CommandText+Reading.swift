import SourceText

extension CommandText {
  /// Adds what the command installs.
  func read(into manifest: inout Manifest) {
    let dialect: ShellDialect =
      switch shell {
      case .posix: .posix
      case .powerShell: .powershell
      case .commandPrompt: .cmd
      }
    switch form {
    case .script(let text):
      InstallCommands.read(text, dialect: dialect, kind: .command, into: &manifest)
    case .words(let words): InstallCommands.read(words, kind: .command, into: &manifest)
    case .dockerfile(let text): DockerfileReader.read(text, into: &manifest)
    }
  }
}
