import Gate
import GateIO

extension Console {
  /// Writes what a command has to say. A reader that has seen enough, like `head`, is told of by the
  /// exit status alone.
  func emit(_ text: String) throws {
    do {
      try writeAll(text)
    } catch {
      if error.isClosedPipe { throw ExitStatus(code: 3) }
      throw RunFailure.reportNotWritten(error)
    }
  }

  /// Writes what was decided or done: text that does not arrive is no pass, whoever was to read it.
  func deliver(_ text: String) throws(RunFailure) {
    do {
      try writeAll(text)
    } catch {
      throw .reportNotWritten(error)
    }
  }

  private func writeAll(_ text: String) throws(ConsoleError) {
    try write(text)
    try finish()
  }

  /// How to write to standard error.
  var errorStyle: ReportStyle {
    let environment = Environment.current
    let color = ColorChoice.auto
    return ReportStyle(
      usesColor: color.usesColor(isTerminal: errorTerminal.isTerminal) { environment[$0] },
      width: errorTerminal.width { environment[$0] })
  }

  /// How to write for whoever reads standard output.
  func style(color: ColorChoice, isQuiet: Bool = false) -> ReportStyle {
    let environment = Environment.current
    return ReportStyle(
      usesColor: color.usesColor(isTerminal: terminal.isTerminal) { environment[$0] },
      width: terminal.width { environment[$0] }, isQuiet: isQuiet)
  }
}
