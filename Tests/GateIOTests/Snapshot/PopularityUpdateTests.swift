import Foundation
import Gate
import PythonPackaging
import Testing

@testable import GateIO

/// From a list of downloads to ranks that a run uses.
@Suite struct PopularityUpdateTests {
  let directory: URL

  init() throws { directory = try TemporaryDirectory.make() }

  private var cache: String { directory.appendingPathComponent("cache/pipgate").path }

  private func update(
    _ text: String, day: String = "2026-11-20", allowsOlder: Bool = false
  ) throws -> PopularityUpdate.Result {
    let file = directory.appendingPathComponent("ranks")
    try text.write(to: file, atomically: true, encoding: .utf8)
    let moment = try #require(Timestamp(day))
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: Double(moment.seconds))],
      ofItemAtPath: file.path)
    let setting = UpdateSetting(
      environment: ["XDG_CACHE_HOME": directory.appendingPathComponent("cache").path],
      version: "0", now: testNow, allowsOlder: allowsOlder)
    return try PopularityUpdate(source: .path(file.path), setting).run()
  }

  private func rank(_ name: String) throws -> Int? {
    PopularitySource(cache: cache).popularity.rank(of: try #require(ProjectName(name)))
  }

  @Test(arguments: [
    "rank,name\n1,Zoo.Keeper\n2,numpy\n3,a\n", "1,Zoo.Keeper\r\n2,numpy\r\n7,a\r\n",
    "3,a\n2,numpy\n1,zoo-keeper\n2,numpy\n", "name\nzoo_keeper\nnumpy\na\nnumpy",
    "zoo-keeper\nnumpy\na",
    """
    {"last_update": "2026-11-20 06:12:00", "query": {}, "rows": [
      {"download_count": 9, "project": "zoo-keeper"}, {"download_count": 8, "project": "numpy"},
      {"download_count": 8, "project": "a"}]}
    """,
    """
    {"rows": [{"project": "a", "download_count": 1}, {"project": "numpy", "download_count": 4},
      {"project": "zoo-keeper", "download_count": 5}]}
    """,
  ])
  func readsEveryForm(text: String) throws {
    let result = try update(text)
    #expect(result.count == 3)
    #expect(result.date == Timestamp("2026-11-20"))
    #expect(!result.isBehindBuiltIn)
    #expect(try ["zoo-keeper", "numpy", "a", "requests"].map(rank) == [1, 2, 3, nil])
    #expect(PopularitySource(cache: cache).date == "2026-11-20")
  }

  @Test(arguments: [
    "", "{}", "{", #"{"rows": []}"#, #"{"rows": [{"project": "a"}]}"#, "rank,name\n",
    "1,not a name\n",
    "a\nb c\n", "a,b\nc,d\n", "<html>",
  ])
  func refusesWhatIsNoList(text: String) throws {
    _ = try update("1,kept\n")
    #expect(throws: RunFailure.self) { try update(text) }
    #expect(try rank("kept") == 1)
  }

  /// What a list says of its own day counts, and not when it was written here.
  @Test func refusesToGoBackInTime() throws {
    func list(_ day: String, _ name: String) -> String {
      #"{"last_update": "\#(day) 00:00:00", "rows": [{"download_count": 9, "project": "\#(name)"}]}"#
    }
    _ = try update(list("2026-11-18", "a"))
    #expect(throws: RunFailure.self) { try update(list("2026-11-17", "b")) }
    #expect(try rank("a") == 1)
    _ = try update(list("2026-11-17", "b"), allowsOlder: true)
    #expect(try rank("b") == 1)
    // A day to come would make every later list look old.
    #expect(try update(list("2036-01-01", "c")).date == testNow)
  }

  @Test func theBuiltInListStaysWhereItIsNewer() throws {
    let result = try update("1,zoo-keeper\n", day: "2020-01-01")
    #expect(result.isBehindBuiltIn)
    #expect(try rank("zoo-keeper") == nil)
    #expect(try rank("requests") != nil)
    #expect(PopularitySource(cache: cache).date == EmbeddedFiles.popularProjectsDate)
  }

  /// Damage leads back to the list that the program carries, never astray.
  @Test func whatIsDamagedIsNoList() throws {
    _ = try update((1...40).map { "\($0),project-\($0)\n" }.joined())
    let place = URL(fileURLWithPath: cache + "/snapshot-v1/popularity")
    let original = try Data(contentsOf: place)
    for index in [0, 7, 9, 17, 30, 60, 90, 200, original.count - 1] {
      var bytes = original
      bytes[index] ^= 0x41
      try bytes.write(to: place)
      #expect(try rank("requests") != nil, "byte \(index)")
    }
    try original.prefix(original.count / 2).write(to: place)
    #expect(try rank("requests") != nil)
    try original.write(to: place)
    #expect(try rank("project-7") == 7)
  }

  @Test func thereNeedBeNoSnapshot() throws {
    #expect(try rank("requests") != nil)
    #expect(PopularitySource(cache: nil).date == EmbeddedFiles.popularProjectsDate)
    #expect(!FileManager.default.fileExists(atPath: cache))
  }
}
