import Foundation
import Testing

/// A real repository with a home, a cache and settings of its own.
struct Scratch {
  /// The folder that holds everything else.
  let top: String
  /// The top level of the working tree.
  let root: String
  /// What every program is started with.
  var environment: [String: String]
  private let gitPath: String

  /// Makes an empty repository whose index is at the address.
  init(index: String = LoopbackIndex.unreachable) throws {
    gitPath = try Command.path(of: "git")
    top = try TemporaryFolder.make("scratch")
    root = top + "/repository"
    for folder in ["home", "cache", "bin"] {
      try FileManager.default.createDirectory(
        atPath: "\(top)/\(folder)", withIntermediateDirectories: false,
        attributes: [.posixPermissions: 0o700])
    }
    try FileManager.default.createSymbolicLink(
      atPath: top + "/bin/pipgate", withDestinationPath: BuiltProgram.path)
    environment = [
      "PATH": "\(top)/bin:/usr/bin:/bin", "HOME": top + "/home", "XDG_CACHE_HOME": top + "/cache",
      "LC_ALL": "C", "TZ": "UTC", "PIPGATE_INDEX_URL": index,
      "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1",
      "GIT_AUTHOR_NAME": "Ana", "GIT_AUTHOR_EMAIL": "ana@example.invalid",
      "GIT_COMMITTER_NAME": "Ana", "GIT_COMMITTER_EMAIL": "ana@example.invalid",
      "GIT_AUTHOR_DATE": "2026-01-01T00:00:00Z", "GIT_COMMITTER_DATE": "2026-01-01T00:00:00Z",
    ]
    try git("init", "-q", "-b", "main", "--template=", root, in: top)
  }

  /// A repository with the hook installed and one commit, whose index is the shared one.
  static func withHook(index: String? = nil) throws -> Scratch {
    let scratch = try Scratch(index: index ?? LoopbackIndex.shared.get().url)
    try scratch.commit(["requirements.txt": "flask==3.0.3\n"])
    try #require(try scratch.pipgate("hook", "install").status == 0)
    return scratch
  }

  /// Makes the repository one that has been cloned: `origin` has what it has now.
  func publish() throws {
    let server = top + "/server.git"
    try git("clone", "-q", "--bare", root, server, in: top)
    try git("remote", "add", "origin", server)
    try git("fetch", "-q", "origin")
  }

  /// A clone with one commit on `main`, of one requirement and maybe a policy, which `origin` has too.
  static func published(policy: String? = nil) throws -> Scratch {
    let scratch = try Scratch(index: LoopbackIndex.shared.get().url)
    var files = ["requirements.txt": "flask==3.0.3\n"]
    files[".pipgate/policy.yaml"] = policy
    try scratch.commit(files)
    try scratch.publish()
    return scratch
  }

  /// Pushes a branch with an honest dependency, and then by force another history of it, with this
  /// list of requirements.
  func pushByForce(_ requirements: String) throws -> CommandResult {
    try git("checkout", "-q", "-b", "topic")
    try commit(["requirements.txt": "flask==3.0.3\nnumpy==2.1.3\n"])
    try git("push", "-q", "origin", "topic")
    try git("reset", "-q", "--hard", "main")
    try commit(["requirements.txt": requirements])
    return try attempt("push", "--force", "origin", "topic")
  }

  /// Runs the program under test with words that a test puts together.
  func pipgate(_ words: [String], with more: [String: String?] = [:]) throws -> CommandResult {
    try Command.run([BuiltProgram.path] + words, in: root, environment: variables(more))
  }

  /// Runs the program under test.
  func pipgate(
    _ words: String..., in folder: String? = nil, with more: [String: String?] = [:],
    input: String = "", output: Command.Output = .captured
  ) throws -> CommandResult {
    try Command.run(
      [BuiltProgram.path] + words, in: folder ?? root, environment: variables(more), input: input,
      output: output)
  }

  /// Runs git; whether it must succeed is the caller's to say.
  func attempt(
    _ words: String..., in folder: String? = nil, with more: [String: String?] = [:]
  ) throws -> CommandResult {
    try Command.run([gitPath] + words, in: folder ?? root, environment: variables(more))
  }

  /// Runs git, which must succeed, and returns what it says without the last line feed.
  @discardableResult
  func git(_ words: String..., in folder: String? = nil) throws -> String {
    let result = try Command.run([gitPath] + words, in: folder ?? root, environment: environment)
    try #require(result.status == 0, "git \(words): \(result.text)")
    return result.output.last == "\n" ? String(result.output.dropLast()) : result.output
  }

  /// Writes a file of the working tree, or of any folder where the path is absolute.
  func write(_ path: String, _ text: String, permissions: Int = 0o644) throws {
    let url = URL(fileURLWithPath: path.hasPrefix("/") ? path : "\(root)/\(path)")
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    // By another process: a file that this one has open for writing cannot be run by a child that a
    // test beside this one starts.
    let mode = String(permissions, radix: 8)
    let result = try Command.run(
      ["/bin/sh", "-c", "umask 077; cat >\"$0\" && chmod \(mode) \"$0\"", url.path], in: "/",
      environment: environment, input: text)
    try #require(result.status == 0, "\(result.text)")
  }

  func read(_ path: String) throws -> String {
    try String(contentsOfFile: path.hasPrefix("/") ? path : "\(root)/\(path)", encoding: .utf8)
  }

  func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path.hasPrefix("/") ? path : "\(root)/\(path)")
  }

  /// Writes files and stages everything.
  func stage(_ files: [String: String]) throws {
    for (path, text) in files { try write(path, text) }
    try git("add", "-A")
  }

  /// Commits files without asking any hook, and returns the commit's id.
  @discardableResult
  func commit(_ files: [String: String] = [:]) throws -> String {
    try stage(files)
    try git("commit", "-q", "--allow-empty", "--no-verify", "-m", "Change files")
    return try git("rev-parse", "HEAD")
  }

  /// Makes this the scratch of somebody whose environment differs; nil takes a variable away.
  private func variables(_ more: [String: String?]) -> [String: String] {
    environment.merging(more.map { ($0.key, $0.value ?? "\0") }) { $1 }.filter { $0.value != "\0" }
  }
}
