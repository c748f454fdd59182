import ArgumentParser
import GateIO

/// Where advisories come from.
struct AdvisoryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Read a zip archive or a folder of records that is here.", valueName: "path"))
  var osv: String?

  @Option(
    help: ArgumentHelp(
      "Fetch a zip archive of records. Environment: PIPGATE_OSV_URL.", valueName: "URL"))
  var osvURL: String?

  var isNamed: Bool { osv != nil || osvURL != nil }

  func source(_ environment: Environment) throws(RunFailure) -> UpdateSource? {
    try .chosen(osv, osvURL, environment["PIPGATE_OSV_URL"], "osv")
  }
}

/// Where names come from, and whose they are.
struct NameOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Read the names from this file instead of asking the index.", valueName: "path"))
  var names: String?

  @Option(
    help: ArgumentHelp(
      "The index whose names these are, instead of PyPI. Environment: PIPGATE_INDEX_URL.",
      valueName: "URL"))
  var indexURL: String?
}

/// Where the ranks of projects come from.
struct PopularityOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Read the ranks from this file.", valueName: "path"))
  var popularity: String?

  @Option(
    help: ArgumentHelp("Fetch the ranks. Environment: PIPGATE_POPULARITY_URL.", valueName: "URL"))
  var popularityURL: String?

  var isNamed: Bool { popularity != nil || popularityURL != nil }

  func source(_ environment: Environment) throws(RunFailure) -> UpdateSource? {
    try .chosen(popularity, popularityURL, environment["PIPGATE_POPULARITY_URL"], "popularity")
  }
}

extension UpdateSource {
  /// A flag says more than the environment; two flags are one too many.
  fileprivate static func chosen(
    _ path: String?, _ url: String?, _ standing: String?, _ flag: String
  ) throws(RunFailure) -> UpdateSource? {
    switch (path, url ?? (path == nil ? standing : nil)) {
    case (_?, _?):
      throw RunFailure("'--\(flag)' and '--\(flag)-url' exclude each other", exitStatus: 2)
    case (let path?, nil): return .path(path)
    case (nil, let url?) where !url.isEmpty: return .url(url)
    default: return nil
    }
  }
}
