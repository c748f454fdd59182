import ArgumentParser

/// Looks after a policy.
struct PolicyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy", abstract: "Look after a policy.",
    subcommands: [
      PolicySchemaCommand.self
    ])
}
