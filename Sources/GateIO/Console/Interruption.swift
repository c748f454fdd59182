import Glibc
import Synchronization

/// What happens when somebody interrupts the program: it ends at once, by the signal that it was sent,
/// so that whoever started it sees the truth, and takes its progress line off the terminal first.
///
/// Nothing else has to be cleared away: files are only ever replaced as a whole.
package enum Interruption {
  /// How much of the terminal's line is taken. A handler of signals can reach nothing but what is
  /// there from the start.
  static let shownColumns = Atomic<Int>(0)

  static let mostColumns = 500

  /// A carriage return and blanks.
  fileprivate nonisolated(unsafe) static let blanks: UnsafeMutablePointer<UInt8> = {
    let blanks = UnsafeMutablePointer<UInt8>.allocate(capacity: mostColumns + 1)
    blanks.initialize(repeating: UInt8(ascii: " "), count: mostColumns + 1)
    blanks[0] = UInt8(ascii: "\r")
    return blanks
  }()

  /// Takes the signals over. One that was ignored when the program was started stays ignored.
  package static func prepare() {
    _ = blanks
    shownColumns.store(0, ordering: .relaxed)
    for number in [SIGHUP, SIGINT, SIGTERM] {
      var present = sigaction()
      guard sigaction(number, nil, &present) == 0,
        unsafeBitCast(present.__sigaction_handler.sa_handler, to: Int.self) == 0
      else { continue }
      var action = sigaction()
      action.__sigaction_handler.sa_handler = endInterrupted
      // The default action is back when the handler runs, and is not put off.
      action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND)) | Int32(SA_NODEFER)
      sigaction(number, &action, nil)
    }
  }

  /// Writes blanks over the terminal's line and goes back to its beginning.
  fileprivate static func eraseLine() {
    let columns = shownColumns.load(ordering: .relaxed)
    guard columns > 0 else { return }
    _ = write(2, blanks, 1 + columns)
    _ = write(2, blanks, 1)
  }
}

private func endInterrupted(_ number: Int32) {
  Interruption.eraseLine()
  raise(number)
  // The first process of a container is not ended by default.
  _exit(128 + number)
}
