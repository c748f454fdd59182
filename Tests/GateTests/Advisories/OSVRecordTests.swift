import PythonPackaging
import SeededNumbers
import SourceText
import Testing

@testable import Gate

/// What is read of a record of advisories.
@Suite struct OSVRecordTests {
  private static let full = """
    {"schema_version": "1.6.0", "id": "GHSA-aaaa-bbbb-cccc", "modified": "2025-03-01T10:11:12.123456Z",
     "published": "2025-02-01T00:00:00Z", "aliases": ["CVE-2025-1", "PYSEC-2025-1"],
     "summary": "Sandbox breakout\\nin two lines", "details": "long",
     "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:N/A:N"}],
     "database_specific": {"severity": "HIGH"},
     "affected": [
       {"package": {"name": "other", "ecosystem": "npm"}, "ranges": [{"type": "what"}]},
       {"package": {"name": "Jinja_2", "ecosystem": "PyPI", "purl": "pkg:pypi/jinja2"},
        "ranges": [
          {"type": "GIT", "repo": "x", "events": [{"introduced": "0"}]},
          {"type": "SEMVER", "events": [{"introduced": "0"}]},
          {"type": "ECOSYSTEM", "events": [{"fixed": "2.10.1"}, {"introduced": "2.0"}]}],
        "versions": ["2.0", "2.10", "1.0rc1", "2004d", "1.0.rc1"]}]}
    """

  private func read(_ text: String) throws -> OSVRecord { try OSVRecord.read(Array(text.utf8)) }

  private func advisory(_ text: String) throws -> Advisory {
    guard case .advisories(let found, _) = try read(text) else {
      throw OSVError("no advisories")
    }
    return try #require(found.values.first)
  }

  /// A record about one project with one member beside the necessary ones.
  private func record(affected: String, more: String = "") -> String {
    """
    {"id": "X-1", "modified": "2025-01-01T00:00:00Z"\(more), "affected": [
      {"package": {"name": "a", "ecosystem": "PyPI"}\(affected)}]}
    """
  }

  @Test func readsWhatMattersOfARecord() throws {
    guard case .advisories(let found, let modified) = try read(Self.full) else {
      Issue.record("not read")
      return
    }
    #expect(modified == Timestamp("2025-03-01T10:11:12Z"))
    #expect(Array(found.keys.map(\.normalized)) == ["jinja-2"])
    let advisory = try #require(found.values.first)
    #expect(advisory.names == ["GHSA-aaaa-bbbb-cccc", "CVE-2025-1", "PYSEC-2025-1"])
    #expect(advisory.summary == "Sandbox breakout")
    #expect(advisory.severity == .high)
    #expect(!advisory.isMalware)
    #expect(
      advisory.ranges == [AffectedRange(from: Version("2.0"), to: .fixed(Version("2.10.1")!))])
    // What lies in the range is not listed again, and what PEP 440 does not know is no version.
    #expect(advisory.versions == [Version("1.0rc1")!])
  }

  @Test(arguments: [
    (#", "withdrawn": "2025-01-01T00:00:00Z""#, true), (#", "withdrawn": null"#, false),
    ("", false),
  ])
  func setsWithdrawnRecordsAside(member: String, isWithdrawn: Bool) throws {
    let record = try read(record(affected: #", "versions": ["1"]"#, more: member))
    let expected = Timestamp("2025-01-01T00:00:00Z")
    #expect((record == expected.map { .withdrawn(modified: $0) }) == isWithdrawn)
  }

  @Test(arguments: [
    #"{"id": "X-1", "modified": "2025-01-01T00:00:00Z"}"#,
    #"{"id": "X-1", "modified": "2025-01-01T00:00:00Z", "affected": [{"ranges": []}]}"#,
    """
    {"id": "X-1", "modified": "2025-01-01T00:00:00Z",
     "affected": [{"package": {"ecosystem": "npm", "name": "@a/b"}}]}
    """,
  ])
  func knowsRecordsAboutOtherPlaces(text: String) throws {
    #expect(try read(text) == .elsewhere)
  }

  @Test(arguments: [
    "", "[]", "null", "{", #"{"id": 1}"#, #"{"id": "X-1"}"#,
    #"{"id": "X-1", "modified": "yesterday", "affected": []}"#,
    #"{"id": "X 1", "modified": "2025-01-01T00:00:00Z"}"#,
    #"{"id": "X-1", "modified": "2025-01-01T00:00:00Z", "affected": {}}"#,
    #"{"id": "X-1", "modified": "2025-01-01T00:00:00Z", "affected": [1]}"#,
    #"{"id": "X-1", "modified": "2025-01-01T00:00:00Z", "affected": [{"package": {"name": "a"}}]}"#,
    """
    {"id": "X-1", "modified": "2025-01-01T00:00:00Z",
     "affected": [{"package": {"ecosystem": "PyPI", "name": "../a"}}]}
    """,
  ])
  func refusesRecordsThatBreakTheFormat(text: String) {
    #expect(throws: OSVError.self) { try read(text) }
  }

  @Test(arguments: [
    #", "versions": [1]"#, #", "versions": "1""#, #", "ranges": [1]"#,
    #", "ranges": [{"type": "ECOSYSTEM"}]"#, #", "ranges": [{"type": "ECOSYSTEM", "events": []}]"#,
    #", "ranges": [{"type": "ECOSYSTEM", "events": [{"fixed": "1"}]}]"#,
    #", "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "x"}]}]"#,
    #", "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0", "fixed": "1"}]}]"#,
    #", "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"ended": "1"}]}]"#,
    #", "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "0x1"}]}]"#,
  ])
  func refusesWhatItCannotCompare(affected: String) {
    #expect(throws: OSVError.self) { try read(record(affected: affected)) }
  }

  @Test(arguments: [
    ("", Severity.unknown),
    (#", "severity": [{"type": "CVSS_V4", "score": "CVSS:4.0/AV:N"}]"#, .unknown),
    (
      #", "severity": [{"type": "CVSS_V4", "score": "CVSS:4.0/AV:N"}], "database_specific": {"severity": "MODERATE"}"#,
      .medium
    ),
    (#", "database_specific": {"severity": "low"}"#, .low),
    (#", "database_specific": {"severity": 3}"#, .unknown),
    (#", "severity": [{"type": "CVSS_V3", "score": "nonsense"}]"#, .unknown),
    (
      #", "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}], "database_specific": {"severity": "LOW"}"#,
      .critical
    ),
  ])
  func takesTheHighestRatingThatIsStated(member: String, severity: Severity) throws {
    let text = record(affected: #", "versions": ["1"]"#, more: member)
    #expect(try advisory(text).severity == severity)
  }

  @Test func cutsALongSummary() throws {
    let summary = String(repeating: "é", count: 5_000)
    let text = record(affected: #", "versions": ["1"]"#, more: #", "summary": "\#(summary)""#)
    #expect(try advisory(text).summary.count == 200)
  }

  @Test(arguments: [("MAL-2025-1", true), ("GHSA-1", false), ("XMAL-1", false)])
  func knowsMalwareByItsId(id: String, isMalware: Bool) {
    let advisory = Advisory(id: id, summary: "", modified: TestFacts.now, ranges: [])
    #expect(advisory.isMalware == isMalware)
    let alias = Advisory(
      id: "GHSA-2", aliases: [id], summary: "", modified: TestFacts.now, ranges: [])
    #expect(alias.isMalware == isMalware)
  }

  /// Seeded changes of a real record: nothing traps, and each is read or refused in words.
  @Test func survivesEveryDamage() {
    var generator = SeededGenerator(seed: 5)
    let original = Array(Self.full.utf8)
    for _ in 0..<3_000 {
      var bytes = original
      for _ in 0...generator.below(3) {
        let place = generator.below(bytes.count)
        switch generator.below(4) {
        case 0: bytes[place] = UInt8(generator.below(256))
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(contentsOf: bytes[place...].prefix(generator.below(40)), at: place)
        default: bytes = Array(bytes[..<max(1, place)])
        }
      }
      do {
        if case .advisories(let found, _) = try OSVRecord.read(bytes) {
          for advisory in found.values {
            _ = advisory.affects(Version("2.5")!)
            _ = [advisory].fix(for: Version("2.5")!)
          }
        }
      } catch {
        #expect(!error.reason.isEmpty)
      }
    }
  }
}
