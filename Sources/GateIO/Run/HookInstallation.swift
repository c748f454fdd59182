import Glibc

/// A hook in a repository's hooks folder: puts it there and takes it out again.
package struct HookInstallation {
  /// The folder that git looks in, `core.hooksPath` included.
  package let directory: String
  package let kind: Kind

  /// Which hook; its file's name.
  package enum Kind: String, Sendable {
    case preCommit = "pre-commit"
    case prePush = "pre-push"
    case preReceive = "pre-receive"

    /// The hook as `hooks/` has it.
    var template: [UInt8] {
      switch self {
      case .preCommit: EmbeddedFiles.preCommitHook
      case .prePush: EmbeddedFiles.prePushHook
      case .preReceive: EmbeddedFiles.preReceiveHook
      }
    }
  }

  package init(directory: String, kind: Kind) {
    self.directory = directory
    self.kind = kind
  }

  package var hook: String { "\(directory)/\(kind.rawValue)" }
  package var earlierHook: String { hook + ".before-pipgate" }

  private var mark: String { "# Pipgate's \(kind.rawValue) hook:" }
  private static let placeholder = "installed=''"

  /// What was done, for the reader.
  package enum Outcome: Hashable, Sendable {
    case installed
    case updated
    /// The hook that was there was moved aside and runs first.
    case installedBefore(earlier: String)
    case removed
    case restored(earlier: String)
    case nothingToRemove
  }

  /// Installs the hook so that it runs `program`, an absolute path. An existing hook is kept: it is
  /// moved aside and runs first.
  package func install(program: String) throws(RunFailure) -> Outcome {
    let script = Self.script(from: kind.template, program: program)
    if mkdir(directory, 0o777) != 0, errno != EEXIST {
      throw .cannotWrite(directory, reason: lastError())
    }
    switch try existing() {
    case .none:
      try FileWriting.write(script, to: hook, permissions: 0o755)
      return .installed
    case .ours:
      try FileWriting.write(script, to: hook, permissions: 0o755)
      return .updated
    case .foreign:
      guard access(earlierHook, F_OK) != 0 else {
        throw .hookInTheWay(hook: hook, earlier: earlierHook)
      }
      guard rename(hook, earlierHook) == 0 else { throw .cannotWrite(hook, reason: lastError()) }
      try FileWriting.write(script, to: hook, permissions: 0o755)
      return .installedBefore(earlier: earlierHook)
    }
  }

  /// Removes the hook and puts back the one that was there before. A hook that is not Pipgate's stays.
  package func uninstall() throws(RunFailure) -> Outcome {
    guard try existing() == .ours else { return .nothingToRemove }
    guard unlink(hook) == 0 else { throw .cannotWrite(hook, reason: lastError()) }
    guard access(earlierHook, F_OK) == 0 else { return .removed }
    guard rename(earlierHook, hook) == 0 else { throw .cannotWrite(hook, reason: lastError()) }
    return .restored(earlier: hook)
  }

  private enum Existing { case none, ours, foreign }

  private func existing() throws(RunFailure) -> Existing {
    var status = stat()
    guard lstat(hook, &status) == 0 else {
      if errno == ENOENT { return .none }
      throw .cannotRead(hook, reason: lastError())
    }
    // A link may lead to a script that other repositories share: it is moved, never written through.
    guard status.st_mode & S_IFMT == S_IFREG else { return .foreign }
    let text = String(decoding: try FileReading.bytes(at: hook), as: UTF8.self)
    return text.contains(mark) ? .ours : .foreign
  }

  private func lastError() -> String { String(cString: strerror(errno)) }

  /// The hook with the program's path filled in, quoted for a shell.
  static func script(from template: [UInt8], program: String) -> [UInt8] {
    let quoted = program.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "'\\''")
    let lines = String(decoding: template, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0 == placeholder ? "installed='\(quoted)'" : String($0) }
    return Array(lines.joined(separator: "\n").utf8)
  }
}
