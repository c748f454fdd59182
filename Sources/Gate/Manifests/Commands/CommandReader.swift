import SourceText

/// Reads commands, whatever starts them, and collects what they install.
struct CommandReader {
  let kind: DependencyKind
  /// The shell that the command stands in.
  private(set) var dialect: ShellDialect
  var manifest = Manifest()
  /// How many shells stand within each other.
  private var depth = 0

  private static let maximumDepth = 16

  init(kind: DependencyKind, dialect: ShellDialect) {
    self.kind = kind
    self.dialect = dialect
  }

  mutating func read(_ text: MappedText, dialect: ShellDialect, constants: ShellConstants) {
    guard depth < Self.maximumDepth, InstallerNames.mayOccur(in: text.content) else { return }
    let outer = self.dialect
    self.dialect = dialect
    depth += 1
    let shell = ShellCommands(text, dialect: dialect, constants: constants)
    for command in shell.commands where !manifest.isFull {
      read(command, of: shell)
    }
    depth -= 1
    self.dialect = outer
  }

  private mutating func read(_ command: ShellCommand, of shell: ShellCommands) {
    if command.words.isEmpty, case .document(let body) = command.input {
      // `RUN <<EOF` of a Dockerfile: the document is the script.
      return read(body, dialect: dialect, constants: shell.constants)
    }
    var words = CommandWords(command.words[...], dialect: dialect)
    words.unwrap()
    switch words.target {
    case .program(let name, let arguments):
      guard let use = InstallerUse(name, arguments) else { return }
      read(use)
      if words.readsArgumentsFromInput { readInput(of: command, in: shell, for: use) }
    case .script(let word, let dialect):
      read(word.text, dialect: dialect, constants: shell.constants)
    case .shell(let dialect):
      if case .document(let body) = command.input {
        read(body, dialect: dialect, constants: shell.constants)
      }
    case .none: return
    }
  }

  /// Reads a command that is given as its words.
  mutating func read(_ words: ArraySlice<ShellWord>) {
    guard depth < Self.maximumDepth, let first = words.first else { return }
    depth += 1
    let nothing = first.text.part(first.text.range.lowerBound..<first.text.range.lowerBound)
    read(ShellCommand(Array(words)), of: ShellCommands(nothing, dialect: dialect))
    depth -= 1
  }

  /// Reads what `xargs` takes its arguments from.
  private mutating func readInput(
    of command: ShellCommand, in shell: ShellCommands, for use: InstallerUse
  ) {
    var files: [ShellWord] = []
    switch command.input {
    case .file(let word): files = [word]
    case .pipe(let position) where shell.commands.indices.contains(position):
      let source = shell.commands[position]
      if source.words.first?.literal == "cat" {
        files = source.words.dropFirst().filter { $0.text.content.first != UInt8(ascii: "-") }
      } else if case .file(let word) = source.input {
        files = [word]
      }
    default: break
    }
    if files.isEmpty {
      refuse(
        "what is installed comes from another command's output", at: use.location,
        help: "name the projects in the command")
    }
    for file in files { include(.requirements, file, at: file.text.location) }
  }
}
