import Glibc
import Testing

/// What a process that ended has said.
struct CommandResult {
  /// The exit status; 128 and the signal's number where a signal ended it.
  let status: Int32
  let output: String
  let errors: String

  /// Both streams, as a person at a terminal would have seen them.
  var text: String { output + errors }
}

/// Runs programs with nothing of the test's own environment.
enum Command {
  /// What standard output is connected to.
  enum Output {
    case captured
    case closed
    case device(String)
  }

  /// Runs a program to its end. `errorsJoinOutput` keeps the order in which both streams were
  /// written. A program that does not end within `limit` seconds is killed and fails the test.
  static func run(
    _ words: [String], in folder: String, environment: [String: String], input: String = "",
    output: Output = .captured, errorsJoinOutput: Bool = false, limit: Int = 60
  ) throws -> CommandResult {
    let standardInput = try TemporaryFile(holding: input)
    let standardOutput = try TemporaryFile()
    let standardError = try TemporaryFile()
    let process = try Spawn.start(words, in: folder, environment: environment) { actions in
      posix_spawn_file_actions_adddup2(&actions, standardInput.descriptor, 0)
      switch output {
      case .captured: posix_spawn_file_actions_adddup2(&actions, standardOutput.descriptor, 1)
      case .closed: posix_spawn_file_actions_addclose(&actions, 1)
      case .device(let path): posix_spawn_file_actions_addopen(&actions, 1, path, O_WRONLY, 0)
      }
      let errors = errorsJoinOutput ? standardOutput.descriptor : standardError.descriptor
      posix_spawn_file_actions_adddup2(&actions, errors, 2)
    }
    let status = try Spawn.end(of: process, limit: limit, words.joined(separator: " "))
    return CommandResult(
      status: status, output: try standardOutput.text(), errors: try standardError.text())
  }

  /// Where a program of the machine is.
  static func path(of program: String) throws -> String {
    try #require(installed(program), "'\(program)' is not installed")
  }

  /// Where a program of the machine is that a test can do without.
  static func installed(_ program: String) -> String? {
    let folders = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    let paths: [String] = folders.split(separator: ":").map { "\($0)/\(program)" }
    return paths.first { access($0, X_OK) == 0 }
  }
}

/// Starts processes and waits for them.
enum Spawn {
  typealias Actions = posix_spawn_file_actions_t

  /// Starts a process in a group of its own, without the test's signal settings.
  static func start(
    _ words: [String], in folder: String, environment: [String: String],
    _ connect: (inout Actions) -> Void
  ) throws -> pid_t {
    var actions = Actions()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    connect(&actions)

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var allSignals = sigset_t()
    sigfillset(&allSignals)
    var noSignals = sigset_t()
    sigemptyset(&noSignals)
    posix_spawnattr_setsigdefault(&attributes, &allSignals)
    posix_spawnattr_setsigmask(&attributes, &noSignals)
    posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

    // `env` changes the folder, which the C library of older systems cannot, and becomes the program.
    let env = "/usr/bin/env"
    var arguments = ([env, "-C", folder, "--"] + words).map { strdup($0) } + [nil]
    var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in arguments + variables { free(text) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, env, &actions, &attributes, &arguments, &variables)
    try #require(code == 0, "'\(words[0])' did not start: \(String(cString: strerror(code)))")
    return process
  }

  /// Waits for the process and returns its status.
  static func end(of process: pid_t, limit: Int, _ title: String) throws -> Int32 {
    var status: Int32 = 0
    for _ in 0..<(limit * 500) {
      let ended = waitpid(process, &status, WNOHANG)
      if ended == process {
        let signal = status & 0x7f
        return signal == 0 ? (status >> 8) & 0xff : 128 + signal
      }
      usleep(2000)
    }
    kill(-process, SIGKILL)
    waitpid(process, &status, 0)
    Issue.record("'\(title)' did not end by itself within \(limit) seconds")
    return -1
  }
}

/// A file without a name, gone with this object.
private final class TemporaryFile {
  let descriptor: Int32

  init(holding text: String = "") throws {
    var name = Array("/tmp/pipgate-stream-XXXXXX".utf8CString)
    descriptor = mkstemp(&name)
    try #require(descriptor >= 0 && fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0)
    unlink(name)
    if text.isEmpty { return }
    var text = text
    let isWritten = text.withUTF8 { pwrite(descriptor, $0.baseAddress, $0.count, 0) == $0.count }
    try #require(isWritten)
  }

  deinit { close(descriptor) }

  /// What has been written to it.
  func text() throws -> String {
    let count = Int(lseek(descriptor, 0, SEEK_END))
    try #require(count >= 0)
    var bytes = [UInt8](repeating: 0, count: count)
    try #require(pread(descriptor, &bytes, count, 0) == count)
    return String(decoding: bytes, as: UTF8.self)
  }
}
