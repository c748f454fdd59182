import PythonPackaging
import Testing

@testable import Gate

/// Records gathered by project.
@Suite struct AdvisoryCollectionTests {
  private func record(
    _ id: String, _ project: String, modified: String = "2025-06-01T00:00:00Z", more: String = ""
  ) -> [UInt8] {
    Array(
      """
      {"id": "\(id)", "modified": "\(modified)"\(more), "affected": [
        {"package": {"name": "\(project)", "ecosystem": "PyPI"}, "versions": ["1.0"]}]}
      """.utf8)
  }

  private func collection(_ records: [UInt8]...) -> AdvisoryCollection {
    var collection = AdvisoryCollection(now: TestFacts.now)
    for (index, record) in records.enumerated() { collection.add(record, named: "\(index).json") }
    return collection
  }

  @Test func countsWhatBecameOfEveryRecord() {
    let found = collection(
      record("A-1", "a"), record("A-2", "a", more: #", "withdrawn": "2025-06-02T00:00:00Z""#),
      Array(#"{"id": "A-3", "modified": "2025-06-01T00:00:00Z", "affected": []}"#.utf8),
      Array("{".utf8), record("A-4", "-"))
    #expect(found.counts.read == 1)
    #expect(found.counts.withdrawn == 1)
    #expect(found.counts.elsewhere == 1)
    #expect(found.counts.unreadable == 2)
    #expect(found.counts.total == 5)
    #expect(found.unread.map(\.name) == ["3.json", "4.json"])
  }

  @Test func sortsByProjectAndId() {
    let found = collection(record("B", "zoo"), record("A", "Zoo"), record("C", "ant")).sorted()
    #expect(found.map(\.name.normalized) == ["ant", "zoo"])
    #expect(found.last?.advisories.map(\.id) == ["A", "B"])
  }

  @Test func keepsTheLaterOfTwoRecordsWithOneId() {
    let old = record("A", "a", modified: "2025-01-01T00:00:00Z")
    let new = record("A", "a", modified: "2025-02-01T00:00:00Z")
    for found in [collection(old, new), collection(new, old)] {
      #expect(found.sorted().first?.advisories.map(\.modified.day) == ["2025-02-01"])
    }
  }

  @Test func isAsNewAsItsNewestRecordThatIsNotFromTheFuture() {
    let found = collection(
      record("A", "a", modified: "2025-03-01T00:00:00Z"),
      record(
        "B", "a", modified: "2025-05-01T00:00:00Z", more: #", "withdrawn": "2025-05-01T00:00:00Z""#),
      record("C", "a", modified: "2999-01-01T00:00:00Z"))
    #expect(found.date?.day == "2025-05-01")
    #expect(collection().date == nil)
  }

  @Test func ratesWhatIsNotRatedAsItsOtherNames() {
    let found = collection(
      record(
        "GHSA-1", "a", more: #", "aliases": ["CVE-1"], "database_specific": {"severity": "LOW"}"#),
      record("PYSEC-1", "a", more: #", "aliases": ["CVE-1"]"#), record("PYSEC-2", "a"))
    let advisories = found.sorted().first?.advisories ?? []
    #expect(advisories.map(\.severity) == [.low, .low, .unknown])
    // The worst first, and one vulnerability once.
    #expect(advisories.distinct.map(\.id) == ["PYSEC-2", "GHSA-1"])
  }
}
