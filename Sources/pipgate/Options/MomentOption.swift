import ArgumentParser
import Gate

/// From when facts are looked at.
struct MomentOption: ParsableArguments {
  @Option(
    name: .customLong("as-of"),
    help: ArgumentHelp(
      "Judge as if it were this day or moment in UTC: 2026-11-21 or 2026-11-21T08:00:00Z.",
      valueName: "time"), transform: parsedTimestamp)
  var asOf: Timestamp?
}

private func parsedTimestamp(_ text: String) throws -> Timestamp {
  guard let moment = Timestamp(text) else {
    throw ValidationError("'\(text)' is not a day or a moment in UTC, such as 2026-11-21")
  }
  return moment
}
