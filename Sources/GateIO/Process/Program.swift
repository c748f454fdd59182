import Glibc

/// A program outside this one, known by its absolute path.
package struct Program: Hashable, Sendable {
  /// The absolute path of the executable file.
  package let path: String

  /// Takes a path that is absolute already; nil for any other.
  package init?(path: String) {
    guard path.utf8.first == UInt8(ascii: "/") else { return nil }
    self.path = path
  }

  /// Finds a program by name in a search path (`PATH`).
  ///
  /// Empty and relative members of the search path are passed over: they would find a program that
  /// the repository at hand carries.
  package init?(named name: String, searchPath: String?) {
    guard let searchPath, !name.isEmpty, !name.utf8.contains(UInt8(ascii: "/")) else { return nil }
    for folder in searchPath.utf8.split(separator: UInt8(ascii: ":")) {
      guard folder.first == UInt8(ascii: "/"), let folder = String(folder) else { continue }
      let candidate = folder + "/" + name
      var status = stat()
      guard stat(candidate, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
        access(candidate, X_OK) == 0
      else { continue }
      path = candidate
      return
    }
    return nil
  }

  /// Runs the program to its end and collects what it writes.
  ///
  /// No shell is involved, the environment is exactly the given one, and the child inherits no file
  /// but its three standard ones. Of standard error the first 64 KiB are kept.
  package func run(
    _ arguments: [String], environment: Environment, input: [UInt8] = [],
    limits: ProgramLimits = ProgramLimits()
  ) throws(ProgramError) -> ProgramResult {
    let child = try ChildProcess(self, arguments: arguments, environment: environment)
    let deadline = Deadline(seconds: limits.seconds)
    try child.send(input[...], thenClose: true, limits: limits, deadline: deadline) { child in
      child.hasEnded
    }
    let ending = try child.wait(until: deadline, limits: limits)
    return ProgramResult(
      ending: ending, output: child.takeOutput(), errorOutput: child.errorOutput)
  }
}

/// What a run of a program may cost before it is ended.
package struct ProgramLimits: Hashable, Sendable {
  /// The bytes of standard output that are accepted.
  package var outputBytes: Int
  /// The wall time, in seconds.
  package var seconds: Int

  package init(outputBytes: Int = 256 << 20, seconds: Int = 60) {
    self.outputBytes = outputBytes
    self.seconds = seconds
  }
}

/// What a program that ran to its end has left.
package struct ProgramResult: Hashable, Sendable {
  /// How a program ended.
  package enum Ending: Hashable, Sendable {
    case exit(Int)
    case signal(Int)
  }

  package let ending: Ending
  package let output: [UInt8]
  package let errorOutput: [UInt8]

  /// Whether it ended by itself with status 0.
  package var isSuccess: Bool { ending == .exit(0) }

  /// Standard error as text without surrounding white space, for messages only.
  package var errorText: String {
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x0a || byte == 0x20 || byte == 0x0d }
    let start = errorOutput.firstIndex { !isSpace($0) } ?? errorOutput.endIndex
    let end = errorOutput.lastIndex { !isSpace($0) }.map { $0 + 1 } ?? start
    return String(decoding: errorOutput[start..<end], as: UTF8.self)
  }
}

/// A program that could not be run to its end.
package enum ProgramError: Error, Hashable {
  /// The system refused a call; what it was and the system's own words.
  case system(call: String, reason: String)
  /// An argument or variable holds a NUL byte, which no program can be given.
  case nulByte
  case tooMuchOutput(limit: Int)
  case timedOut(seconds: Int)
  /// The program closed its output before it had answered.
  case endedEarly(errorText: String)

  /// The failure in words.
  package var reason: String {
    switch self {
    case .system(let call, let reason): "\(call): \(reason)"
    case .nulByte: "an argument holds a NUL byte"
    case .tooMuchOutput(let limit): "it wrote more than \(limit) bytes"
    case .timedOut(let seconds): "it did not end within \(seconds) s"
    case .endedEarly(let text): text.isEmpty ? "it ended before it had answered" : text
    }
  }

  /// The failure that `errno` tells of.
  static func last(_ call: String) -> ProgramError { code(errno, call) }

  static func code(_ code: Int32, _ call: String) -> ProgramError {
    .system(call: call, reason: String(cString: strerror(code)))
  }
}

/// A moment of the monotonic clock at which patience ends.
struct Deadline {
  private let milliseconds: Int

  init(seconds: Int) { milliseconds = Deadline.now &+ seconds.clamped(to: 0...86_400) &* 1000 }

  /// The milliseconds left, never below 0.
  var remaining: Int32 { Int32(clamping: max(0, milliseconds &- Deadline.now)) }

  private static var now: Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec &* 1000 &+ time.tv_nsec / 1_000_000
  }
}

extension Int {
  fileprivate func clamped(to range: ClosedRange<Int>) -> Int {
    Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
  }
}
