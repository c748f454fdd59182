import Glibc
import Testing

@testable import GateIO

struct ConsoleTests {
  /// A pipe; the write end is also given to a console as both of its streams.
  private static func pipe() -> (read: Int32, write: Int32) {
    var ends: [Int32] = [-1, -1]
    _ = Glibc.pipe(&ends)
    return (ends[0], ends[1])
  }

  @Test func writesEverythingThroughAFullNonBlockingPipe() throws {
    let (reader, writer) = Self.pipe()
    _ = fcntl(writer, F_SETFL, O_NONBLOCK)
    let text = String(repeating: "0123456789abcdef", count: 40_000)
    var thread = pthread_t()
    // Reads slowly and in odd pieces until the pipe is closed, and hands back how much there was.
    let descriptor = UnsafeMutablePointer<Int32>.allocate(capacity: 1)
    descriptor.pointee = reader
    pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        let reader = argument.load(as: Int32.self)
        var buffer = [UInt8](repeating: 0, count: 7919)
        var total = 0
        while case let count = read(reader, &buffer, buffer.count), count > 0 { total += count }
        return UnsafeMutableRawPointer(bitPattern: total)
      }, descriptor)
    try Console(output: writer, errors: writer).write(text)
    close(writer)
    var total: UnsafeMutableRawPointer?
    pthread_join(thread, &total)
    descriptor.deallocate()
    close(reader)
    #expect(Int(bitPattern: total) == text.utf8.count)
  }

  @Test func reportsAReaderThatHasGone() {
    signal(SIGPIPE, SIG_IGN)
    let (reader, writer) = Self.pipe()
    close(reader)
    defer { close(writer) }
    let error = #expect(throws: ConsoleError.self) {
      try Console(output: writer, errors: writer).write("x")
    }
    #expect(error?.isClosedPipe == true)
  }

  @Test func reportsAFullDisk() throws {
    let full = open("/dev/full", O_WRONLY)
    try #require(full >= 0)
    defer { close(full) }
    let error = #expect(throws: ConsoleError.self) {
      try Console(output: full, errors: full).writeError("x")
    }
    #expect(error?.description == "standard error could not be written: No space left on device")
  }

  @Test func reportsAClosedStream() {
    #expect(throws: ConsoleError(stream: "standard output", code: EBADF)) {
      try Console(output: -1, errors: -1).write("x")
    }
    #expect(throws: ConsoleError.self) { try Console(output: -1, errors: -1).finish() }
  }

  @Test func leavesAClosedStandardOutputUnwritable() async {
    await #expect(processExitsWith: .exitCode(7)) {
      // Another thread of the test's process may open a file just after the stream is closed.
      for _ in 0..<100 {
        close(1)
        let console = Console.standard()
        // Without care the next file that is opened would be standard output.
        let file = open("/dev/null", O_WRONLY)
        do throws(ConsoleError) {
          try console.write("x")
        } catch {
          if file != 1, error.code == EBADF { exit(7) }
        }
        close(file)
      }
      exit(8)
    }
  }

  @Test func survivesABrokenPipeAsAnError() async {
    await #expect(processExitsWith: .exitCode(7)) {
      var ends: [Int32] = [-1, -1]
      _ = Glibc.pipe(&ends)
      close(ends[0])
      dup2(ends[1], 1)
      do throws(ConsoleError) {
        try Console.standard().write("x")
      } catch {
        exit(error.isClosedPipe ? 7 : 8)
      }
    }
  }

  @Test func takesAPipeForNoTerminal() {
    let (reader, writer) = Self.pipe()
    defer {
      close(reader)
      close(writer)
    }
    let terminal = Console(output: writer, errors: writer).terminal
    #expect(terminal == Terminal(isTerminal: false, columns: nil))
  }
}
