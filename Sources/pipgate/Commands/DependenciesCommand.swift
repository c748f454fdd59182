import ArgumentParser
import Gate
import GateIO

/// Lists what files declare, with places.
struct DependenciesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dependencies",
    abstract: "List the dependencies that files declare, with their places.",
    usage: "pipgate dependencies [<path> ...] [<options>]",
    discussion: """
      Nothing is judged and nobody is asked. What cannot be read is listed as such,
      and makes the exit status 1. A folder is read as it is on disk, without virtual
      environments and what tools installed there ('.tox', '.nox', 'node_modules',
      '__pypackages__', 'site-packages').

      Examples:
        pipgate dependencies                     everything in this folder
        pipgate dependencies requirements.txt services/api
        pipgate dependencies --all --format json everything that HEAD declares
      """)

  @Argument(help: "Files and folders on disk; without any, this folder.", completion: .file())
  var paths: [String] = []

  @Flag(help: "List everything that HEAD declares instead.")
  var all = false

  @Option(help: "human or json.", completion: .list(ListingFormat.allCases.map(\.rawValue)))
  var format = ListingFormat.human

  @OptionGroup var place: DirectoryOption

  func validate() throws {
    if all, !paths.isEmpty { throw ValidationError("name paths, or --all") }
  }

  func run() throws {
    let source: RunRequest.Source =
      all ? .git(.everything(at: nil)) : .files(paths.isEmpty ? ["."] : paths)
    let request = RunRequest(
      source: source, directory: place.directory, environment: Environment.current)
    let declarations = try DeclarationsRun(request).declarations()
    try Console.standard().emit(
      format == .json
        ? DeclarationListing.json(of: declarations) : DeclarationListing.text(of: declarations))
    if !declarations.isEverythingRead { throw ExitStatus(code: 1) }
  }
}

/// The forms of the listing.
enum ListingFormat: String, CaseIterable, ExpressibleByArgument {
  case human, json
}
