import ArgumentParser
import Gate
import GateIO

/// Tests a policy by a table of cases.
struct PolicyTestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Hold a policy against a table of cases: what it should make of which dependency.",
    usage: "pipgate policy test [<file>] [<options>]",
    discussion: """
      The table is '\(PolicyTestRun.usualTable)' unless another is named, and the policy is \
      'policy.yaml' in the folder of the table. Both are read from the disk, so that a policy can be \
      tried before it is committed. Nobody is asked: each case says what is known. Exit status: 0 when \
      all cases are as expected, 1 when one is not, 2 when a file is not usable. \
      docs/policy-tests.md tells how a table is written.

      Examples:
        pipgate policy test
        pipgate policy test --policy draft.yaml
      """)

  @Argument(help: "The table of cases.", completion: .file())
  var file: String?

  @Option(
    help: ArgumentHelp("Test this policy instead of the one beside the table.", valueName: "file"),
    completion: .file())
  var policy: String?

  @Option(help: ArgumentHelp("When to use colour: auto, always, never.", valueName: "when"))
  var color: ColorChoice = .auto

  @OptionGroup var place: DirectoryOption

  func run() throws {
    let outcome = try PolicyTestRun(
      table: file, policy: policy, directory: place.directory, environment: Environment.current
    ).outcome(now: Environment.now)
    let console = Console.standard()
    try console.emit(PolicyTestText.text(of: outcome, style: console.style(color: color)))
    if !outcome.failures.isEmpty { throw ExitStatus(code: 1) }
  }
}
