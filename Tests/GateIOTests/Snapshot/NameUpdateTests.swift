import Foundation
import Gate
import PythonPackaging
import Testing

@testable import GateIO

/// From the list of an index to an answer about a name.
@Suite struct NameUpdateTests {
  let directory: URL
  let index: IndexURL

  init() throws {
    directory = try TemporaryDirectory.make()
    index = try IndexURL("https://packages.acme.example/simple/")
  }

  private var file: URL { directory.appendingPathComponent("names") }

  private func store() -> SnapshotStore {
    SnapshotStore(cache: directory.appendingPathComponent("cache/pipgate").path)
  }

  private func update(
    _ text: String, day: String = "2026-11-20", of other: IndexURL? = nil, allowsOlder: Bool = false
  ) throws -> NameUpdate.Result {
    try text.write(to: file, atomically: true, encoding: .utf8)
    let moment = try #require(Timestamp(day))
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: Double(moment.seconds))],
      ofItemAtPath: file.path)
    let setting = UpdateSetting(
      environment: ["XDG_CACHE_HOME": directory.appendingPathComponent("cache").path],
      version: "0", now: testNow, timeout: 10, allowsOlder: allowsOlder)
    return try NameUpdate(of: other ?? index, path: file.path, setting).run()
  }

  private func has(_ name: String) throws -> Bool? {
    try store().names(of: index)?.contains(try #require(ProjectName(name)))
  }

  private func listing(_ names: [String], serial: Int? = nil) -> String {
    let projects = names.map { #"{"_last-serial": 1, "name": "\#($0)"}"# }.joined(separator: ",")
    let count = serial.map { ", \"_last-serial\": \($0)" } ?? ""
    return #"{"meta": {"api-version": "1.1"\#(count)}, "projects": [\#(projects)]}"#
  }

  @Test(arguments: [
    #"{"meta":{"api-version":"1.1"},"projects":[{"name":"Foo.Bar"},{"name":"zoo\u0031"},{"name":"a"}]}"#,
    """
    <!DOCTYPE html><html><head><meta name="pypi:repository-version" content="1.1"></head><body>
    <a href="/simple/foo-bar/">Foo.Bar</a><br/><a href='zoo1/'>
    zoo1</a><A HREF="https://packages.acme.example/simple/a/">a</A></body></html>
    """,
    "Foo.Bar\r\nzoo1\na\n\n",
  ])
  func readsEveryForm(text: String) throws {
    let result = try update(text)
    #expect(result.count == 3)
    #expect(result.unreadable == 0)
    #expect(result.date == Timestamp("2026-11-20"))
    #expect(try has("foo_bar") == true)
    #expect(try has("zoo1") == true)
    #expect(try has("a") == true)
    for name in ["foo", "zoo", "0", "b", "zzz", "foo-bar-baz"] { #expect(try has(name) == false) }
  }

  /// Names before, between and after the blocks; what another index has is another thing.
  @Test func findsEachOfManyNamesAndNoOther() throws {
    let names = (0..<6_000).filter { $0 % 3 == 0 }.map { "p\($0)" }
    let result = try update(listing(names.shuffled() + ["P0", "not a name", ""]))
    #expect(result.count == names.count + 1)
    #expect(result.unreadable == 2)
    let snapshot = try #require(try store().names(of: index))
    for number in 0..<6_000 {
      let name = try #require(ProjectName("p\(number)"))
      #expect(try snapshot.contains(name) == (number % 3 == 0))
    }
    #expect(try store().names(of: .standard) == nil)
  }

  @Test(arguments: [
    "{", #"{"meta":{"api-version":"2.0"},"projects":[{"name":"a"}]}"#,
    #"{"projects":[{"name":"a"}]}"#,
    #"{"meta":{"api-version":"1.0"}}"#, #"{"meta":{"api-version":"1.0"},"projects":[]}"#,
    #"{"meta":{"api-version":"1.0"},"projects":{"name":"a"}}"#,
    #"{"meta":{"api-version":"1.0"},"projects":[{"title":"a"}]}"#,
    #"{"meta":{"api-version":"1.0"},"projects":["a"]}"#,
    #"{"meta":{"api-version":"1.0"},"projects":[{"name":"a","name":"b"}]}"#,
    #"{"meta":{"api-version":"1.0"},"projects":[{"name":1}]}"#,
    #"{"meta":{"api-version":"1.0"},"projects":[{"name":"a"}]} {}"#,
    #"{"meta":{"api-version":"1.0"},"projects":[{"name":"a"}"#,
    #"{"meta":{"api-version":"1.0"},"projects":[{"name":"a"}],"projects":[]}"#,
    "[]", "<html><body><a href=\"/login\">Log in</a></body></html>", "<html>", "",
    "<a href=\"a/\">a</a><a href=\"b/", "<a href=\"a/\">a", "this is not a list\nat all\n",
    "<meta name=\"pypi:repository-version\" content=\"2.0\"><a href=\"a/\">a</a>",
  ])
  func refusesWhatIsNoList(text: String) throws {
    _ = try update("kept")
    #expect(throws: RunFailure.self) { try update(text) }
    #expect(try has("kept") == true)
  }

  @Test func refusesToGoBackInTime() throws {
    _ = try update(listing(["a", "b"]), day: "2026-11-20")
    #expect(throws: RunFailure.self) { try update(listing(["a", "c"]), day: "2026-11-19") }
    #expect(try has("c") == false)
    _ = try update(listing(["a", "c"]), day: "2026-11-19", allowsOlder: true)
    #expect(try has("c") == true)
    // Where the index counts its changes, that count decides.
    _ = try update(listing(["a", "c"], serial: 70), day: "2026-11-20")
    #expect(throws: RunFailure.self) { try update(listing(["a"], serial: 69), day: "2026-11-21") }
    _ = try update(listing(["a", "d"], serial: 71), day: "2026-11-18")
    #expect(try has("d") == true)
  }

  @Test func refusesAListThatHasLostMostOfItself() throws {
    _ = try update((0..<100).map { "p\($0)\n" }.joined())
    #expect(throws: RunFailure.self) { try update("p1\n") }
    #expect(try has("p99") == true)
    let result = try update("p1\n", allowsOlder: true)
    #expect(result.earlierDate == Timestamp("2026-11-20"))
  }

  @Test func whatIsDamagedIsNoList() throws {
    _ = try update((0..<900).map { "p\($0)\n" }.joined())
    let folder = directory.appendingPathComponent("cache/pipgate/snapshot-v1")
    let name = try #require(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).first)
    let place = folder.appendingPathComponent(name)
    let original = try Data(contentsOf: place)
    let wanted = try #require(ProjectName("p5"))
    for index in stride(from: 0, to: original.count, by: 67) {
      var bytes = original
      bytes[index] ^= 0x40
      try bytes.write(to: place)
      // Right, or refused; never another answer.
      let found = try? store().names(of: self.index)?.contains(wanted)
      #expect(found == nil || found == true, "byte \(index)")
    }
    try original.prefix(100).write(to: place)
    #expect(throws: SnapshotFile.Failure.self) { try store().names(of: index) }
    // What is damaged has no date that an update could be held against.
    _ = try update("a", day: "2020-01-01")
    #expect(try has("a") == true)
  }

  /// Many names cost what their letters cost.
  @Test func readsALongListOnce() throws {
    let text = listing((0..<50_000).map { "project-number-\($0)" })
    let names = try RootListing.read(file: Array(text.utf8))
    #expect(names.count == 50_000)
    let bytes = try #require(
      NameSnapshot.encoded(names, of: index, date: testNow, made: testNow))
    #expect(bytes.count < text.utf8.count)
  }

  @Test func interruptedUpdatesAreClearedUpAfter() throws {
    _ = try update("a")
    let folder = directory.appendingPathComponent("cache/pipgate/snapshot-v1")
    let old = Date(timeIntervalSince1970: Double(testNow.seconds - 30 * 86_400))
    let recent = Date(timeIntervalSince1970: Double(testNow.seconds - 60))
    for (name, day) in [
      (".new-1-2-3", old), (".new-4-5-6", recent), ("download-1", old), ("download-1.note", old),
      ("download-2", recent), ("something", old),
    ] {
      let file = folder.appendingPathComponent(name)
      try Data([1]).write(to: file)
      try FileManager.default.setAttributes([.modificationDate: day], ofItemAtPath: file.path)
    }
    _ = try update("a")
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(left.filter { !$0.hasPrefix("names-") } == [".new-4-5-6", "download-2", "something"])
  }
}
