import ArgumentParser
import GateIO

/// How much is told beside the verdict.
struct DetailOptions: ParsableArguments {
  @Flag(
    help: """
      Tell for each dependency how it was decided: by which tier, by which line of which policy, and \
      at what cost. For human and json.
      """)
  var explain = false

  @Flag(
    name: [.customShort("q"), .long],
    help: "Show people only what stops, and nothing where nothing does.")
  var quiet = false

  @Flag(
    name: [.customShort("v"), .long],
    help: "Tell every step on standard error: what was read, asked and decided, and from where.")
  var verbose = false

  @Option(
    help: ArgumentHelp(
      "Add every step to this file, a line of JSON each. Environment: PIPGATE_LOG.",
      valueName: "file"), completion: .file())
  var log: String?

  func validate() throws {
    if quiet, verbose { throw ValidationError("--quiet and --verbose exclude each other") }
    if quiet, explain { throw ValidationError("--quiet and --explain exclude each other") }
  }

  var detail: Detail {
    Detail(explains: explain, isQuiet: quiet, isVerbose: verbose, logFile: log)
  }
}

/// How much a run tells, whoever has read the arguments.
struct Detail {
  var explains = false
  var isQuiet = false
  var isVerbose = false
  /// Nil for `PIPGATE_LOG`, or none.
  var logFile: String?

  /// Nil where nobody wants to see the steps.
  func log(_ console: Console, _ request: RunRequest) throws(RunFailure) -> RunLog? {
    let standing = request.environment["PIPGATE_LOG"] ?? ""
    let path = logFile ?? (standing.isEmpty ? nil : standing)
    let file: LogFile? =
      if let path { try LogFile(path: path, directory: request.directory) } else { nil }
    return RunLog(console: isVerbose ? console : nil, file: file)
  }
}
