import Foundation
import Gate
import SourceText
import Testing

@testable import GateIO

/// What is kept of the serials of policies.
struct SerialRecordTests {
  private let files = FileManager.default

  private func record(
    _ repository: String? = "github.com/acme/shop", in gitDirectory: String = "/srv/shop/.git",
    below folder: String
  ) -> SerialRecord {
    SerialRecord(of: repository, in: gitDirectory, below: folder + "/state/pipgate")
  }

  private func sighting(_ serial: Int, in folder: String = "/srv/shop/.git") throws
    -> SerialRecord.Sighting
  {
    SerialRecord.Sighting(
      serial: serial, gitDirectory: folder, moment: try #require(Timestamp("2026-11-21")))
  }

  @Test func theHighestIsKept() throws {
    let folder = try TemporaryDirectory.make()
    let record = record(below: folder.path)
    #expect(record.entry() == .nothing)
    #expect(!files.fileExists(atPath: folder.path + "/state"))
    #expect(record.keep(try sighting(3)))
    #expect(record.entry() == .highest(try sighting(3)))
    #expect(record.keep(try sighting(2)))
    #expect(record.entry() == .highest(try sighting(3)))
    #expect(record.keep(try sighting(999_999_999, in: "/other\u{1b}/\"x\"\n.git")))
    #expect(record.entry() == .highest(try sighting(999_999_999, in: "/other\u{1b}/\"x\"\n.git")))
    let mode = try files.attributesOfItem(atPath: record.path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    let names = try files.contentsOfDirectory(atPath: folder.path + "/state/pipgate/policies")
    #expect(Set(names) == ["lock", (record.path as NSString).lastPathComponent])
  }

  @Test func aRepositoryIsKnownByItsNameOrElseByItsFolder() throws {
    let folder = try TemporaryDirectory.make()
    func kept(_ repository: String?, _ gitDirectory: String) -> SerialRecord.Entry {
      record(repository, in: gitDirectory, below: folder.path).entry()
    }
    #expect(record(below: folder.path).keep(try sighting(3)))
    #expect(kept("github.com/acme/shop", "/elsewhere/.git") == .highest(try sighting(3)))
    #expect(kept("github.com/acme/shop2", "/srv/shop/.git") == .nothing)
    #expect(kept(nil, "/srv/shop/.git") == .nothing)
    #expect(record(nil, below: folder.path).keep(try sighting(5)))
    #expect(kept(nil, "/srv/shop/.git") == .highest(try sighting(5)))
    #expect(kept(nil, "/elsewhere/.git") == .nothing)
    // A name is no folder.
    #expect(kept("/srv/shop/.git", "/srv/shop/.git") == .nothing)
    #expect(kept("github.com/acme/shop", "/srv/shop/.git") == .highest(try sighting(3)))
  }

  @Test func manyWriteAtOnceAndTheHighestStays() async throws {
    let folder = try TemporaryDirectory.make()
    let record = record(below: folder.path)
    let sightings = try (1...32).map { try sighting($0) }.shuffled()
    let isKept = await withTaskGroup(of: Bool.self) { group in
      for sighting in sightings { group.addTask { record.keep(sighting) } }
      return await group.reduce(true) { $0 && $1 }
    }
    #expect(isKept)
    #expect(record.entry() == .highest(try sighting(32)))
  }

  @Test(arguments: [
    "", "3", "{", "[]", "\u{feff}{}", #"{"schema":"pipgate-policy-serial/1"}"#,
    String(repeating: " ", count: 20_000), String(repeating: "[", count: 10_000),
  ])
  func whatIsNoRecordIsLeftAlone(text: String) throws {
    let folder = try TemporaryDirectory.make()
    let record = record(below: folder.path)
    #expect(record.keep(try sighting(3)))
    try text.write(toFile: record.path, atomically: false, encoding: .utf8)
    #expect(record.entry() == .unusable)
    #expect(try !record.keep(sighting(4)))
    #expect(files.contents(atPath: record.path) == Data(text.utf8))
  }

  /// Members that a record has, each with something else in its place.
  @Test(arguments: [
    ("pipgate-policy-serial/1", "pipgate-policy-serial/2"), (":3,", ":0,"), (":3,", ":-3,"),
    (":3,", ":1000000000,"), (":3,", ":3.5,"), (":3,", ":\"3\","), (":3,", ":3,\"serial\":2,"),
    (":3,", ":1e400,"), (":3,", ":99999999999999999999999,"), ("acme/shop", "acme/other"),
    ("2026-11-21T00:00:00Z", "yesterday"), ("\"/srv/shop/.git\"", "null"), ("}", "} {}"),
  ])
  func aRecordOfAnotherFormIsUnusable(old: String, new: String) throws {
    let folder = try TemporaryDirectory.make()
    let record = record(below: folder.path)
    #expect(record.keep(try sighting(3)))
    let text = try String(contentsOfFile: record.path, encoding: .utf8)
    try #require(text.contains(old))
    try text.replacingOccurrences(of: old, with: new)
      .write(toFile: record.path, atomically: false, encoding: .utf8)
    #expect(record.entry() == .unusable)
  }

  @Test func linksPipesAndWhatOthersMayWriteAreRefused() throws {
    let folder = try TemporaryDirectory.make()
    let record = record(below: folder.path)
    #expect(record.keep(try sighting(3)))
    let state = folder.path + "/state/pipgate"
    func isRefused() throws -> Bool { try record.entry() == .unusable && !record.keep(sighting(4)) }
    // The file.
    let elsewhere = folder.path + "/elsewhere"
    try files.moveItem(atPath: record.path, toPath: elsewhere)
    try files.createSymbolicLink(atPath: record.path, withDestinationPath: elsewhere)
    #expect(try isRefused())
    try files.removeItem(atPath: record.path)
    try files.createSymbolicLink(atPath: record.path, withDestinationPath: "/nowhere")
    #expect(try isRefused())
    try files.removeItem(atPath: record.path)
    #expect(mkfifo(record.path, 0o600) == 0)
    #expect(try isRefused())
    try files.removeItem(atPath: record.path)
    try files.createDirectory(atPath: record.path, withIntermediateDirectories: false)
    #expect(try isRefused())
    try files.removeItem(atPath: record.path)
    try files.moveItem(atPath: elsewhere, toPath: record.path)
    try files.setAttributes([.posixPermissions: 0o666], ofItemAtPath: record.path)
    #expect(try isRefused())
    try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: record.path)
    #expect(record.entry() == .highest(try sighting(3)))
    // The folders.
    for path in [state + "/policies", state] {
      try files.setAttributes([.posixPermissions: 0o770], ofItemAtPath: path)
      #expect(try isRefused(), "\(path)")
      try files.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
      try files.moveItem(atPath: path, toPath: elsewhere)
      try files.createSymbolicLink(atPath: path, withDestinationPath: elsewhere)
      #expect(try isRefused(), "\(path)")
      try files.removeItem(atPath: path)
      try "".write(toFile: path, atomically: false, encoding: .utf8)
      #expect(try isRefused(), "\(path)")
      try files.removeItem(atPath: path)
      try files.moveItem(atPath: elsewhere, toPath: path)
    }
    #expect(record.keep(try sighting(4)))
    // The lock.
    try files.removeItem(atPath: state + "/policies/lock")
    try files.createSymbolicLink(
      atPath: state + "/policies/lock", withDestinationPath: folder.path + "/made")
    #expect(try !record.keep(sighting(5)))
    #expect(!files.fileExists(atPath: folder.path + "/made"))
    #expect(record.entry() == .highest(try sighting(4)))
  }
}
