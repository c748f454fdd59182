import Foundation
import Gate
import PythonPackaging
import Testing

@testable import GateIO

/// From records to a snapshot that a run asks.
@Suite struct AdvisoryUpdateTests {
  let directory: URL
  let records: URL

  init() throws {
    directory = try TemporaryDirectory.make()
    records = directory.appendingPathComponent("records")
    try FileManager.default.createDirectory(
      at: records.appendingPathComponent("deep/er"), withIntermediateDirectories: true)
  }

  private var cache: String { directory.appendingPathComponent("cache/pipgate").path }
  private var archive: String { directory.appendingPathComponent("all.zip").path }

  private func record(_ id: String, _ project: String, day: String = "2026-11-01") -> String {
    """
    {"id": "\(id)", "modified": "\(day)T00:00:00Z", "affected": [
      {"package": {"name": "\(project)", "ecosystem": "PyPI"},
       "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}]}]}
    """
  }

  private func write(_ text: String, _ path: String) throws {
    try text.write(
      to: records.appendingPathComponent(path), atomically: true, encoding: .utf8)
  }

  private func update(
    _ source: UpdateSource, allowsOlder: Bool = false
  ) throws -> AdvisoryUpdate.Result {
    let cache = directory.appendingPathComponent("cache").path
    let setting = UpdateSetting(
      environment: ["XDG_CACHE_HOME": cache], version: "0", now: testNow, timeout: 10,
      allowsOlder: allowsOlder)
    return try AdvisoryUpdate(source: source, setting).run()
  }

  private func facts(_ names: String...) -> SnapshotFacts {
    SnapshotFacts.about(names.compactMap { ProjectName($0) }, cache: cache, now: testNow)
  }

  private func ids(_ name: String) -> [String] {
    let facts = facts(name)
    return ProjectName(name).map { facts.advisories[$0].map(\.id) } ?? []
  }

  @Test func readsAFolderToItsDepthAndFollowsNoLink() throws {
    try write(record("MAL-1", "a"), "a.json")
    try write(record("MAL-2", "b"), "deep/er/b.json")
    try write(record("MAL-3", "c"), "c.txt")
    try write("{", "deep/broken.json")
    let outside = directory.appendingPathComponent("outside.json")
    try record("MAL-4", "d").write(to: outside, atomically: true, encoding: .utf8)
    try FileManager.default.createSymbolicLink(
      at: records.appendingPathComponent("d.json"), withDestinationURL: outside)
    let result = try update(.path(records.path))
    #expect(result.counts.read == 2)
    #expect(result.counts.unreadable == 1)
    #expect(result.unread.map(\.name) == [records.path + "/deep/broken.json"])
    #expect(result.projects == 2)
    #expect(result.date.day == "2026-11-01")
    #expect(result.earlierDate == nil)
    #expect(ids("a") == ["MAL-1"])
    #expect(ids("b") == ["MAL-2"])
    #expect(ids("c") == [])
    #expect(ids("d") == [])
  }

  @Test func readsAnArchive() throws {
    let text = record("MAL-1", "a").replacingOccurrences(of: "\n", with: " ")
    let bytes = try ZipArchiveTests.archive(
      """
      z.writestr('MAL-1.json', '''\(text)''')
      z.writestr('broken.json', '{')
      z.writestr('README', 'no record')
      """)
    try Data(bytes).write(to: URL(fileURLWithPath: archive))
    let result = try update(.path(archive))
    #expect(result.counts.read == 1)
    #expect(result.counts.total == 2)
    #expect(ids("a") == ["MAL-1"])
  }

  @Test func refusesToGoBackInTime() throws {
    try write(record("MAL-2", "a", day: "2026-11-10"), "a.json")
    _ = try update(.path(records.path))
    try write(record("MAL-1", "a", day: "2026-11-09"), "a.json")
    #expect(throws: RunFailure.self) { try update(.path(records.path)) }
    #expect(ids("a") == ["MAL-2"])
    let result = try update(.path(records.path), allowsOlder: true)
    #expect(result.earlierDate?.day == "2026-11-10")
    #expect(ids("a") == ["MAL-1"])
  }

  @Test func keepsThePresentSnapshotWhenNothingIsRead() throws {
    try write(record("MAL-1", "a"), "a.json")
    _ = try update(.path(records.path))
    try write("{", "a.json")
    #expect(throws: RunFailure.self) { try update(.path(records.path)) }
    try Data("PK nonsense".utf8).write(to: URL(fileURLWithPath: archive))
    #expect(throws: RunFailure.self) { try update(.path(archive)) }
    #expect(throws: RunFailure.self) { try update(.path(directory.path + "/nowhere")) }
    #expect(ids("a") == ["MAL-1"])
    let left = try FileManager.default.contentsOfDirectory(atPath: cache + "/snapshot-v1")
    #expect(left == ["advisories"])
  }

  @Test(arguments: [
    "http://mirror.acme.example/all.zip", "ftp://mirror.acme.example/all.zip", "all.zip",
    "https://mirror.acme.example/", "",
  ])
  func refusesAddressesThatAreNotSafe(url: String) {
    #expect(throws: RunFailure.self) { try update(.url(url)) }
  }

  @Test func saysWhatTheSnapshotIs() throws {
    let end = "so 'malware' and 'vulnerable' found nothing; 'pipgate update' makes a new one"
    #expect(facts().notices == [])
    #expect(facts("a").notices == ["there is no snapshot of advisories, \(end)"])
    try write(record("MAL-1", "a", day: "2026-11-01"), "a.json")
    try write("{", "broken.json")
    _ = try update(.path(records.path))
    let age = Age(since: try #require(Timestamp("2026-11-01")), now: testNow)
    #expect(
      facts("a").notices == [
        "the newest advisory of the snapshot is of 2026-11-01, \(age) ago; run 'pipgate update'; "
          + "one record could not be read"
      ])
    try write(record("MAL-1", "a", day: testNow.day), "a.json")
    try FileManager.default.removeItem(at: records.appendingPathComponent("broken.json"))
    _ = try update(.path(records.path))
    #expect(facts("a").notices == ["the newest advisory of the snapshot is of \(testNow.day)"])
    let place = URL(fileURLWithPath: cache + "/snapshot-v1/advisories")
    try Data([1, 2, 3]).write(to: place)
    #expect(facts("a").notices == ["the snapshot of advisories is damaged, \(end)"])
    // What is damaged has no date that an update could be held against.
    try write(record("MAL-1", "a", day: "2026-01-01"), "a.json")
    #expect(try update(.path(records.path)).date.day == "2026-01-01")
  }
}
