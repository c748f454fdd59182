import ArgumentParser
import Gate
import GateIO
import PythonPackaging

/// Writes a document for what stops a change, ready to sign.
struct OverrideRequestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "request",
    abstract: "Write an override for everything about a project that stops the change.",
    usage: "pipgate override request <project> --reason <reason> [<options>]",
    discussion: """
      Judges what is staged (or another change) and asks for what it finds about the project: its \
      version, its files, its rules and its paths. Nothing is asked for that is forbidden or unknown.

      Examples:
        pipgate override request flask --reason 'the fix of ticket 7'
        pipgate override request flask --reason 'the fix of ticket 7' --base origin/main
        pipgate override request flask --reason 'until the port' --lifetime 14d
      """)

  @Argument(help: "The project that is stopped.")
  var project: String

  @Option(help: "Why it should pass; everybody who sees the override reads it.")
  var reason: String

  @Option(
    help: ArgumentHelp(
      "Who asks, as '.pipgate/allowed_signers' names people (default: git's user.email).",
      valueName: "person"))
  var requester: String?

  @Option(help: "The name of the override (default: project and version).")
  var id: String?

  @Option(
    help: ArgumentHelp(
      "How long it shall hold, like 14d (default: 30d, or less if the policy says so).",
      valueName: "age"),
    transform: parsedAge)
  var lifetime: Age?

  @OptionGroup(title: "Change") var change: OverrideChangeOptions
  @OptionGroup(title: "Policy") var moment: MomentOption
  @OptionGroup(title: "Index") var index: IndexOptions

  func run() throws {
    guard let name = ProjectName(project) else {
      throw RunFailure("'\(project)' is not the name of a project", exitStatus: 2)
    }
    if let id, !OverrideDocument.isID(id) {
      throw RunFailure(
        "'\(id)' cannot name an override", help: "use lower-case letters, digits, '-', '.' and '_'",
        exitStatus: 2)
    }
    let desk = try OverrideDesk(change.place, now: moment.asOf)
    guard let requester = try requester ?? desk.identity() else {
      throw RunFailure(
        "nobody says who asks", help: "add '--requester PERSON', or set git's user.email",
        exitStatus: 2)
    }
    let result = try GateRun(
      request: RunRequest(
        source: change.source, directory: change.place.directory,
        environment: Environment.current, asOf: moment.asOf, indexURL: index.indexURL,
        isOffline: index.offline, timeout: index.timeout),
      version: ProgramVersion.text
    ).report()
    let request = OverrideRequest(
      project: name, reason: reason, requester: requester, id: id, lifetime: lifetime,
      serial: try desk.nextSerial())
    let (document, path) = try desk.write(request, for: result)
    try Console.standard().emit(
      """
      wrote '\(SafeText.line(path))'
      next: have it signed with 'pipgate override sign \(document.id)', then commit it with the change

      """)
  }
}

/// Which change is stopped; without any of these, what is staged.
struct OverrideChangeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Judge everything since the common ancestor with a revision.", valueName: "revision"))
  var base: String?

  @OptionGroup var place: DirectoryOption

  var source: RunRequest.Source {
    .git(base.map { .sinceMergeBase(of: $0, head: "HEAD") } ?? .staged)
  }
}

private func parsedAge(_ text: String) throws -> Age {
  guard let age = Age(text), age.seconds > 0 else {
    throw ValidationError("'\(text)' is not an age, such as 14d")
  }
  return age
}
