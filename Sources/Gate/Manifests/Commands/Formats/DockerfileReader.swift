import SourceText

/// Reads what the instructions of a Dockerfile install.
// https://docs.docker.com/reference/dockerfile/
struct DockerfileReader {
  private let kind: DependencyKind
  private var dialect = ShellDialect.posix
  private var constants = ShellConstants()
  private var manifest = Manifest()

  /// Reads all of a Dockerfile, which may stand in another file.
  static func read(
    _ text: MappedText, kind: DependencyKind = .command, into manifest: inout Manifest
  ) {
    var reader = DockerfileReader(kind: kind, manifest: manifest)
    manifest = Manifest()
    var instructions = DockerfileInstructions(text)
    while let instruction = instructions.next() { reader.read(instruction) }
    manifest = reader.manifest
  }

  private init(kind: DependencyKind, manifest: Manifest) {
    self.kind = kind
    self.manifest = manifest
  }

  private mutating func read(_ instruction: DockerfileInstruction) {
    switch instruction.keyword {
    case "RUN", "CMD", "ENTRYPOINT": readCommand(instruction.withoutFlags)
    case "ONBUILD":
      if let inner = DockerfileInstruction(instruction.text) { read(inner) }
    case "HEALTHCHECK":
      let rest = instruction.withoutFlags
      if let inner = DockerfileInstruction(rest) { read(inner) }
    case "SHELL":
      let words = DockerfileInstruction.words(in: instruction.text) ?? []
      guard let shell = words.first.flatMap({ ProgramName(ShellWord($0))?.text }) else { return }
      dialect =
        shell == "powershell" || shell == "pwsh" ? .powershell : shell == "cmd" ? .cmd : .posix
    case "ARG", "ENV": readVariables(instruction)
    default: return
    }
  }

  private mutating func readCommand(_ text: MappedText) {
    if let words = DockerfileInstruction.words(in: text) {
      InstallCommands.read(words, kind: kind, into: &manifest)
    } else {
      InstallCommands.read(
        text, dialect: dialect, kind: kind, constants: constants, into: &manifest)
    }
  }

  private mutating func readVariables(_ instruction: DockerfileInstruction) {
    let shell = ShellCommands(instruction.text, dialect: .posix)
    guard let command = shell.commands.first else { return }
    for assignment in command.assignments { constants.assign(assignment) }
    // The older form `ENV NAME value`.
    if instruction.keyword == "ENV", command.assignments.isEmpty, command.words.count > 1,
      let name = command.words[0].literal
    {
      let start = command.words[1].text.location.range.lowerBound
      let rest = instruction.text.content.indices.first { instruction.text.source(of: $0) >= start }
      guard let rest else { return }
      let value = instruction.text.part(rest..<instruction.text.range.upperBound).trimmed
      constants.assign(
        ShellAssignment(name: name, value: value, isComputed: false, dialect: .posix))
    }
  }
}
