import ArgumentParser
import Gate
import GateIO
import SourceText

/// Shows what a policy comes to, and where each value is from.
struct PolicyShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show the policy that is in force, each value with the place that says it.",
    usage: "pipgate policy show [<options>]",
    discussion: """
      The policy is the one that judges what is staged: that of HEAD, with all that it extends, above \
      the floors. '--policy .pipgate/policy.yaml' shows the one of the working tree.

      Examples:
        pipgate policy show
        pipgate policy show --path services/api/requirements.txt
        pipgate policy show --policy .pipgate/policy.yaml --format json
      """)

  @Option(
    help: ArgumentHelp(
      "Show what holds for this file, by its path from the top of the repository.",
      valueName: "path"))
  var path: String?

  @Option(help: "human or json.", completion: .list(ListingFormat.allCases.map(\.rawValue)))
  var format = ListingFormat.human

  @OptionGroup var named: NamedPolicyOptions
  @OptionGroup var floor: FloorOption
  @OptionGroup var place: DirectoryOption

  func run() throws {
    let desk = PolicyDesk(
      directory: place.directory, environment: Environment.current, floorFile: floor.floor)
    let policy = try desk.effective(file: named.policy, tier: named.tier)
    let effective = EffectivePolicy(
      policy, at: try repositoryPath(),
      asked: EffectivePolicy.Asked(tier: named.tier, mode: named.mode))
    let console = Console.standard()
    try console.emit(
      format == .json
        ? PolicyListing.json(of: effective)
        : PolicyListing.text(of: effective, style: console.style(color: .auto)))
  }

  private func repositoryPath() throws -> RepositoryPath? {
    guard let path else { return nil }
    guard let found = RepositoryPath.resolve(path.utf8, in: nil), !found.bytes.isEmpty else {
      throw ValidationError("'\(path)' is not a path inside the repository")
    }
    return found
  }
}
