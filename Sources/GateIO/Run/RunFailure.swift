import Gate
import SourceText

/// A run that ended without a report, with the exit status that says why.
package struct RunFailure: Error {
  /// 2: the command line, the policy or the repository is not usable; 3: the run is inconclusive.
  package let exitStatus: Int32
  /// What is so, in lower case and without a final stop.
  package let message: String
  /// What to do, in one imperative sentence.
  package let help: String?
  /// Places in files that are to blame, in order.
  package let diagnostics: [Diagnostic]

  package init(
    _ message: String, help: String? = nil, exitStatus: Int32, diagnostics: [Diagnostic] = []
  ) {
    self.message = message
    self.help = help
    self.exitStatus = exitStatus
    self.diagnostics = diagnostics
  }

  package init(_ error: GitError) {
    self.init(
      "\(error.operation): \(error.reason)", help: error.remedy, exitStatus: error.isUsage ? 2 : 3)
  }

  package init(_ error: TreeError) {
    self.init("\(error.operation): \(error.reason)", help: error.remedy, exitStatus: 3)
  }

  package static func reportNotWritten(_ error: ConsoleError) -> RunFailure {
    RunFailure(error.description, help: "run again where the whole output can go", exitStatus: 3)
  }

  static func cannotRead(_ path: String, reason: String) -> RunFailure {
    RunFailure("cannot read '\(path)': \(reason)", exitStatus: 2)
  }

  static func cannotWrite(_ path: String, reason: String) -> RunFailure {
    RunFailure("cannot write '\(path)': \(reason)", exitStatus: 2)
  }

  /// A hook that git would not run there, with the one that it would.
  package static func hookNeverRuns(in repository: String) -> RunFailure {
    RunFailure(
      "'\(repository)' is a bare repository, in which nothing is committed: git would never run a "
        + "pre-commit hook there",
      help: "add '--server', for the pre-receive hook, which judges what is pushed to it",
      exitStatus: 2)
  }

  static func hookInTheWay(hook: String, earlier: String) -> RunFailure {
    RunFailure(
      "both '\(hook)' and '\(earlier)' are there and neither is Pipgate's",
      help: "join the two into one hook, then install again", exitStatus: 2)
  }
}
