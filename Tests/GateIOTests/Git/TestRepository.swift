import Gate
import Glibc
import SourceText
import Testing

@testable import GateIO

/// A real repository in a folder of its own, apart from the user's configuration.
final class TestRepository {
  /// A folder that holds the repository, the home and whatever else a test needs.
  let top: String
  /// The top level of the working tree.
  let root: String
  let environment: [String: String]
  private static let program = Program(named: "git", searchPath: searchPath)
  static let searchPath = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"

  /// Creates an empty repository; the arguments are those of `git init`.
  init(_ arguments: String...) throws {
    var template = Array("/tmp/pipgate-git-XXXXXX".utf8CString)
    let made = try #require(mkdtemp(&template))
    top = String(cString: made)
    root = top + "/repository"
    mkdir(top + "/home", 0o700)
    environment = ["PATH": Self.searchPath, "HOME": top + "/home"]
    try git(["init", "-q", "-b", "main"] + arguments + [root], in: top)
  }

  deinit {
    _ = try? Program(named: "rm", searchPath: Self.searchPath)?
      .run(["-rf", "--", top], environment: [:])
  }

  /// Runs git in isolation; it must succeed. Returns its output.
  @discardableResult
  func git(
    _ arguments: [String], in folder: String? = nil, with more: [String: String] = [:],
    input: [UInt8] = [], succeeds: Bool = true
  ) throws -> [UInt8] {
    let program = try #require(Self.program)
    var variables = environment
    variables.merge([
      "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C",
      "GIT_AUTHOR_NAME": "Ana", "GIT_AUTHOR_EMAIL": "ana@example.com",
      "GIT_COMMITTER_NAME": "Ana", "GIT_COMMITTER_EMAIL": "ana@example.com",
      "GIT_AUTHOR_DATE": "2026-01-01T00:00:00Z", "GIT_COMMITTER_DATE": "2026-01-01T00:00:00Z",
    ]) { $1 }
    variables.merge(more) { $1 }
    let result = try program.run(
      ["-C", folder ?? root] + arguments, environment: Environment(variables), input: input)
    try #require(result.isSuccess == succeeds, "git \(arguments): \(result.errorText)")
    return result.output
  }

  @discardableResult
  func git(_ arguments: String...) throws -> String {
    let output = String(decoding: try git(arguments), as: UTF8.self)
    return output.last == "\n" ? String(output.dropLast()) : output
  }

  /// Writes a file of the working tree.
  func write(_ path: String, _ text: String = "") throws {
    let parts = path.split(separator: "/").dropLast()
    for end in parts.indices { mkdir("\(root)/\(parts[...end].joined(separator: "/"))", 0o755) }
    try Self.write("\(root)/\(path)", Array(text.utf8))
  }

  static func write(_ path: String, _ bytes: [UInt8], mode: mode_t = 0o644) throws {
    let file = Glibc.open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
    try #require(file >= 0, "\(path)")
    defer { close(file) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      try #require(count > 0)
      rest = rest.dropFirst(count)
    }
  }

  static func read(_ path: String) throws -> [UInt8] {
    guard case .file(let bytes)? = try fileEntry(path) else { return [] }
    return bytes
  }

  private static func fileEntry(_ path: String) throws -> TreeEntry? {
    try Change.between(file: path, and: path).head.entry(
      RepositoryPath(bytes: RepositoryPath(path).name))
  }

  /// Commits files, each given as path and content, and returns the id.
  @discardableResult
  func commit(_ files: KeyValuePairs<String, String> = [:], _ subject: String = "c") throws
    -> String
  {
    for (path, text) in files { try write(path, text) }
    try git("add", "-A")
    try git("commit", "-q", "--allow-empty", "-m", subject)
    return try git("rev-parse", "HEAD")
  }

  /// Puts an entry into the index without a file; the path may be any bytes.
  func stage(_ path: [UInt8], _ text: String = "", mode: String = "100644") throws {
    let id =
      mode == "160000"
      ? String(repeating: text, count: 40)
      : String(
        decoding: try git(["hash-object", "-w", "--stdin"], input: Array(text.utf8)).prefix {
          $0 != 0x0a
        }, as: UTF8.self)
    let line = Array("\(mode) \(id)\t".utf8) + path + [0]
    try git(["update-index", "-z", "--index-info"], input: line)
  }

  func open(
    _ reader: ReaderChoice = .automatic, at folder: String? = nil, mode: RepositoryMode = .hook,
    with more: [String: String] = [:]
  ) throws(GitError) -> GitRepository {
    try GitRepository.open(
      at: folder ?? root, environment: Environment(environment.merging(more) { $1 }), mode: mode,
      reader: reader)
  }
}

extension Change {
  /// The change as lines such as `M requirements.txt` or `T link`, for comparison in tests.
  var summary: [String] {
    files.map { file in
      let letter =
        switch (file.before, file.after) {
        case (nil, _): "A"
        case (_, nil): "D"
        case (let a, let b): a == b ? "M" : "T"
        }
      return "\(letter) \(file.path)"
    }
  }

  /// The text at a path of the head side.
  func headText(_ path: RepositoryPath) throws -> String? {
    guard case .file(let bytes)? = try head.entry(path) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The text at a path of the base side.
  func baseText(_ path: RepositoryPath) throws -> String? {
    guard case .file(let bytes)? = try base.entry(path) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension ReaderChoice {
  static let all: [ReaderChoice] = [.automatic, .libgit2, .plumbing]
}
