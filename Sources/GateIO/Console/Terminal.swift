import Glibc

/// Whether text goes to a terminal, and how wide it is.
package struct Terminal: Hashable, Sendable {
  package let isTerminal: Bool
  /// Nil when there is no terminal or it does not say: then all output is the same everywhere.
  package let columns: Int?

  package init(isTerminal: Bool, columns: Int?) {
    self.isTerminal = isTerminal
    self.columns = isTerminal ? columns : nil
  }

  init(descriptor: Int32) {
    var size = winsize()
    let isTerminal = isatty(descriptor) == 1
    let answered = isTerminal && ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0
    self.init(
      isTerminal: isTerminal, columns: answered && size.ws_col > 0 ? Int(size.ws_col) : nil)
  }

  /// The width to write for: what the terminal says, else `COLUMNS`.
  package func width(environment: (String) -> String?) -> Int? {
    if !isTerminal { return nil }
    if let columns { return columns }
    guard let wanted = environment("COLUMNS").flatMap({ Int($0) }), (1...10_000).contains(wanted)
    else { return nil }
    return wanted
  }
}
