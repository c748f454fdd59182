import ArgumentParser
import Gate
import GateIO

/// Shows the schema of policies.
struct PolicySchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Show the JSON schema of policies, with which editors complete and check them.",
    discussion: """
      'pipgate init --schema' writes it beside a first policy. For a policy that is there:

        pipgate policy schema > .pipgate/policy.schema.json

      and as the first line of the policy:

        # yaml-language-server: $schema=policy.schema.json
      """)

  func run() throws {
    try Console.standard().emit(PolicySchema.text(rules: RuleRegistry.descriptions))
  }
}
