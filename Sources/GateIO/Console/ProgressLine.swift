import Glibc
import Synchronization

/// A line on the terminal that says how far a long step has come, and that is gone when it is done.
///
/// It is drawn with a carriage return and blanks, nothing else, and only where somebody watches and
/// waits: on a terminal that can move its cursor, after half a second.
package final class ProgressLine: Sendable {
  private let console: Console
  private let columns: Int
  private let state = Mutex(State())

  private struct State {
    var text = ""
    /// When there was first something to say, in milliseconds.
    var begin: Int64?
    var painted: Int64 = 0
    var shown = 0
    var shownText = ""
  }

  private static let patience: Int64 = 500
  private static let pause: Int64 = 100

  /// Nil where no line is wanted.
  package init?(on console: Console, environment: (String) -> String?) {
    let terminal = console.errorTerminal
    let kind = environment("TERM") ?? ""
    guard terminal.isTerminal, !kind.isEmpty, kind != "dumb" else { return nil }
    self.console = console
    let width = terminal.width(environment: environment) ?? 80
    columns = max(1, min(width - 1, Interruption.mostColumns))
  }

  /// What the line is to say from now on, in printable ASCII; drawn when it is time.
  package func show(_ text: String) {
    state.withLock { state in
      state.text = text
      if state.begin == nil { state.begin = Self.now }
      paint(&state)
    }
  }

  /// Draws what is due; to be called again and again while nothing else happens.
  package func tick() { state.withLock { paint(&$0) } }

  /// Takes the line away.
  package func end() {
    state.withLock { state in
      if state.shown > 0 { write("\r" + blanks(state.shown) + "\r") }
      Interruption.shownColumns.store(0, ordering: .relaxed)
      state = State()
    }
  }

  private func paint(_ state: inout State) {
    let now = Self.now
    guard let begin = state.begin, now - begin >= Self.patience,
      now - state.painted >= Self.pause, state.text != state.shownText
    else { return }
    let text = String(state.text.prefix(columns))
    let width = text.utf8.count
    let covered = max(width, state.shown)
    Interruption.shownColumns.store(covered, ordering: .relaxed)
    write("\r" + text + blanks(covered - width))
    state.shown = width
    state.shownText = state.text
    state.painted = now
  }

  private func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }

  /// A line that cannot be drawn is no loss.
  private func write(_ text: String) { try? console.writeError(text) }

  private static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}
