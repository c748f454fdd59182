import Gate
import Glibc
import SourceText

/// What a run does, step by step, for whoever wants to see it: on standard error, in a file, or both.
package final class RunLog {
  /// What a step is about.
  enum Step: String {
    case compared, policy, changed, found, asked, known, decided, ended
  }

  private let console: Console?
  private let file: LogFile?
  private let start = ContinuousClock.now

  /// Nil where nobody wants to see anything; then nothing is put into words either.
  package init?(console: Console?, file: LogFile?) {
    if console == nil, file == nil { return nil }
    self.console = console
    self.file = file
  }

  /// Tells a step in a sentence. The text may quote the change or an index: it is escaped here, and
  /// credentials are hidden.
  func tell(_ step: Step, _ text: String) {
    let milliseconds = Int(start.duration(to: .now).milliseconds)
    let shown = Redacted.text(text)
    if let console {
      let line = "pipgate: \(milliseconds) ms: \(step.rawValue): \(SafeText.line(shown))\n"
      // What nobody can read is no loss.
      try? console.writeError(line)
    }
    file?.append(
      [
        "time": .string(Environment.now.description), "milliseconds": .integer(milliseconds),
        "process": .integer(Int(getpid())), "step": .string(step.rawValue),
        "text": .string(shown),
      ])
  }

  /// Says how the run ended, and whether all of the log has been written.
  package func end(_ verdict: Verdict, status: Int32) throws(RunFailure) {
    tell(.ended, "\(verdict.rawValue), exit status \(status)")
    try file?.check()
  }
}
