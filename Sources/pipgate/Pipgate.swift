import ArgumentParser
import GateIO

/// The program: `check` unless another command is named.
struct Pipgate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pipgate",
    abstract: "The gate that every new Python dependency passes before it enters a repository.",
    discussion: """
      Without a command, 'check' judges what is staged for the next commit.

      Exit status:
        0  pass, notes included
        1  blocked, or waiting for a review
        2  the policy or the command line is unusable
        3  inconclusive
        4  no manifest was touched (only with --require-manifests)
      A run that is interrupted ends by the signal it was sent.

      Examples:
        pipgate init                         write a first policy
        pipgate hook install                 judge every commit of this repository
        pipgate                              judge what is staged, now
        pipgate why requests                 tell what is known of a project
      """,
    version: ProgramVersion.text,
    subcommands: [
      CheckCommand.self, WhyCommand.self, InspectCommand.self, DependenciesCommand.self,
      SimilarCommand.self, ExplainCommand.self, OverrideCommand.self, UpdateCommand.self,
      HookCommand.self, InitCommand.self, PolicyCommand.self, CompletionsCommand.self,
    ],
    defaultSubcommand: CheckCommand.self)
}
