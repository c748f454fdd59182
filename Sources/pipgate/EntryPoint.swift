import ArgumentParser
import Gate
import GateIO
import Glibc

@main
enum EntryPoint {
  /// Runs a command and maps every way to end to the exit statuses of the gate: what the parser calls
  /// misuse is 2, and an error that nobody has foreseen is 3, never a pass.
  static func main() {
    Interruption.prepare()
    exit(status(console: Console.standard()))
  }

  private static func status(console: Console) -> Int32 {
    do {
      if let usual = UsualCommandLine.current {
        try usual.run()
      } else {
        if let damaged = Environment.damagedArgument {
          throw RunFailure(
            "the argument '\(damaged)' is not UTF-8",
            help: "name the folder that the file lies in", exitStatus: 2)
        }
        if let unknown = UnknownCommand(Array(CommandLine.arguments.dropFirst())) {
          throw unknown.failure
        }
        var command = try Pipgate.parseAsRoot(nil)
        try command.run()
      }
      return 0
    } catch {
      return status(after: error, console)
    }
  }

  private static func status(after error: any Error, _ console: Console) -> Int32 {
    switch error {
    case let status as ExitStatus: status.code
    case let failure as RunFailure: tell(failure, console)
    default: end(of: error, console)
    }
  }

  private static func tell(_ failure: RunFailure, _ console: Console) -> Int32 {
    let text = FailureText.text(
      failure.message, help: failure.help, diagnostics: failure.diagnostics,
      style: console.errorStyle)
    say(text, console)
    return failure.exitStatus
  }

  /// What ArgumentParser has to say: help on standard output, misuse on standard error.
  private static func end(of error: any Error, _ console: Console) -> Int32 {
    let text = Pipgate.fullMessage(for: error)
    switch Pipgate.exitCode(for: error) {
    case .success:
      do {
        try console.emit(text + "\n")
        return 0
      } catch {
        return status(after: error, console)
      }
    case .validationFailure:
      let lines = UnknownOption.told(text).split(separator: "\n", omittingEmptySubsequences: false)
      say(lines.map { SafeText.line($0) + "\n" }.joined(), console)
      return 2
    default:
      say("pipgate: internal error: \(SafeText.line(text))\n", console)
      return 3
    }
  }

  /// Writes to standard error. When even that is closed, the exit status still says it.
  private static func say(_ text: String, _ console: Console) {
    do { try console.writeError(text) } catch {}
  }
}

/// Thrown by a command that has said everything and ends with this status.
struct ExitStatus: Error {
  let code: Int32
}
