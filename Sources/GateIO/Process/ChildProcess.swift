import Git2Link
import Glibc

/// A running program with its three standard files.
///
/// A class because it owns a process and file descriptors; both are given back when it goes.
final class ChildProcess {
  /// What the program has written to standard output and nobody has taken yet.
  private(set) var output: [UInt8] = []
  /// The first 64 KiB of standard error.
  private(set) var errorOutput: [UInt8] = []
  private let pid: pid_t
  private var inputFile: Int32
  private var outputFile: Int32
  private var errorFile: Int32
  private var isReaped = false

  init(
    _ program: Program, arguments: [String], environment: Environment
  ) throws(ProgramError) {
    let words = [program.path] + arguments
    let variables = environment.distinctLines
    guard !(words + variables).contains(where: { $0.utf8.contains(0) }) else {
      throw .nulByte
    }
    let pipes = try StandardPipes()
    defer { pipes.closeChildEnds() }
    do throws(ProgramError) {
      pid = try spawn(program.path, words, variables, pipes)
    } catch {
      pipes.closeParentEnds()
      throw error
    }
    (inputFile, outputFile, errorFile) = (
      pipes.input.parent, pipes.output.parent, pipes.error.parent
    )
  }

  deinit {
    for file in [inputFile, outputFile, errorFile] where file >= 0 { close(file) }
    guard !isReaped else { return }
    // The process is still ours (it has not been waited for), so its number names no other.
    kill(pid, SIGKILL)
    while waitpid(pid, nil, 0) < 0, errno == EINTR {}
  }

  /// Whether the program has closed both its outputs.
  var hasEnded: Bool { outputFile < 0 && errorFile < 0 }

  /// Hands over what has been collected and forgets it.
  func takeOutput() -> [UInt8] {
    defer { output = [] }
    return output
  }

  /// Writes to standard input while collecting both outputs, until the condition holds.
  ///
  /// All three files are served together, so neither side can wait for the other for ever. A program
  /// that stops reading early is no error by itself: its exit status tells.
  func send(
    _ bytes: ArraySlice<UInt8>, thenClose: Bool, limits: ProgramLimits, deadline: Deadline,
    until isDone: (ChildProcess) throws(ProgramError) -> Bool
  ) throws(ProgramError) {
    var pending = bytes
    while true {
      if pending.isEmpty, thenClose { closeInput() }
      // With both outputs closed nothing more can come, whether or not it has read everything.
      if pending.isEmpty || inputFile < 0 || hasEnded, try isDone(self) { return }
      if hasEnded {
        throw .endedEarly(errorText: String(decoding: errorOutput, as: UTF8.self))
      }
      // poll passes over a negative descriptor.
      var files = [
        pollfd(fd: pending.isEmpty ? -1 : inputFile, events: Int16(POLLOUT), revents: 0),
        pollfd(fd: outputFile, events: Int16(POLLIN), revents: 0),
        pollfd(fd: errorFile, events: Int16(POLLIN), revents: 0),
      ]
      let ready = poll(&files, 3, deadline.remaining)
      if ready < 0, errno != EINTR { throw .last("poll") }
      if ready == 0 { throw .timedOut(seconds: limits.seconds) }
      if ready < 0 { continue }
      if files[0].revents != 0 { write(&pending) }
      if files[1].revents != 0, !receive(from: outputFile, into: &output, limit: nil) {
        close(outputFile)
        outputFile = -1
      }
      if files[2].revents != 0, !receive(from: errorFile, into: &errorOutput, limit: 64 << 10) {
        close(errorFile)
        errorFile = -1
      }
      if output.count > limits.outputBytes { throw .tooMuchOutput(limit: limits.outputBytes) }
    }
  }

  /// Waits for the end of a program that has closed its outputs.
  func wait(
    until deadline: Deadline, limits: ProgramLimits
  ) throws(ProgramError) -> ProgramResult.Ending {
    closeInput()
    var status: Int32 = 0
    while true {
      let answer = waitpid(pid, &status, WNOHANG)
      if answer == pid { break }
      if answer < 0, errno != EINTR {
        isReaped = true
        throw .last("waitpid")
      }
      if deadline.remaining == 0 { throw .timedOut(seconds: limits.seconds) }
      // Its outputs are closed, so it is about to end: look again soon.
      usleep(50)
    }
    isReaped = true
    let signal = status & 0x7f
    return signal == 0 ? .exit(Int((status >> 8) & 0xff)) : .signal(Int(signal))
  }

  private func closeInput() {
    if inputFile >= 0 { close(inputFile) }
    inputFile = -1
  }

  private func write(_ pending: inout ArraySlice<UInt8>) {
    let count = pending.withUnsafeBytes { buffer in
      // A closed reader must not raise SIGPIPE in the gate.
      Glibc.send(inputFile, buffer.baseAddress, buffer.count, Int32(MSG_NOSIGNAL))
    }
    if count >= 0 {
      pending = pending.dropFirst(count)
    } else if errno != EAGAIN, errno != EINTR {
      pending = []
      closeInput()
    }
  }

  /// Appends what can be read now; false when the file has ended.
  private func receive(from file: Int32, into buffer: inout [UInt8], limit: Int?) -> Bool {
    withUnsafeTemporaryAllocation(byteCount: 64 << 10, alignment: 16) { chunk in
      let count = read(file, chunk.baseAddress, chunk.count)
      if count < 0 { return errno == EAGAIN || errno == EINTR }
      if count == 0 { return false }
      let kept = limit.map { min(count, max(0, $0 - buffer.count)) } ?? count
      buffer.append(contentsOf: UnsafeRawBufferPointer(rebasing: chunk[..<kept]))
      return true
    }
  }
}

/// The three channels between the gate and a child, before the child has taken its ends.
private struct StandardPipes {
  typealias Channel = (parent: Int32, child: Int32)
  let input: Channel
  let output: Channel
  let error: Channel

  init() throws(ProgramError) {
    // Sockets, because only `send` can be told to raise no SIGPIPE.
    input = try StandardPipes.channel()
    do throws(ProgramError) {
      output = try StandardPipes.channel()
    } catch {
      StandardPipes.close([input])
      throw error
    }
    do throws(ProgramError) {
      error = try StandardPipes.channel()
    } catch {
      StandardPipes.close([input, output])
      throw error
    }
  }

  func closeChildEnds() { for channel in [input, output, error] { Glibc.close(channel.child) } }

  func closeParentEnds() { for channel in [input, output, error] { Glibc.close(channel.parent) } }

  private static func close(_ channels: [Channel]) {
    for channel in channels {
      Glibc.close(channel.parent)
      Glibc.close(channel.child)
    }
  }

  private static func channel() throws(ProgramError) -> Channel {
    var ends: [Int32] = [-1, -1]
    let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, type, 0, &ends) == 0 else { throw .last("socketpair") }
    for index in ends.indices where ends[index] < 3 {
      // The gate was started with a standard file closed: stay out of the way of the child's own.
      let moved = fcntl(ends[index], F_DUPFD_CLOEXEC, 3)
      guard moved >= 0 else {
        let error = ProgramError.last("fcntl")
        close([(ends[0], ends[1])])
        throw error
      }
      Glibc.close(ends[index])
      ends[index] = moved
    }
    // Only the gate's own end: the child expects to block.
    guard fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0 else {
      let error = ProgramError.last("fcntl")
      close([(ends[0], ends[1])])
      throw error
    }
    return (ends[0], ends[1])
  }
}

/// Starts a program with the child ends as its standard files, default signals and nothing else open.
private func spawn(
  _ path: String, _ words: [String], _ variables: [String], _ pipes: StandardPipes
) throws(ProgramError) -> pid_t {
  var actions = posix_spawn_file_actions_t()
  var attributes = posix_spawnattr_t()
  posix_spawn_file_actions_init(&actions)
  posix_spawnattr_init(&attributes)
  defer {
    posix_spawn_file_actions_destroy(&actions)
    posix_spawnattr_destroy(&attributes)
  }
  for (index, channel) in [pipes.input, pipes.output, pipes.error].enumerated() {
    posix_spawn_file_actions_adddup2(&actions, channel.child, Int32(index))
  }
  posix_spawn_file_actions_addclosefrom_np(&actions, 3)
  var none = sigset_t()
  var all = sigset_t()
  sigemptyset(&none)
  sigfillset(&all)
  posix_spawnattr_setsigmask(&attributes, &none)
  posix_spawnattr_setsigdefault(&attributes, &all)
  posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

  var argumentPointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
  var variablePointers: [UnsafeMutablePointer<CChar>?] = variables.map { strdup($0) }
  argumentPointers.append(nil)
  variablePointers.append(nil)
  defer { for pointer in argumentPointers + variablePointers { free(pointer) } }
  var pid: pid_t = 0
  let code = posix_spawn(&pid, path, &actions, &attributes, argumentPointers, variablePointers)
  guard code == 0 else { throw .code(code, "posix_spawn '\(path)'") }
  return pid
}
