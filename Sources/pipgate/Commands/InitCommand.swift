import ArgumentParser
import Gate
import GateIO
import SourceText

/// Writes a first policy.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a first policy, with what the repository already uses listed by name.",
    usage: "pipgate init [<options>]",
    discussion: """
      Reads every manifest, script and command of the last commit and writes \
      '\(PolicyStart.path)': each key with a comment, and the projects in use as 'allow', by name and \
      not by version, so that a new version of one is judged as a release and no longer as a stranger. \
      Nobody is asked. What looks like another project, is denied, or does not come from the usual \
      index is left out and named.

      Examples:
        pipgate init
        pipgate init --tier paranoid
        pipgate init --print | less
      """)

  @Option(
    help: "paranoid, balanced or autonomous: what a finding costs where nothing else is said.")
  var tier = "balanced"

  @Option(
    help: ArgumentHelp(
      "What overrides will have to name, like github.com/acme/shop (default: where 'origin' is).",
      valueName: "name"))
  var repository: String?

  @Flag(help: "Write a schema for editors beside the policy, and the line that names it.")
  var schema = false

  @Flag(help: "Write nothing: show the policy.")
  var print = false

  @Flag(help: "Replace a policy that is there.")
  var force = false

  @Flag(
    help: """
      Write nothing: show the root keys of '.pipgate/trust.json' at HEAD, as PIPGATE_ROOT and \
      '/etc/pipgate/root' take them.
      """)
  var trustHead = false

  @OptionGroup var place: DirectoryOption

  func run() throws {
    if trustHead {
      let pin = try RootSource.pin(
        directory: place.directory, environment: Environment.current)
      return try Console.standard().emit("\(pin)\n")
    }
    let start = try PolicyStart(
      PolicyStart.Wish(
        directory: place.directory, environment: Environment.current, tier: tier,
        repository: repository, hasSchema: schema),
      version: ProgramVersion.text)
    let console = Console.standard()
    let remarks = BaselineRemarks(start.policy.baseline).text
    if print {
      try console.emit(start.text)
      do { try console.writeError(remarks) } catch { throw RunFailure.reportNotWritten(error) }
      return
    }
    let text = schema ? PolicySchema.text(rules: RuleRegistry.descriptions) : nil
    try start.write(schema: text, replaces: force)
    let baseline = start.policy.baseline
    let projects = baseline.count == 1 ? "one project" : "\(baseline.count) projects"
    let files = baseline.fileCount == 1 ? "one file" : "\(baseline.fileCount) files"
    let found =
      start.isUnborn
      ? "no project, as nothing is committed yet" : "\(projects) by name, from \(files)"
    try console.emit(
      """
      wrote '\(PolicyStart.path)': tier \(tier), \(found)
      \(remarks)next: read it and commit it ('git add .pipgate && git commit'), then install the hook with 'pipgate hook install'

      """)
  }
}

/// What whoever writes a first policy should look at, a line each.
private struct BaselineRemarks {
  /// Each line with its end; empty when there is nothing to look at.
  let text: String

  private static let limit = 20

  init(_ baseline: Baseline) {
    var lines = Self.first(baseline.leftOut) { project in
      "left out: '\(project.name.normalized)' (\(project.phrase)); \(SafeText.line(project.advice))"
    }
    lines += Self.first(baseline.unreadable) { part in
      "not read: \(Self.place(part.diagnostic.location)): \(SafeText.line(part.diagnostic.message))"
    }
    lines += Self.first(baseline.otherIndexes) { location in
      "notice: \(Self.place(location)) names another index; if projects come from there, name it "
        + "under 'indexes'"
    }
    text = lines.map { $0 + "\n" }.joined()
  }

  private static func first<Item>(_ items: [Item], _ line: (Item) -> String) -> [String] {
    let more = items.count - limit
    return items.prefix(limit).map(line) + (more > 0 ? ["and \(more) more like it"] : [])
  }

  private static func place(_ location: Location) -> String {
    let start = location.start
    return "\(SafeText.line(location.file.path.description)):\(start.line):\(start.column)"
  }
}
