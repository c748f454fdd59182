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
        pipgate check --ci --output sarif=gate.sarif
                                             in a job, with a file for code scanning
        pipgate check --pre-receive          a push, in the hook of the server
      """)

  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Policy") var policy: PolicyOptions
  @OptionGroup(title: "Policy") var moment: MomentOption
  @OptionGroup(title: "Index") var index: IndexOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Output") var detail: DetailOptions

  @Flag(
    help: """
      Run as a commit hook: what only the network can tell is left to continuous integration, with a \
      loud line, instead of stopping the commit, and what needs a person is asked at the terminal.
      """)
  var hook = false

  func validate() throws {
    if !output.copies.isEmpty, change.isPush {
      throw ValidationError("--output takes one report, and a push has one for each ref")
    }
    if hook, change.preReceive {
      throw ValidationError(
        "--pre-receive decides by itself and leaves nothing to others, as --hook does")
    }
  }

  func run() throws {
    let environment = Environment.current
    let isHook =
      hook || change.preCommit && PreCommitRun.defersToLater(environment: environment)
    let authors = policy.author + (change.ci ? PipelineChange.authors(environment) : [])
    let checks = try change.sources().map { title, source in
      var request = RunRequest(
        source: source, directory: change.place.directory,
        environment: environment, isHook: isHook, policyFile: policy.policy,
        floorFile: policy.floor, tier: policy.tier, mode: policy.mode, asOf: moment.asOf,
        indexURL: index.indexURL,
        isOffline: index.offline, timeout: index.timeout,
        credentialHelper: index.credentialHelper)
      request.authors += authors
      return Check(
        request: request, title: title, format: output.format, copies: output.copies,
        color: output.color, detail: detail.detail, requiresManifests: policy.requireManifests)
    }
    if checks.isEmpty {
      try Console.standard().writeError("pipgate: git names no ref that is pushed\n")
    }
    try Check.run(checks)
  }
}

/// A run of the gate as the command line shows it, whoever has read the arguments.
struct Check {
  let request: RunRequest
  /// What is judged, when it is one of several.
  var title: String?
  var format: any Reporter.Type = HumanReporter.self
  /// The files that the report goes into as well.
  var copies: [ReportCopy] = []
  var color = ColorChoice.auto
  /// How much is told.
  var detail = Detail()
  /// Whether a change without manifests has an exit status of its own.
  var requiresManifests = false

  /// Runs all of them, also when the first stops, and ends with the worst status.
  static func run(_ checks: [Check]) throws {
    let statuses = try checks.map { try $0.status() }
    // A block is certain; then what is not usable, what is not known, and what has no manifest.
    if let worst = [1, 2, 3, 4].first(where: statuses.contains) { throw ExitStatus(code: worst) }
  }

  /// Reports, and says with which status a run of this alone ends.
  private func status() throws(RunFailure) -> Int32 {
    let console = Console.standard()
    if let title, format == HumanReporter.self {
      try console.deliver("\(SafeText.line(title)):\n")
    }
    let log = try detail.log(console, request)
    let result = try report(console, log)
    let desk = ConfirmationDesk(request) { terminal in
      ReportStyle(
        usesColor: color.usesColor(isTerminal: true) { request.environment[$0] },
        width: terminal.width { request.environment[$0] })
    }
    var report = desk.report(after: result)
    if detail.explains {
      report = report.explained(
        under: result.policy, asked: .init(tier: request.tier, mode: request.mode))
    }
    try deliver(report, console)
    let lacksManifests = requiresManifests && !result.hasManifests && report.verdict == .pass
    let status = lacksManifests ? 4 : report.verdict.exitStatus
    try log?.end(report.verdict, status: status)
    return status
  }

  /// Writes the report to standard output and into the files that it is wanted in: one that cannot be
  /// written keeps no other from it.
  private func deliver(_ report: Report, _ console: Console) throws(RunFailure) {
    var failures: [RunFailure] = []
    let style = console.style(color: color, isQuiet: detail.isQuiet)
    do throws(RunFailure) {
      try console.deliver(format.text(of: report, style: style))
    } catch {
      failures.append(error)
    }
    for copy in copies {
      let color = color.usesColor(isTerminal: false) { request.environment[$0] }
      do throws(RunFailure) {
        try ReportFile(path: copy.path, directory: request.directory).write(
          copy.format.text(of: report, style: ReportStyle(usesColor: color, width: nil)))
      } catch {
        failures.append(error)
      }
    }
    if let first = failures.first { throw first }
  }

  /// What is found, with a line on the terminal while it takes long.
  private func report(_ console: Console, _ log: RunLog?) throws(RunFailure) -> GateRun.Result {
    // Steps that are told on the same terminal say more than the line.
    let line =
      detail.isVerbose || detail.isQuiet
      ? nil : ProgressLine(on: console) { request.environment[$0] }
    defer { line?.end() }
    let progress =
      line.map { line in
        LookUpProgress(
          answered: { answered, total in
            line.show("pipgate: \(answered) of \(total) projects looked up")
          }, wait: { line.tick() })
      } ?? .silent
    return try GateRun(request: request, version: ProgramVersion.text, progress: progress, log: log)
      .report()
  }
}
