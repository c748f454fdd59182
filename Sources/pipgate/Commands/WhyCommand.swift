import ArgumentParser
import Gate
import GateIO
import SourceText

/// Shows everything that is known of a project, for a person.
struct WhyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Tell everything known of a project, and what each tier would say of it.",
    usage: "pipgate why <project> [<options>]",
    discussion: """
      Nothing is judged but the project itself: how it is pinned or locked is a question of the file
      that declares it. Exits with 1 when there is no such project or release, and with 3 when that
      could not be found out.

      Examples:
        pipgate why requests
        pipgate why 'requests==2.32.3'
        pipgate why --offline requests
      """)

  @Argument(help: "A project, with a version if you like: 'requests', 'requests==2.32.3'.")
  var project: String

  @OptionGroup(title: "Index") var index: IndexOptions
  @OptionGroup var moment: MomentOption

  @Option(help: ArgumentHelp("When to use colour: auto, always, never.", valueName: "when"))
  var color: ColorChoice = .auto

  func run() throws {
    let console = Console.standard()
    let answer = try ProjectAnswer(project, index, moment)
    try console.emit(answer.profile.text(style: console.style(color: color)))
    try answer.end()
  }
}

/// The same for programs.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "The same as 'why', as JSON for programs.",
    usage: "pipgate inspect <project> [<options>]",
    discussion: """
      docs/project.schema.json describes what is written. The exit status is that of 'why'.

      Examples:
        pipgate inspect 'requests==2.32.3'
        pipgate inspect requests | jq -r .release.version
      """)

  @Argument(help: "A project, with a version if you like: 'requests', 'requests==2.32.3'.")
  var project: String

  @OptionGroup(title: "Index") var index: IndexOptions
  @OptionGroup var moment: MomentOption

  @Option(help: "The form: json is the only one.", completion: .list(["json"]))
  var format = InspectFormat.json

  func run() throws {
    let answer = try ProjectAnswer(project, index, moment)
    try Console.standard().emit(answer.profile.json(tool: ProgramVersion.text))
    try answer.end()
  }
}

enum InspectFormat: String, CaseIterable, ExpressibleByArgument {
  case json
}

/// What is known of the project that a command names.
private struct ProjectAnswer {
  let profile: ProjectProfile

  init(_ text: String, _ index: IndexOptions, _ moment: MomentOption) throws {
    let inquiry: Inquiry
    do throws(Unreadable) {
      inquiry = try Inquiry(text)
    } catch {
      throw RunFailure(
        "'\(SafeText.line(text))' is not a project", help: "write a name such as 'requests'",
        exitStatus: 2, diagnostics: [error.diagnostic])
    }
    let request = RunRequest(
      source: .files([]), directory: ".", environment: Environment.current, asOf: moment.asOf,
      indexURL: index.indexURL, isOffline: index.offline, timeout: index.timeout,
      credentialHelper: index.credentialHelper)
    profile = try InquiryRun(request: request, version: ProgramVersion.text).profile(of: inquiry)
  }

  /// Ends with the status that tells whether the project is there.
  func end() throws {
    switch profile.existence {
    case .found: return
    case .noSuchProject, .noSuchRelease: throw ExitStatus(code: 1)
    case .unknown: throw ExitStatus(code: 3)
    }
  }
}
