import Glibc

/// The terminal of whoever started the program, for questions and their answers: neither the report
/// nor what a hook hands over on its streams is in the way. A class because it owns a descriptor.
package final class ControllingTerminal {
  private let descriptor: Int32
  private let limit: Int
  /// What was read behind the last line.
  private var rest: [UInt8] = []

  /// Nil where nobody can be asked: without a terminal, in the background, in continuous integration,
  /// or where `GIT_TERMINAL_PROMPT` forbids it. An answer may take `limit` seconds.
  package init?(environment: (String) -> String?, limit: Int) {
    guard !Automation.isAtWork(environment), environment("GIT_TERMINAL_PROMPT") != "0" else {
      return nil
    }
    let terminal = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard terminal >= 0 else { return nil }
    // Whoever reads in the background is stopped.
    guard isatty(terminal) == 1, tcgetpgrp(terminal) == getpgrp() else {
      close(terminal)
      return nil
    }
    descriptor = terminal
    self.limit = limit
  }

  deinit { close(descriptor) }

  /// How wide it is.
  package var terminal: Terminal { Terminal(descriptor: descriptor) }

  /// Writes text that is the program's own, or escaped. False when the terminal is gone.
  package func write(_ text: String) -> Bool {
    do {
      try Console(output: descriptor, errors: descriptor).write(text)
      return true
    } catch {
      return false
    }
  }

  /// What somebody has typed.
  package enum Answer: Hashable {
    /// Without its end and without blanks around it.
    case line(String)
    /// Nobody types any more, or what is typed is no text.
    case end
    case tooLate
  }

  /// Forgets what was typed before the question stood there.
  package func forgetTypedAhead() {
    rest = []
    tcflush(descriptor, TCIFLUSH)
  }

  /// Waits for a line.
  package func answer() -> Answer {
    let deadline = Self.now + Int64(limit) * 1000
    while true {
      if let end = rest.firstIndex(where: { $0 == 0x0a || $0 == 0x0d }) {
        let line = rest[..<end]
        rest = Array(rest[(end + 1)...])
        return Self.answer(of: line)
      }
      let patience = deadline - Self.now
      guard patience > 0 else { return .tooLate }
      var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let ready = poll(&wanted, 1, Int32(min(patience, 1000)))
      if ready == 0 || ready < 0 && errno == EINTR { continue }
      guard ready > 0 else { return .end }
      var chunk = [UInt8](repeating: 0, count: 4096)
      let count = read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      guard count > 0, rest.count + count <= Self.longest else { return .end }
      rest += chunk[..<count]
    }
  }

  private static let longest = 8192

  private static func answer(of line: ArraySlice<UInt8>) -> Answer {
    // In a terminal that hands keys over as they are, Ctrl-C and Ctrl-D are bytes.
    guard !line.contains(3), !line.contains(4), let text = String(validating: line, as: UTF8.self)
    else { return .end }
    let scalars = text.unicodeScalars.drop { $0.properties.isWhitespace }
    let blanks = scalars.reversed().prefix { $0.properties.isWhitespace }.count
    return .line(String(String.UnicodeScalarView(scalars.dropLast(blanks))))
  }

  private static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}
