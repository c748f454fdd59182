import ArgumentParser
import Gate
import GateIO

/// Says whether overrides are in order.
struct OverrideVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Say whether overrides are signed as the policy at HEAD asks.",
    usage: "pipgate override verify [<id> ...] [<options>]",
    discussion: """
      Exit status 1 when one of them would lift nothing.

      Examples:
        pipgate override verify
        pipgate override verify flask-3.1.0 --as-of 2026-12-24
      """)

  @Argument(help: "Names of overrides (default: all).")
  var ids: [String] = []

  @OptionGroup var moment: MomentOption
  @OptionGroup var place: DirectoryOption

  func run() throws {
    let desk = try OverrideDesk(place, now: moment.asOf)
    let folder = try desk.overrides()
    let files = ids.isEmpty ? folder.files : try ids.map { try desk.override($0) }
    let summaries = try files.map { try desk.summary(of: $0, looksAtManifests: false) }
    var lines = summaries.flatMap(\.lines)
    if ids.isEmpty {
      lines += folder.strays.map {
        "\(SafeText.line($0.path.description)): \(SafeText.line($0.message))"
      }
    }
    if lines.isEmpty { lines = ["there is no override"] }
    try Console.standard().emit(lines.map { $0 + "\n" }.joined())
    let isSound = summaries.allSatisfy(\.isApproved) && (!ids.isEmpty || folder.strays.isEmpty)
    if !isSound { throw ExitStatus(code: 1) }
  }
}

/// Lists overrides with what is to be done about them.
struct OverrideListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List overrides: what is expiring, unused, or not yet signed in full.",
    discussion: """
      Examples:
        pipgate override list
        pipgate override list --as-of 2026-12-24   what will have expired by then
      """)

  @OptionGroup var moment: MomentOption
  @OptionGroup var place: DirectoryOption

  func run() throws {
    let desk = try OverrideDesk(place, now: moment.asOf)
    let folder = try desk.overrides()
    var lines = try folder.files.flatMap {
      try desk.summary(of: $0, looksAtManifests: true).lines
    }
    lines += folder.strays.map {
      "\(SafeText.line($0.path.description)): \(SafeText.line($0.message))"
    }
    if lines.isEmpty { lines = ["there is no override"] }
    try Console.standard().emit(lines.map { $0 + "\n" }.joined())
  }
}
