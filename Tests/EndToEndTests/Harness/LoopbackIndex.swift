import Foundation
import Testing

/// A package index of this machine that answers from the files of a folder, for as long as this
/// object lives.
final class LoopbackIndex: Sendable {
  /// The address for `PIPGATE_INDEX_URL`.
  let url: String
  private let folder: String
  private let process: pid_t

  /// The folder holds a file `<project>.json` for each project; `day` is what relative upload times
  /// are relative to, by default the present.
  init(serving directory: String, day: String? = nil, options: [String] = []) throws {
    folder = try TemporaryFolder.make("index")
    var words = [
      try Command.path(of: "python3"), "-S", "-E",
      BuiltProgram.root + "/Tests/LoopbackIndex/serve.py", "--directory", directory,
      "--port-file", folder + "/port", "--log", folder + "/log",
    ]
    if let day { words += ["--as-of", day] }
    words += options
    process = try Spawn.start(words, in: folder, environment: [:]) { actions in
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
      posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
      posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    }
    var port: String?
    for _ in 0..<6000 where port == nil {
      port = try? String(contentsOfFile: folder + "/port", encoding: .utf8)
      usleep(5000)
    }
    let number = try #require(port, "the loopback index did not start").dropLast()
    url = "http://127.0.0.1:\(number)/simple/"
  }

  /// The descriptions of projects, by name, each in the form that `serve.py` explains.
  convenience init(_ projects: [String: String], options: [String] = []) throws {
    let directory = try TemporaryFolder.make("projects")
    for (name, description) in projects {
      try description.write(
        toFile: "\(directory)/\(name).json", atomically: false, encoding: .utf8)
    }
    try self.init(serving: directory, options: options)
  }

  deinit { stop() }

  /// Takes the index off the network: from now on the connection is refused.
  func stop() {
    kill(process, SIGKILL)
    var status: Int32 = 0
    waitpid(process, &status, 0)
  }

  /// The paths that were asked for so far, in order.
  var requests: [String] {
    let log = (try? String(contentsOfFile: folder + "/log", encoding: .utf8)) ?? ""
    return log.split(separator: "\n").map(String.init)
  }

  /// An index for all tests that neither stop it nor count its requests.
  static let shared = Result { try LoopbackIndex(usual) }

  /// An address at which nobody answers.
  static let unreachable = "http://127.0.0.1:1/simple/"

  /// Projects as tests need them: four that are established, one that is young and alone.
  static let usual = [
    "numpy": established("2.1.3", "2.1.2", "2.0.2", "1.26.4"),
    "requests": established("2.31.0", "2.32.0", "2.32.3"),
    "flask": established("3.0.2", "3.0.3"),
    "click": established("8.1.6", "8.1.7", "8.1.8"),
    "reqeusts": #"{"versions": {"2.32.0": {"uploaded": "-2d"}}}"#,
  ]

  /// A project whose releases are old enough for every rule.
  static func established(_ versions: String...) -> String {
    let releases = versions.map { #""\#($0)": {"uploaded": "-900d"}"# }
    return #"{"versions": {\#(releases.joined(separator: ", "))}}"#
  }
}

/// Folders that a run leaves behind are gone with the run.
enum TemporaryFolder {
  private static let top = Result {
    var template = Array("/tmp/pipgate-end-to-end-XXXXXX".utf8CString)
    let made = try #require(mkdtemp(&template))
    let path = String(cString: made)
    atexit { TemporaryFolder.remove() }
    return path
  }

  /// Makes an empty folder whose name begins with a word.
  static func make(_ word: String) throws -> String {
    let path = try top.get() + "/\(word)-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }

  private static func remove() {
    if let path = try? top.get() { try? FileManager.default.removeItem(atPath: path) }
  }
}
