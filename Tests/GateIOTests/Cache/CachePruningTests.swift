import Foundation
import Testing

@testable import GateIO

/// What a cache that has grown too large loses.
@Suite struct CachePruningTests {
  let path: String
  private let now: Int64 = 2_000_000_000

  init() throws {
    path = try TemporaryDirectory.make().appendingPathComponent("pipgate").path
    for folder in ["index-v1/a", "index-v1/b", "snapshot-v1"] {
      try FileManager.default.createDirectory(
        atPath: "\(path)/\(folder)", withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    }
  }

  private func write(_ name: String, size: Int, age: Int64) throws {
    let file = "\(path)/\(name)"
    try Data(count: size).write(to: URL(fileURLWithPath: file))
    try FileManager.default.setAttributes(
      [
        .modificationDate: Date(timeIntervalSince1970: Double(now - age)), .posixPermissions: 0o600,
      ], ofItemAtPath: file)
  }

  private func left() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: path).sorted().filter {
      !$0.hasSuffix("v1") && !$0.hasSuffix("/a") && !$0.hasSuffix("/b") && $0 != "pruned"
    }
  }

  private func pruning(limit: Int, later: Int64 = 0) throws -> CachePruning {
    try #require(CachePruning(path, limit: limit, now: now + later))
  }

  @Test func losesWhatWasWrittenLongestAgo() throws {
    try write("index-v1/a/old", size: 400, age: 900)
    try write("index-v1/b/older", size: 400, age: 1000)
    try write("index-v1/a/new", size: 400, age: 10)
    try write("snapshot-v1/names", size: 5000, age: 9000)
    try pruning(limit: 1200).prune()
    #expect(try left().count == 4)
    // A tenth below the limit.
    try pruning(limit: 1199).prune()
    #expect(try left() == ["index-v1/a/new", "index-v1/a/old", "snapshot-v1/names"])
    try pruning(limit: 800).prune()
    #expect(try left().count == 3)
    try pruning(limit: 0).prune()
    #expect(try left() == ["snapshot-v1/names"])
  }

  @Test func clearsAwayWhatAWriterHasLeft() throws {
    try write("index-v1/a/.new-1-1-1", size: 4, age: 4000)
    try write("index-v1/a/.new-2-2-2", size: 4, age: 10)
    try write("index-v1/a/kept", size: 4, age: 99999)
    try pruning(limit: 1000).prune()
    #expect(try left() == ["index-v1/a/.new-2-2-2", "index-v1/a/kept"])
  }

  @Test func looksOnceAnHour() throws {
    try write("index-v1/a/first", size: 400, age: 10)
    try pruning(limit: 0).pruneIfDue()
    #expect(try left() == [])
    let marked = Date(timeIntervalSince1970: Double(now))
    try FileManager.default.setAttributes(
      [.modificationDate: marked], ofItemAtPath: path + "/pruned")
    try write("index-v1/a/second", size: 400, age: 10)
    try pruning(limit: 0, later: 3599).pruneIfDue()
    #expect(try left() == ["index-v1/a/second"])
    try pruning(limit: 0, later: 3600).pruneIfDue()
    #expect(try left() == [])
  }

  @Test func followsNoLinkAndEntersNothingOfOthers() throws {
    let outside = try TemporaryDirectory.make()
    try Data(count: 10).write(to: outside.appendingPathComponent("file"))
    try FileManager.default.createSymbolicLink(
      atPath: path + "/index-v1/link", withDestinationPath: outside.path)
    try FileManager.default.createSymbolicLink(
      atPath: path + "/index-v1/a/link",
      withDestinationPath: outside.appendingPathComponent("file").path)
    try write("index-v1/b/file", size: 4, age: 10)
    #expect(chmod(path + "/index-v1/b", 0o777) == 0)
    try pruning(limit: 0).prune()
    #expect(FileManager.default.fileExists(atPath: outside.path + "/file"))
    #expect(FileManager.default.fileExists(atPath: path + "/index-v1/b/file"))
    #expect(chmod(path, 0o777) == 0)
    #expect(CachePruning(path, limit: 0, now: now) == nil)
  }

  @Test func manyMayPruneAtOnce() async throws {
    for number in 0..<200 { try write("index-v1/a/\(number)", size: 10, age: Int64(number)) }
    let path = path
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask { CachePruning(path, limit: 1000, now: 2_000_000_000)?.prune() }
      }
    }
    let names = try left().compactMap { Int($0.split(separator: "/").last ?? "") }.sorted()
    #expect(names == Array(0..<names.count))
    #expect((1...90).contains(names.count))
  }

  @Test(arguments: [
    (nil, 256), ("1", 1), ("0", 0), ("1048576", 1_048_576), ("-1", 256), ("1G", 256),
    ("99999999999999999999", 256),
  ])
  func theOperatorSetsTheLimit(text: String?, mebibytes: Int) {
    #expect(
      CachePruning.limit { $0 == "PIPGATE_CACHE_LIMIT" ? text : nil } == mebibytes << 20)
  }
}
