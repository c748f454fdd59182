import Foundation
import Gate
import PythonPackaging
import Testing

@testable import GateIO

/// The form of a snapshot, and what is believed of a damaged one.
@Suite struct AdvisorySnapshotTests {
  let directory: URL
  let store: SnapshotStore

  init() throws {
    directory = try TemporaryDirectory.make().appendingPathComponent("pipgate")
    store = SnapshotStore(cache: directory.path)
  }

  private var place: URL { directory.appendingPathComponent("snapshot-v1/advisories") }

  static func collection(_ records: [String]) -> AdvisoryCollection {
    var collection = AdvisoryCollection(now: testNow)
    for record in records { collection.add(Array(record.utf8), named: "a.json") }
    return collection
  }

  private static let records = [
    """
    {"id": "GHSA-1", "modified": "2025-06-01T00:00:00Z", "aliases": ["CVE-1", "PYSEC-1"],
     "summary": "breaks", "database_specific": {"severity": "HIGH"}, "affected": [
      {"package": {"name": "Mid_Way", "ecosystem": "PyPI"}, "versions": ["0.1", "1!2.0rc1"],
       "ranges": [
        {"type": "ECOSYSTEM", "events": [{"introduced": "1.0"}, {"fixed": "1.2"},
          {"introduced": "2.0"}, {"last_affected": "2.1"}, {"introduced": "3"}, {"limit": "4"}]},
        {"type": "ECOSYSTEM", "events": [{"introduced": "9.0"}]}]},
      {"package": {"name": "zoo", "ecosystem": "PyPI"}, "versions": ["5"]}]}
    """,
    """
    {"id": "MAL-2", "modified": "2025-05-01T00:00:00Z", "affected": [
      {"package": {"name": "a1", "ecosystem": "PyPI"},
       "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}]}]}
    """,
    "{",
  ]

  private func bytes(_ collection: AdvisoryCollection) throws -> [UInt8] {
    let date = collection.date ?? testNow
    return try #require(AdvisorySnapshot.encoded(collection, date: date, made: testNow))
  }

  private func names(_ texts: String...) -> [ProjectName] { texts.compactMap { ProjectName($0) } }

  @Test func givesBackWhatWasWritten() throws {
    let collection = Self.collection(Self.records)
    #expect(store.replaceAdvisories(with: try bytes(collection)))
    let snapshot = try #require(try store.advisories())
    #expect(snapshot.date == Timestamp("2025-06-01T00:00:00Z"))
    #expect(snapshot.unreadable == 1)
    let found = try snapshot.advisories(about: names("MID.way", "zoo", "a1", "a", "zoo1", "b"))
    let written = Dictionary(
      uniqueKeysWithValues: collection.sorted().map { ($0.name, $0.advisories) })
    #expect(found == written)
    #expect(found.count == 3)
  }

  @Test func anEmptySnapshotKnowsNothing() throws {
    #expect(store.replaceAdvisories(with: try bytes(Self.collection([]))))
    let snapshot = try #require(try store.advisories())
    #expect(try snapshot.advisories(about: names("a")) == [:])
  }

  @Test func findsEachOfManyNamesAndNoOther() throws {
    let records = (0..<2_000).map { index in
      """
      {"id": "X-\(index)", "modified": "2025-06-01T00:00:00Z", "affected": [
        {"package": {"name": "p\(index * 7)", "ecosystem": "PyPI"}, "versions": ["\(index)"]}]}
      """
    }
    #expect(store.replaceAdvisories(with: try bytes(Self.collection(records))))
    let snapshot = try #require(try store.advisories())
    for index in 0..<14_000 {
      let name = try #require(ProjectName("p\(index)"))
      let found = try snapshot.advisories(about: [name])[name]
      #expect(found?.first?.id == (index % 7 == 0 ? "X-\(index / 7)" : nil))
    }
  }

  /// Every byte, in two ways: what is damaged is refused when it is opened or looked at.
  @Test func refusesEveryDamagedByte() throws {
    let original = try bytes(Self.collection(Self.records))
    let asked = names("mid-way", "zoo", "a1")
    #expect(store.replaceAdvisories(with: original))
    #expect(try store.advisories()?.advisories(about: asked).count == 3)
    for index in original.indices {
      for flip in [UInt8(1), 0xff] {
        var bytes = original
        bytes[index] ^= flip
        try Data(bytes).write(to: place)
        #expect(throws: AdvisorySnapshot.Failure.self, "byte \(index)") {
          try store.advisories()?.advisories(about: asked)
        }
      }
    }
  }

  @Test func refusesEveryCutOrLengthenedFile() throws {
    let original = try bytes(Self.collection(Self.records))
    #expect(store.replaceAdvisories(with: original))
    for count in original.indices {
      try Data(original[..<count]).write(to: place)
      #expect(throws: AdvisorySnapshot.Failure.self) { try store.advisories() }
    }
    try Data(original + [0]).write(to: place)
    #expect(throws: AdvisorySnapshot.Failure.self) { try store.advisories() }
  }

  /// A checksum is no secret: whoever makes the bytes can make it fit.
  @Test func survivesLiesWithFittingChecksums() throws {
    let original = try bytes(Self.collection(Self.records))
    let asked = names("mid-way", "zoo", "a1")
    #expect(store.replaceAdvisories(with: original))
    let header = SnapshotLayout.magicSize + 8
    let rows = 3 * SnapshotLayout.rowSize
    for index in header..<SnapshotLayout.headerSize + rows {
      for value in [UInt8(0), 1, 0x7f, 0x80, 0xff] {
        var bytes = original
        bytes[index] = value
        let end = min(bytes.count, SnapshotLayout.headerSize + rows + "a1mid-wayzoo".utf8.count)
        let sum = SnapshotLayout.checksum(of: Array(bytes[header..<end]))
        withUnsafeBytes(of: sum.littleEndian) { bytes.replaceSubrange(8..<16, with: $0) }
        try Data(bytes).write(to: place)
        _ = try? store.advisories()?.advisories(about: asked)
      }
    }
  }

  /// Damage within a block, past its checksum.
  @Test func survivesEveryDamagedBlock() throws {
    for entry in Self.collection(Self.records).sorted() {
      let block = SnapshotBlock.encoded(entry.advisories)
      #expect(SnapshotBlock.decoded(block) == entry.advisories)
      for index in block.indices {
        #expect(SnapshotBlock.decoded(Array(block[..<index])) == nil)
        for value in [UInt8(0), 0x7f, 0xff] {
          var bytes = block
          bytes[index] = value
          _ = SnapshotBlock.decoded(bytes)
        }
      }
    }
  }

  @Test func tellsAnotherFormatFromDamage() throws {
    var bytes = try bytes(Self.collection(Self.records))
    bytes[7] = UInt8(ascii: "9")
    #expect(store.replaceAdvisories(with: bytes))
    #expect(throws: AdvisorySnapshot.Failure.otherFormat) { try store.advisories() }
  }

  @Test func knowsNoSnapshotWhereThereIsNone() throws {
    #expect(try store.advisories() == nil)
    #expect(!FileManager.default.fileExists(atPath: directory.path))
  }

  @Test func readsNothingThatOthersCanWriteOrThatIsALink() throws {
    let bytes = try bytes(Self.collection(Self.records))
    #expect(store.replaceAdvisories(with: bytes))
    #expect(try store.advisories() != nil)
    #expect(chmod(place.path, 0o666) == 0)
    #expect(try store.advisories() == nil)
    #expect(chmod(place.path, 0o600) == 0)
    #expect(chmod(directory.path, 0o777) == 0)
    #expect(try store.advisories() == nil)
    #expect(!store.replaceAdvisories(with: bytes))
    #expect(chmod(directory.path, 0o700) == 0)
    let elsewhere = directory.appendingPathComponent("elsewhere")
    try FileManager.default.moveItem(at: place, to: elsewhere)
    try FileManager.default.createSymbolicLink(at: place, withDestinationURL: elsewhere)
    #expect(try store.advisories() == nil)
    // It is replaced, and not followed.
    #expect(store.replaceAdvisories(with: bytes))
    #expect(try store.advisories() != nil)
  }
}
