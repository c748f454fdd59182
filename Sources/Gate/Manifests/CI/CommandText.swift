import SourceText

/// Something in a file that a machine runs.
struct CommandText {
  enum Form {
    /// A script of one line or many.
    case script(MappedText)
    /// The words of one command.
    case words([MappedText])
    case dockerfile(MappedText)
  }

  enum Shell {
    case posix, powerShell, commandPrompt

    /// The shell of a program's name or path with its options, as `shell:` takes them; nil for what
    /// runs no shell script.
    init?(_ command: String) {
      let program = command.split(separator: " ").first ?? ""
      let name = program.split { $0 == "/" || $0 == "\\" }.last ?? ""
      switch name.lowercased() {
      case "pwsh", "powershell", "pwsh.exe", "powershell.exe", "ps": self = .powerShell
      case "cmd", "cmd.exe", "batch": self = .commandPrompt
      case let name where ["python", "perl", "node", "ruby"].contains { name.hasPrefix($0) }:
        return nil
      default: self = .posix
      }
    }
  }

  let form: Form
  let shell: Shell

  /// Where it begins and ends.
  var place: Range<Int> {
    switch form {
    case .script(let text), .dockerfile(let text): text.location.range
    case .words(let words): words.first?.location.range ?? 0..<0
    }
  }
}
