import SourceText

extension ManifestCollector {
  /// What a command of tox installs.
  mutating func command(_ command: MappedText) {
    attempt(at: command.location) { manifest throws(Unreadable) in
      InstallCommands.read(command, dialect: .posix, kind: .command, into: &manifest)
    }
  }

  /// What a command installs that is given as a list of words.
  mutating func command(_ words: [MappedText]) {
    guard let first = words.first else { return }
    attempt(at: first.location) { manifest throws(Unreadable) in
      InstallCommands.read(words, kind: .command, into: &manifest)
    }
  }
}
