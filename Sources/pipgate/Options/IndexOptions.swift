import ArgumentParser
import GateIO

/// Which index answers, and how long it may take.
struct IndexOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Ask this index (PEP 503 or 691) instead of PyPI. Environment: PIPGATE_INDEX_URL.",
      valueName: "URL"))
  var indexURL: String?

  @Option(
    help: ArgumentHelp(
      "Ask this program for credentials of indexes, as git asks its helpers. Environment: PIPGATE_CREDENTIAL_HELPER.",
      valueName: "command"))
  var credentialHelper: String?

  @Flag(help: "Ask nobody: use only what is cached and embedded.")
  var offline = false

  @Option(
    help: ArgumentHelp(
      "How long all look-ups together may take (default: 10 in a hook, 60 otherwise). Environment: PIPGATE_TIMEOUT.",
      valueName: "seconds"), transform: parsedSeconds)
  var timeout: Int?
}

func parsedSeconds(_ text: String) throws -> Int {
  guard let seconds = Int(text), (1...3600).contains(seconds) else {
    throw ValidationError("'\(text)' is not a number of seconds from 1 to 3600")
  }
  return seconds
}
