import ArgumentParser
import Gate
import GateIO

/// Requests, signs and looks after overrides.
struct OverrideCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "override",
    abstract: "Request, sign, verify, list and revoke overrides.",
    discussion: """
      An override lets one finding about one project pass, for a time, because people whom the policy \
      names have signed it. Documents and signatures come with the change; who may sign is read from \
      the base.

      Examples:
        pipgate override request flask --reason 'the fix of CVE-2026-1, see the ticket'
        pipgate override sign flask-3.1.0 --key ~/.ssh/id_ed25519
        pipgate override verify
        pipgate override list
        pipgate override revoke flask-3.1.0
      """,
    subcommands: [
      OverrideRequestCommand.self, OverrideSignCommand.self, OverrideVerifyCommand.self,
      OverrideListCommand.self, OverrideRevokeCommand.self,
    ])
}

extension OverrideDesk {
  init(_ place: DirectoryOption, now: Timestamp? = nil) throws(RunFailure) {
    try self.init(
      directory: place.directory, environment: Environment.current, now: now ?? Environment.now)
  }

  /// An override in words; a document that nobody has signed is read all the same.
  func summary(of file: OverrideFile, looksAtManifests: Bool) throws(RunFailure) -> OverrideSummary
  {
    let examined = examine(file)
    var document = examined.document
    if document == nil,
      case .success(let read) = OverrideDocument.read(
        file.file, id: file.id)
    {
      document = read
    }
    var isDeclared: Bool?
    if looksAtManifests, let document { isDeclared = try self.isDeclared(document) }
    return OverrideSummary(
      examined, document: document, terms: policy.overrides, now: now, isDeclared: isDeclared)
  }
}
