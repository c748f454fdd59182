import ArgumentParser
import Gate
import GateIO

/// Tells everything that is wrong with a policy file at once.
struct PolicyCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Tell everything that is wrong with a policy file, or that it is in order.",
    usage: "pipgate policy check [<file>] [<options>]",
    discussion: """
      Reads the file as it is on disk, with all that it extends and above the floors that are in \
      force. The exit status is 0 when it is in order, and 2 when it is not.

      Examples:
        pipgate policy check
        pipgate policy check /etc/pipgate/policy.yaml --as-floor
      """)

  @Argument(
    help: "A policy file; without one, '.pipgate/policy.yaml' of the working tree.",
    completion: .file())
  var file: String?

  @Flag(help: "Check a floor: it may leave 'repository' and people to repositories.")
  var asFloor = false

  @OptionGroup var floor: FloorOption
  @OptionGroup var place: DirectoryOption

  func run() throws {
    let desk = PolicyDesk(
      directory: place.directory, environment: Environment.current, floorFile: floor.floor)
    let policy = try desk.checked(file: file, isFloor: asFloor)
    try Console.standard().emit(PolicySummary.text(of: policy))
  }
}
