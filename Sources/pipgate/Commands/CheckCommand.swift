import ArgumentParser
import Gate
import GateIO

/// Judges what a change introduces.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Judge the dependencies that a change introduces (the default command).",
    discussion: """
      Examples:
        pipgate check                        what is staged for the next commit
        pipgate check --base origin/main     what a branch adds
        pipgate check --from v1.0 --to HEAD  what came in between two revisions
        pipgate check requirements.txt       everything that a file declares
        pipgate check --all --format json    everything that HEAD declares
      """)

  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Policy") var policy: PolicyOptions
  @OptionGroup(title: "Policy") var moment: MomentOption
  @OptionGroup(title: "Index") var index: IndexOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  @Flag(
    help: """
      Run as a commit hook: what only the network can tell is left to continuous integration, with a \
      loud line, instead of stopping the commit.
      """)
  var hook = false

  func run() throws {
    let request = RunRequest(
      source: change.source, directory: change.place.directory,
      environment: Environment.current, isHook: hook, policyFile: policy.policy,
      tier: policy.tier, mode: policy.mode, asOf: moment.asOf, indexURL: index.indexURL,
      isOffline: index.offline, timeout: index.timeout)
    try Check(
      request: request, format: output.format, color: output.color,
      requiresManifests: policy.requireManifests
    ).run()
  }
}

/// A run of the gate as the command line shows it, whoever has read the arguments.
struct Check {
  let request: RunRequest
  var format: any Reporter.Type = HumanReporter.self
  var color = ColorChoice.auto
  /// Whether a change without manifests has an exit status of its own.
  var requiresManifests = false

  func run() throws {
    let console = Console.standard()
    let result = try GateRun(request: request, version: ProgramVersion.text).report()
    try console.emit(format.text(of: result.report, style: console.style(color: color)))
    if requiresManifests, !result.hasManifests, result.report.verdict == .pass {
      throw ExitStatus(code: 4)
    }
    let status = result.report.verdict.exitStatus
    if status != 0 { throw ExitStatus(code: status) }
  }
}
