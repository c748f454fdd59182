import ArgumentParser
import Gate
import GateIO

/// Brings what is known without a network up to date.
struct UpdateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "update",
    abstract: "Make the local snapshot of advisories, which 'malware' and 'vulnerable' ask.",
    discussion: """
      Records are in the OSV format, as a zip archive or a folder of JSON files. Where they come from \
      is yours to say: there is no address that is asked by default.

      Examples:
        pipgate update --osv-url https://mirror.acme.example/PyPI/all.zip
        pipgate update --osv all.zip
        pipgate update --osv advisories/
      """)

  @Option(
    help: ArgumentHelp(
      "Read a zip archive or a folder of records that is here.", valueName: "path"))
  var osv: String?

  @Option(
    help: ArgumentHelp(
      "Fetch a zip archive of records. Environment: PIPGATE_OSV_URL.", valueName: "URL"))
  var osvURL: String?

  @Flag(help: "Let records replace a snapshot that is newer than they are.")
  var allowOlder = false

  @Option(
    help: ArgumentHelp(
      "How long the download may take (default: 300).", valueName: "seconds"),
    transform: parsedSeconds)
  var timeout: Int?

  func run() throws {
    let environment = Environment.current
    let source: UpdateRun.Source
    switch (osv, osvURL ?? environment["PIPGATE_OSV_URL"]) {
    case (let path?, _) where osvURL == nil: source = .path(path)
    case (nil, let url?) where !url.isEmpty: source = .url(url)
    case (_?, _):
      throw RunFailure("'--osv' and '--osv-url' exclude each other", exitStatus: 2)
    default:
      throw RunFailure(
        "nothing says where the advisories are",
        help: "add '--osv-url URL' or '--osv PATH', or set PIPGATE_OSV_URL", exitStatus: 2)
    }
    let result = try UpdateRun(
      source: source, environment: environment, version: ProgramVersion.text,
      now: Environment.now, timeout: timeout ?? 300, allowsOlder: allowOlder
    ).run()
    try Console.standard().emit(Self.text(of: result))
  }

  private static func text(of result: UpdateRun.Result) -> String {
    let counts = result.counts
    var lines = [
      "\(counts.total) records: \(counts.read) used, \(counts.withdrawn) withdrawn, "
        + "\(counts.elsewhere) about other places, \(counts.unreadable) unreadable"
    ]
    for unread in result.unread {
      lines.append("not read: '\(SafeText.line(unread.name))': \(SafeText.line(unread.reason))")
    }
    let more = counts.unreadable - result.unread.count
    if more > 0 { lines.append("not read: \(more) more") }
    let before = result.earlierDate.map { ", until now of \($0.day)" } ?? ""
    lines.append(
      "advisories about \(result.projects) projects, the newest of \(result.date.day)\(before)")
    return lines.map { $0 + "\n" }.joined()
  }
}
