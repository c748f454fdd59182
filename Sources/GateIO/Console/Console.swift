import Glibc

/// The only place that writes: the report to standard output, everything else to standard error.
package struct Console: Sendable {
  private let output: Int32
  private let errors: Int32

  /// Takes the process's own streams: makes a closed pipe, and a file that may not grow further, an
  /// error instead of a signal, and sees to it that no file opened later takes the number of a closed
  /// stream and receives the report.
  package static func standard() -> Console {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    for descriptor in Int32(0)...2 where fcntl(descriptor, F_GETFD) == -1 && errno == EBADF {
      // The wrong way round on purpose: to write to it remains an error.
      _ = open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY)
    }
    return Console(output: 1, errors: 2)
  }

  init(output: Int32, errors: Int32) {
    self.output = output
    self.errors = errors
  }

  /// Writes all of the text to standard output.
  package func write(_ text: String) throws(ConsoleError) {
    try Self.write(text, to: output, "standard output")
  }

  /// Writes all of the text to standard error. The text is the program's own, or escaped.
  package func writeError(_ text: String) throws(ConsoleError) {
    try Self.write(text, to: errors, "standard error")
  }

  /// Learns what some file systems only tell at the end: that earlier writes did not arrive.
  package func finish() throws(ConsoleError) {
    let copy = dup(output)
    guard copy >= 0, close(copy) == 0 || errno == EINTR else {
      throw ConsoleError(stream: "standard output", code: errno)
    }
  }

  /// What is at the other end of standard output.
  package var terminal: Terminal { Terminal(descriptor: output) }

  /// What is at the other end of standard error.
  package var errorTerminal: Terminal { Terminal(descriptor: errors) }

  private static func write(
    _ text: String, to descriptor: Int32, _ stream: String
  ) throws(ConsoleError) {
    var text = text
    let code = text.withUTF8 { bytes -> Int32 in
      var rest = UnsafeRawBufferPointer(bytes)
      while !rest.isEmpty {
        let written = Glibc.write(descriptor, rest.baseAddress, rest.count)
        if written > 0 {
          rest = UnsafeRawBufferPointer(rebasing: rest[written...])
        } else if written == 0 {
          return EIO
        } else if errno == EAGAIN {
          // Somebody made the pipe or terminal that we share non-blocking.
          var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          if poll(&wanted, 1, -1) < 0, errno != EINTR { return errno }
        } else if errno != EINTR {
          return errno
        }
      }
      return 0
    }
    if code != 0 { throw ConsoleError(stream: stream, code: code) }
  }
}
