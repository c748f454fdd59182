import ArgumentParser
import Gate
import GateIO

extension ColorChoice: ExpressibleByArgument {}

/// How the result is shown.
struct OutputOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How the report is written: \(Reporters.all.map { $0.id }.joined(separator: ", ")).",
      valueName: "format"), transform: parsedReporter)
  var format: any Reporter.Type = HumanReporter.self

  @Option(help: ArgumentHelp("When to use colour: auto, always, never.", valueName: "when"))
  var color: ColorChoice = .auto
}

private func parsedReporter(_ id: String) throws -> any Reporter.Type {
  guard let reporter = Reporters.reporter(named: id) else {
    let known = Reporters.all.map { $0.id }.joined(separator: ", ")
    throw ValidationError("'\(id)' is not a format; there are \(known)")
  }
  return reporter
}
