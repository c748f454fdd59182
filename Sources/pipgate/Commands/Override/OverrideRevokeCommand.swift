import ArgumentParser
import Gate
import GateIO
import Signatures

/// Takes an override or a key back.
struct OverrideRevokeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke",
    abstract: "Add an override, or a key, to '.pipgate/revoked'.",
    usage: "pipgate override revoke <id> | --key <fingerprint> [<options>]",
    discussion: """
      It counts once the base has the file, so commit it by itself.

      Examples:
        pipgate override revoke flask-3.1.0
        pipgate override revoke --key SHA256:6Y3ZEi1vCE9UVJ8nmDGnBkM0HgFCbM0W7zXZy3YyJhE
      """)

  @Argument(help: "The name of the override.")
  var id: String?

  @Option(help: ArgumentHelp("Revoke a key by its fingerprint, SHA256:…", valueName: "fingerprint"))
  var key: String?

  @OptionGroup var place: DirectoryOption

  func run() throws {
    let line: String
    switch (id, key) {
    case (let id?, nil):
      guard OverrideDocument.isID(id) else {
        throw RunFailure("'\(id)' cannot name an override", exitStatus: 2)
      }
      line = "override \(id)"
    case (nil, let key?):
      guard let fingerprint = Fingerprint(Array(key.utf8)) else {
        throw RunFailure(
          "'\(key)' is not the fingerprint of a key",
          help: "copy it from 'ssh-keygen -l -f KEY', like 'SHA256:…'", exitStatus: 2)
      }
      line = fingerprint.description
    default:
      throw RunFailure("name an override, or a key with '--key'", exitStatus: 2)
    }
    let path = try OverrideDesk(place).revoke(line)
    try Console.standard().emit(
      """
      added '\(line)' to '\(path)'
      next: commit it; it counts for changes against the commit that has it

      """)
  }
}
