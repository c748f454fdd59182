import ArgumentParser
import Gate
import GateIO
import SourceText

/// Lists what files declare, with places.
struct DependenciesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dependencies",
    abstract: "List the dependencies that files declare, with their places.",
    discussion: """
      Nothing is judged and nobody is asked. A line that cannot be read is listed as such, and makes
      the exit status 1.

      Examples:
        pipgate dependencies requirements.txt
        pipgate dependencies --all --json        everything that HEAD declares
      """)

  @Argument(help: "Files on disk.", completion: .file())
  var files: [String] = []

  @Flag(help: "List everything that HEAD declares instead.")
  var all = false

  @Flag(help: "Print one JSON object a line.")
  var json = false

  @OptionGroup var place: DirectoryOption

  func validate() throws {
    if all != files.isEmpty { throw ValidationError("name files, or --all") }
  }

  func run() throws {
    let source: RunRequest.Source = all ? .git(.everything(at: nil)) : .files(files)
    let request = RunRequest(
      source: source, directory: place.directory, environment: Environment.current)
    let introductions = try GateRun(request: request, version: ProgramVersion.text).declared()
    var text = ""
    var isEverythingRead = true
    for introduction in introductions {
      switch introduction {
      case .dependency(let dependency, _):
        text += (json ? DependencyLine.json(dependency) : DependencyLine.text(dependency)) + "\n"
      case .unreadable(let unreadable):
        isEverythingRead = false
        text +=
          (json ? DependencyLine.json(unreadable) : DependencyLine.text(unreadable)) + "\n"
      default: continue
      }
    }
    try Console.standard().emit(text)
    if !isEverythingRead { throw ExitStatus(code: 1) }
  }
}

/// One line of the listing.
private enum DependencyLine {
  static func text(_ dependency: Dependency) -> String {
    let name = dependency.name?.normalized ?? "-"
    return "\(place(dependency.nameLocation)): \(name)\t\(SafeText.line(declared(dependency)))"
  }

  static func text(_ unreadable: Unreadable) -> String {
    let diagnostic = unreadable.diagnostic
    return "\(place(diagnostic.location)): unreadable: \(SafeText.line(diagnostic.message))"
  }

  static func json(_ dependency: Dependency) -> String {
    let members: [JSONText.Member] =
      position(dependency.nameLocation) + [
        .init("name", dependency.name.map { .string($0.normalized) } ?? .null),
        .init("extras", .array(dependency.extras.map { .string($0.normalized) })),
        .init("specifiers", .string(dependency.specifiers.description)),
        .init("marker", dependency.marker.map { .string($0) } ?? .null),
        .init("reference", dependency.reference.map { .string(Redacted.url($0.text)) } ?? .null),
        .init("role", dependency.role.json),
        .init("text", .string(declared(dependency))),
      ]
    return JSONText.object(members).written(.compact)
  }

  static func json(_ unreadable: Unreadable) -> String {
    let diagnostic = unreadable.diagnostic
    let members =
      position(diagnostic.location) + [.init("unreadable", .string(diagnostic.message))]
    return JSONText.object(members).written(.compact)
  }

  private static func position(_ location: Location) -> [JSONText.Member] {
    [
      .init("file", .string(location.file.path.description)),
      .init("line", .integer(location.start.line)),
      .init("column", .integer(location.start.column)),
      .init("length", .integer(location.range.count)),
    ]
  }

  private static func place(_ location: Location) -> String {
    let path = SafeText.line(location.file.path.description)
    return "\(path):\(location.start.line):\(location.start.column)"
  }

  private static func declared(_ dependency: Dependency) -> String {
    Redacted.text(dependency.location.text)
  }
}
