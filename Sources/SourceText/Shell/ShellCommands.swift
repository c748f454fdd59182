/// The simple commands of a shell's text, in the order in which they end, with exact places.
///
/// Commands inside of substitutions, groups, loops and functions are listed like all others; nothing
/// is said of whether they run. What no shell would read is taken up again at the next line. The
/// bodies of here-documents are not read as commands: they are the input of the command before them.
package struct ShellCommands: Sendable {
  package let commands: [ShellCommand]
  /// What the text's variables hold, those that were known before included.
  package let constants: ShellConstants

  /// Reads a text. Variables that are set once, to a literal, are put in; `constants` holds those
  /// that are known before the text begins.
  package init(
    _ text: MappedText, dialect: ShellDialect, constants: ShellConstants = ShellConstants()
  ) {
    var reader = ShellReader(text, dialect: dialect)
    reader.readAll()
    var constants = constants
    for assignment in reader.assignments { constants.assign(assignment) }
    var budget = ShellConstants.maximumGrowth
    commands = reader.commands.map { command in
      var command = command
      command.words = constants.resolve(command.words, budget: &budget)
      if case .file(let word) = command.input,
        let resolved = constants.resolve([word], budget: &budget).first
      {
        command.input = .file(resolved)
      }
      return command
    }
    self.constants = constants
  }
}

/// The words of a text as a shell splits one line, whatever commands they make up.
package enum ShellWords {
  package static func split(_ text: MappedText, dialect: ShellDialect) -> [ShellWord] {
    var reader = ShellReader(text, dialect: dialect)
    reader.readAll()
    return reader.commands.flatMap(\.words)
  }
}
