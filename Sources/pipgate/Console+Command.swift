import Gate
import GateIO

extension Console {
  /// Writes what a command has to say; text that does not arrive is no pass. A reader that has seen
  /// enough, like `head`, is told of by the exit status alone, unless the text is a verdict.
  func emit(_ text: String, isVerdict: Bool = false) throws(RunFailure) {
    do {
      try write(text)
      try finish()
    } catch {
      throw error.isClosedPipe && !isVerdict ? .unheard : .reportNotWritten(error)
    }
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
