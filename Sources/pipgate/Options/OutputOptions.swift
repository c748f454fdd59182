import ArgumentParser
import Gate
import GateIO

extension ColorChoice: ExpressibleByArgument {}

/// How the result is shown.
struct OutputOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How the report is written: \(Reporters.all.map { $0.id }.joined(separator: ", ")).",
      valueName: "format"), completion: .list(Reporters.all.map { $0.id }),
    transform: parsedReporter)
  var format: any Reporter.Type = HumanReporter.self

  @Option(
    name: .customLong("output"),
    help: ArgumentHelp(
      "Write the report into a file too, as in sarif=gate.sarif; may be given several times.",
      valueName: "format=path"), completion: .list(Reporters.all.map { $0.id + "=" }),
    transform: ReportCopy.init(argument:))
  var copies: [ReportCopy] = []

  @Option(help: ArgumentHelp("When to use colour: auto, always, never.", valueName: "when"))
  var color: ColorChoice = .auto

  func validate() throws {
    let paths = copies.map(\.path)
    if let twice = paths.first(where: { path in paths.count { $0 == path } > 1 }) {
      throw ValidationError("--output names '\(twice)' twice")
    }
  }
}

/// A report that goes into a file.
struct ReportCopy {
  let format: any Reporter.Type
  let path: String

  /// Reads `FORMAT=PATH`.
  init(argument: String) throws {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[1].isEmpty else {
      throw ValidationError("'\(argument)' is not a format and a path, such as sarif=gate.sarif")
    }
    format = try parsedReporter(String(parts[0]))
    path = String(parts[1])
  }
}

private func parsedReporter(_ id: String) throws -> any Reporter.Type {
  guard let reporter = Reporters.reporter(named: id) else {
    let known = Reporters.all.map { $0.id }
    let nearest = NearestWord.nearest(to: id, among: known).map { "did you mean '\($0)'?" }
    throw ValidationError(
      "'\(id)' is not a format; \(nearest ?? "there are \(known.joined(separator: ", "))")")
  }
  return reporter
}
