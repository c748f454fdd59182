import ArgumentParser
import Gate
import GateIO

/// Shows the schema of policies.
struct PolicySchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Show the JSON schema of policies, with which editors complete and check them.",
    discussion: """
      'pipgate init --schema' writes it beside a first policy. A policy that is there names it in its \
      first line:

        # yaml-language-server: $schema=policy.schema.json

      Examples:
        pipgate policy schema > .pipgate/policy.schema.json
      """)

  func run() throws {
    try Console.standard().emit(PolicySchema.text(rules: RuleRegistry.descriptions))
  }
}
