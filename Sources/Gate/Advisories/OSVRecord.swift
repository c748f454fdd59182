import PythonPackaging
import SourceText

/// Why a record of advisories cannot be read.
package struct OSVError: Error, Hashable {
  /// In lower case and without a final stop. May quote the record: hostile text.
  package let reason: String

  package init(_ reason: String) { self.reason = reason }
}

/// A record of the Open Source Vulnerability format, as far as it is about projects of PyPI.
// https://ossf.github.io/osv-schema/
package enum OSVRecord: Hashable, Sendable {
  /// What it says of each project, in the order of their names.
  case advisories([ProjectName: Advisory], modified: Timestamp)
  /// Its publisher has taken it back.
  case withdrawn(modified: Timestamp)
  /// It is about projects elsewhere.
  case elsewhere

  package static let ecosystem = "PyPI"
  /// The most that one record may list of anything; the largest ones have a tenth of it.
  private static let mostRanges = 2_000
  private static let mostVersions = 50_000
  private static let limits = JSONLimits(bytes: 16 << 20, depth: 32, values: 500_000)
  private static let longestSummary = 200

  /// Reads one record; one that breaks the format in what matters here is refused as a whole.
  package static func read(_ bytes: [UInt8]) throws(OSVError) -> OSVRecord {
    let record: JSONValue
    do throws(JSONError) {
      record = try JSON.parse(bytes, limits: limits)
    } catch {
      throw OSVError("it is not valid JSON: \(error.message)")
    }
    let members = try Members(of: record, "the record")
    let id = try identifier(members["id"])
    guard let modified = members["modified"]?.string.flatMap({ Timestamp($0) }) else {
      throw OSVError("it has no usable 'modified'")
    }
    if let withdrawn = members["withdrawn"], !withdrawn.isNull {
      return .withdrawn(modified: modified)
    }
    var affected: [ProjectName: Affected] = [:]
    for entry in try list(members["affected"], "affected") {
      try read(entry, into: &affected)
    }
    if affected.isEmpty { return .elsewhere }
    let aliases = try list(members["aliases"], "aliases").map { value throws(OSVError) in
      try identifier(value)
    }
    let common = try severity(of: members)
    let summary = (members["summary"]?.string).flatMap { $0.isEmpty ? nil : $0 }
    let text = summary ?? members["details"]?.string ?? ""
    var advisories: [ProjectName: Advisory] = [:]
    for (name, found) in affected {
      advisories[name] = Advisory(
        id: id, aliases: aliases, summary: firstLine(of: text), modified: modified,
        severity: [common, found.severity].compactMap { $0 }.max() ?? .unknown,
        ranges: found.ranges, versions: try found.versionsOutsideRanges())
    }
    return .advisories(advisories, modified: modified)
  }

  /// What the entries for one project say together.
  private struct Affected {
    var ranges: [AffectedRange] = []
    var versions: Set<Version> = []
    var severity: Severity?

    func versionsOutsideRanges() throws(OSVError) -> [Version] {
      guard ranges.count <= OSVRecord.mostRanges, versions.count <= OSVRecord.mostVersions else {
        throw OSVError("it lists too many ranges or versions")
      }
      // To leave out what the ranges say saves space and nothing else.
      guard ranges.count * versions.count <= 2_000_000 else { return versions.sorted() }
      return versions.filter { version in !ranges.contains { $0.contains(version) } }.sorted()
    }
  }

  private static func read(
    _ entry: JSONValue, into affected: inout [ProjectName: Affected]
  ) throws(OSVError) {
    let members = try Members(of: entry, "an entry of 'affected'")
    // An entry about commits alone has no project.
    guard let project = members["package"], !project.isNull else { return }
    let named = try Members(of: project, "'package'")
    guard let ecosystem = named["ecosystem"]?.string else {
      throw OSVError("a project has no 'ecosystem'")
    }
    guard ecosystem == Self.ecosystem else { return }
    guard let name = named["name"]?.string.flatMap({ ProjectName($0) }) else {
      throw OSVError("a project has no usable name")
    }
    var found = affected[name] ?? Affected()
    for range in try list(members["ranges"], "ranges") {
      let members = try Members(of: range, "a range")
      // Commits are not released, and projects of PyPI have no versions by semantic versioning.
      guard members["type"]?.string == "ECOSYSTEM" else { continue }
      let events = try list(members["events"], "events").map { value throws(OSVError) in
        try OSVEvent(value)
      }
      guard events.contains(where: { $0.kind == .introduced }) else {
        throw OSVError("a range begins nowhere")
      }
      found.ranges += AffectedRange.ranges(of: events)
    }
    for value in try list(members["versions"], "versions") {
      guard let text = value.string else { throw OSVError("'versions' holds more than texts") }
      // What PEP 440 does not know, no requirement can choose.
      if let version = Version(text) { found.versions.insert(version) }
    }
    found.severity = [found.severity, try severity(of: members)].compactMap { $0 }.max()
    affected[name] = found
  }

  /// The highest rating that is stated, as a vector or in a word.
  private static func severity(of members: Members) throws(OSVError) -> Severity? {
    var ratings: [Severity] = []
    for entry in try list(members["severity"], "severity") {
      guard entry["type"]?.string == "CVSS_V3", let text = entry["score"]?.string else { continue }
      if let vector = CVSSVector(text) { ratings.append(Severity(tenths: vector.tenths)) }
    }
    for place in ["database_specific", "ecosystem_specific"] {
      if let word = members[place]?["severity"]?.string, let rating = Severity(word: word) {
        ratings.append(rating)
      }
    }
    return ratings.max()
  }

  private static func identifier(_ value: JSONValue?) throws(OSVError) -> String {
    guard let text = value?.string, (1...128).contains(text.utf8.count),
      text.utf8.allSatisfy({ (0x21...0x7e).contains($0) })
    else { throw OSVError("it has an id that is none") }
    return text
  }

  private static func list(_ value: JSONValue?, _ name: String) throws(OSVError) -> [JSONValue] {
    guard let value, !value.isNull else { return [] }
    guard let array = value.array else { throw OSVError("'\(name)' is not a list") }
    return array
  }

  private static func firstLine(of text: String) -> String {
    let scalars = text.unicodeScalars.prefix { $0 != "\n" && $0 != "\r" }
    if scalars.count <= longestSummary { return String(scalars) }
    return String(scalars.prefix(longestSummary - 1)) + "…"
  }
}

/// The members of an object, looked up by name in constant time.
private struct Members {
  private let values: [String: JSONValue]

  init(of value: JSONValue, _ what: String) throws(OSVError) {
    guard let object = value.object else { throw OSVError("\(what) is not an object") }
    values = Dictionary(object.map { ($0.name, $0.value) }) { first, _ in first }
  }

  subscript(_ name: String) -> JSONValue? { values[name] }
}
