/// The `git` program, always called with the same defences.
///
/// A repository's configuration can name programs (`core.fsmonitor`, hooks, transports for promised
/// objects), replace objects and change what is read. The options and variables here switch all of it
/// off, and nothing of the caller's `GIT_*` reaches git but what `RepositoryMode` believes.
struct GitCommand {
  let program: Program
  let location: RepositoryLocation

  init(_ location: RepositoryLocation) throws(GitError) {
    guard let program = Program(named: "git", searchPath: location.environment["PATH"]) else {
      throw GitError(.gitUnavailable, "starting git", reason: "there is no 'git' on PATH")
    }
    self.program = program
    self.location = location
  }

  /// The options that stand before every command.
  var options: [String] {
    [
      "-C", location.directory, "--no-pager", "--no-replace-objects", "--literal-pathspecs",
      "--no-optional-locks",
    ]
      + [
        "core.fsmonitor=false", "core.hooksPath=/dev/null", "core.attributesFile=/dev/null",
        "protocol.allow=never",
      ].flatMap { ["-c", $0] }
  }

  /// The whole environment of the child.
  var environment: Environment {
    // HOME and XDG_CONFIG_HOME lead to the user's `safe.directory`, SUDO_UID to the owner whom git
    // trusts under sudo. All of git's messages are recognized in English.
    let fixed: Environment = [
      "LC_ALL": "C", "GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none",
      "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_REPLACE_OBJECTS": "1",
    ]
    return fixed.adding(location.variables).adding(
      location.environment.keeping(["PATH", "HOME", "XDG_CONFIG_HOME", "SUDO_UID"]))
  }

  /// Runs a command to its end, whatever its exit status.
  func run(
    _ arguments: [String], for operation: String, index: String? = nil
  ) throws(GitError) -> ProgramResult {
    var environment = environment
    if let index { environment["GIT_INDEX_FILE"] = index }
    do throws(ProgramError) {
      return try program.run(options + arguments, environment: environment)
    } catch {
      throw GitError(error, operation)
    }
  }

  /// Runs a command that must succeed and returns what it writes.
  func output(
    of arguments: [String], for operation: String, index: String? = nil
  ) throws(GitError) -> [UInt8] {
    let result = try run(arguments, for: operation, index: index)
    guard result.isSuccess else { throw GitError(result, operation) }
    return result.output
  }
}

extension GitError {
  /// A git that could not be run.
  init(_ error: ProgramError, _ operation: String) {
    switch error {
    case .endedEarly(let text) where !text.isEmpty: self.init(message: text, operation)
    case .tooMuchOutput: self.init(.limitReached, operation, reason: "git: \(error.reason)")
    default: self.init(.other, operation, reason: "git: \(error.reason)")
    }
  }

  /// A git that ran and failed.
  init(_ result: ProgramResult, _ operation: String) {
    let text = result.errorText
    switch result.ending {
    case .signal(let number) where text.isEmpty:
      self.init(.other, operation, reason: "git: it was ended by signal \(number)")
    case .exit(let status) where text.isEmpty:
      self.init(.other, operation, reason: "git: it ended with status \(status)")
    default: self.init(message: text, operation)
    }
  }

  /// Tells from git's own words what is wrong; what is not recognized stays `other`.
  private init(message: String, _ operation: String) {
    let kind =
      messages.first { message.contains($0.text) }?.kind ?? .other
    // The first line says what is wrong, those after it what git would advise.
    let reason = message.split(separator: "\n", maxSplits: 1).first.map(String.init) ?? message
    var remedy: String?
    if kind == .foreignOwner {
      let path = message.split(separator: "'", omittingEmptySubsequences: false).dropFirst().first
      remedy =
        "if you trust its owner, run 'git config --global --add safe.directory \(path ?? "PATH")'"
    }
    self.init(kind, operation, reason: "git: \(reason)", remedy: remedy)
  }
}

private let messages: [(text: String, kind: GitError.Kind)] = [
  ("dubious ownership", .foreignOwner),
  ("unsafe repository", .foreignOwner),
  ("not a git repository", .notARepository),
  ("cannot change to", .notARepository),
  ("index file", .unreadableIndex),
  ("bad signature", .unreadableIndex),
  ("bad index", .unreadableIndex),
  ("unordered stage entries", .unreadableIndex),
  ("multiple stage entries", .unreadableIndex),
  ("is corrupt", .corruptObject),
  ("inflate:", .corruptObject),
  ("unable to unpack", .corruptObject),
  ("unable to parse", .corruptObject),
  ("hash mismatch", .corruptObject),
  ("promisor", .missingObject),
  ("could not fetch", .missingObject),
  ("unable to read", .missingObject),
  ("Could not read", .missingObject),
  ("bad object", .missingObject),
  ("missing", .missingObject),
]
