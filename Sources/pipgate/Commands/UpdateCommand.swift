import ArgumentParser
import Gate
import GateIO

/// Brings what is known without a network up to date.
struct UpdateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "update",
    abstract: "Bring what is known without a network up to date.",
    usage: "pipgate update [<options>]",
    discussion: """
      Three kinds of data, each a snapshot of its own:
        advisories  what 'malware' and 'vulnerable' ask: records in the OSV format, as a zip archive or
                    a folder of JSON files
        names       the names that the index has, for 'unknown-project' when nobody answers: the root
                    page of the index, or a file that holds it or a name a line
        popularity  the most downloaded projects by rank: CSV ('rank,name') or JSON ('rows' of
                    'project' and 'download_count')

      Without options every kind is updated that has an address. An option that says where a kind comes
      from chooses that kind alone; '--only' chooses too. Names come from the index; for the other two
      there is no address that is asked by default.

      A download that breaks off goes on where it was at the next try, if the server can. What is older
      than the present snapshot does not replace it.

      Examples:
        pipgate update --osv-url https://mirror.acme.example/PyPI/all.zip
        pipgate update --only names
        pipgate update --osv all.zip --names simple.json --popularity ranks.csv
      """)

  @OptionGroup(title: "Advisories") var advisories: AdvisoryOptions
  @OptionGroup(title: "Names") var names: NameOptions
  @OptionGroup(title: "Popularity") var popularity: PopularityOptions

  @Option(
    name: .customLong("only"),
    help: ArgumentHelp(
      "Update this kind: advisories, names or popularity. May be repeated.", valueName: "kind"))
  var only: [SnapshotChoice] = []

  @Flag(help: "Let data replace a snapshot that is newer than they are.")
  var allowOlder = false

  @Option(
    help: ArgumentHelp(
      "How long each download may take (default: 300).", valueName: "seconds"),
    transform: parsedSeconds)
  var timeout: Int?

  func run() throws {
    let environment = Environment.current
    let console = Console.standard()
    let sources = UpdateSources(
      advisories: try advisories.source(environment),
      popularity: try popularity.source(environment),
      index: try .chosen(names.indexURL, environment: environment) ?? .standard, names: names.names)
    let chosen = try choose(among: sources)
    let line = ProgressLine(on: console) { environment[$0] }
    let setting = UpdateSetting(
      environment: environment, version: ProgramVersion.text, now: Environment.now,
      timeout: timeout ?? 300, allowsOlder: allowOlder, progress: .shown(on: line))
    var failures: [RunFailure] = []
    for choice in SnapshotChoice.allCases where chosen.contains(choice) {
      do throws(RunFailure) {
        defer { line?.end() }
        let text = try sources.update(choice, setting)
        line?.end()
        try console.deliver(text)
      } catch {
        failures.append(error)
      }
    }
    if only.isEmpty, named.isEmpty { try console.emit(sources.textAboutMissing) }
    guard let last = failures.popLast() else { return }
    for failure in failures {
      try console.writeError(
        FailureText.text(
          failure.message, help: failure.help, diagnostics: [], style: console.errorStyle))
    }
    throw last
  }

  /// The kinds of which an option says where they come from.
  private var named: Set<SnapshotChoice> {
    var named: Set<SnapshotChoice> = []
    if advisories.isNamed { named.insert(.advisories) }
    if names.names != nil { named.insert(.names) }
    if popularity.isNamed { named.insert(.popularity) }
    return named
  }

  private func choose(among sources: UpdateSources) throws(RunFailure) -> Set<SnapshotChoice> {
    let wanted = only.isEmpty ? named : Set(only)
    if let stranger = named.subtracting(wanted).first {
      throw RunFailure(
        "where '\(stranger.rawValue)' come from is said, and '--only' leaves them out",
        exitStatus: 2)
    }
    if wanted.isEmpty { return sources.present }
    for choice in SnapshotChoice.allCases
    where wanted.contains(choice) && !sources.present.contains(choice) {
      throw RunFailure(
        "nothing says where '\(choice.rawValue)' come from", help: choice.help, exitStatus: 2)
    }
    return wanted
  }
}

/// A kind of data that an update can be about.
enum SnapshotChoice: String, CaseIterable, ExpressibleByArgument {
  case advisories, names, popularity

  /// How to say where they come from.
  var help: String {
    switch self {
    case .advisories: "add '--osv-url URL' or '--osv PATH', or set PIPGATE_OSV_URL"
    case .names: "add '--names PATH' or '--index-url URL'"
    case .popularity:
      "add '--popularity-url URL' or '--popularity PATH', or set PIPGATE_POPULARITY_URL"
    }
  }
}

extension UpdateProgress {
  /// In words on a line, if there is one.
  static func shown(on line: ProgressLine?) -> UpdateProgress {
    guard let line else { return .silent }
    return UpdateProgress(
      received: { title, bytes, expected in
        let whole = expected.map { " of \(mebibytes($0))" } ?? ""
        line.show("pipgate: fetching the \(title): \(mebibytes(bytes))\(whole) MiB")
      }, wait: { line.tick() })
  }

  private static func mebibytes(_ bytes: Int) -> String {
    let tenths = bytes * 10 >> 20
    return "\(tenths / 10).\(tenths % 10)"
  }
}
