import ArgumentParser

/// Looks after a policy. Each subcommand is a file of this folder.
struct PolicyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: "Look after a policy: check it, try it, and show what it comes to.",
    subcommands: [
      PolicyCheckCommand.self,
      PolicySchemaCommand.self,
      PolicyShowCommand.self,
      PolicyTestCommand.self,
    ])
}
