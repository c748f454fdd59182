import ArgumentParser
import GateIO

/// Writes the completions of a shell.
struct CompletionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completions",
    abstract: "Write what a shell needs to complete commands, options and their values.",
    discussion: """
      Examples:
        source <(pipgate completions bash)   in ~/.bashrc
        pipgate completions zsh > ~/.zfunc/_pipgate
                                             with '~/.zfunc' in 'fpath'
        pipgate completions fish > ~/.config/fish/completions/pipgate.fish
      """)

  @Argument(
    help: "The shell: bash, zsh or fish.", completion: .list(["bash", "zsh", "fish"]),
    transform: CompletionShell.init(named:))
  var shell: CompletionShell

  func run() throws {
    try Console.standard().emit(Pipgate.completionScript(for: shell) + "\n")
  }
}

extension CompletionShell {
  fileprivate init(named name: String) throws {
    guard let shell = CompletionShell(rawValue: name) else {
      throw ValidationError("'\(name)' is not a shell of which completions are known")
    }
    self = shell
  }
}
