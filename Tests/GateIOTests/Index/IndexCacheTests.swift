import Foundation
import Gate
import PythonPackaging
import Testing

@testable import GateIO

/// What a look-up keeps, and what it believes of what it finds.
@Suite struct IndexCacheTests {
  let index: LoopbackIndex
  let directory: URL
  let configuration: IndexConfiguration

  init() throws {
    index = try LoopbackIndex.shared.get()
    directory = try TemporaryDirectory.make()
    var configuration = try index.configuration()
    configuration.cacheDirectory = directory.appendingPathComponent("pipgate").path
    self.configuration = configuration
  }

  private func offline() -> IndexConfiguration {
    var offline = configuration
    offline.isOffline = true
    return offline
  }

  private func later(_ seconds: Int64) -> Timestamp {
    Timestamp(seconds: testNow.seconds + seconds)
  }

  /// The only file that the cache holds, beside the mark of when it was pruned.
  private func file() throws -> URL {
    let files = FileManager.default.enumerator(
      at: directory, includingPropertiesForKeys: [.isRegularFileKey])
    let all = (files?.allObjects as? [URL] ?? []).filter { $0.lastPathComponent != "pruned" }
    let plain = all.filter { url in
      (try? url.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true
    }
    try #require(plain.count == 1)
    return plain[0]
  }

  @Test(arguments: ["json", "html"])
  func answersAgainWithoutARequest(form: String) throws {
    let project = "warm-\(form)"
    try index.serve(
      project,
      """
      {"serve": "\(form)", "status": {"status": "deprecated", "reason": "use another"},
       "versions": {
        "1.0": {"uploaded": "2024-01-01T00:00:00Z", "yanked": "why", "size": 12345},
        "1.0.0": {"uploaded": "-1d", "yanked": true, "metadata": true, "requires-python": ">=3.9"},
        "2.0a1": {"uploaded": "-3d", "provenance": true, "requires-python": ">=3.9"}}}
      """)
    let cold = try IndexClient(configuration).lookUp(project)
    let requests = index.requests(about: project)
    let warm = try IndexClient(configuration).lookUp(project, now: later(599))
    #expect(cold.record?.files.count == 6)
    #expect(warm == cold)
    #expect(
      warm.record?.files.map { $0.version?.description }
        == cold.record?.files.map { $0.version?.description })
    #expect(index.requests(about: project) == requests)
  }

  @Test func asksWhetherAStaleAnswerStillHolds() throws {
    try index.serve("stale", #"{"versions": {"1.0": {"uploaded": "-3d"}}}"#)
    let cold = try #require(try IndexClient(configuration).lookUp("stale").record)
    let confirmed = try #require(
      try IndexClient(configuration).lookUp("stale", now: later(600)).record)
    #expect(confirmed.files == cold.files)
    #expect(confirmed.fetched == later(600))
    // The confirmation is kept too.
    #expect(try IndexClient(configuration).lookUp("stale", now: later(1199)).record == confirmed)
    #expect(
      index.requests(about: "stale") == ["/simple/stale/", "/simple/stale/ if-none-match"])

    try index.serve("stale", #"{"versions": {"2.0": {"uploaded": "-1d"}}}"#)
    let changed = try #require(
      try IndexClient(configuration).lookUp("stale", now: later(1200)).record)
    #expect(changed.versions.map(\.description) == ["2.0"])
  }

  @Test func letsNoAnswerBlessARecordThatItWasNotAskedAbout() throws {
    try index.serve("blessed", #"{"etag": false, "versions": {"1.0": {"uploaded": "-3d"}}}"#)
    _ = try IndexClient(configuration).lookUp("blessed")
    try index.serve("blessed", #"{"respond": {"status": 304}}"#)
    let why = try IndexClient(configuration).lookUp("blessed", now: later(600)).unavailability
    #expect(why?.cause == .answer)
  }

  @Test func asksAnewWhileTimesAreMissing() throws {
    try index.serve("timeless", #"{"versions": {"1.0": {}}}"#)
    _ = try IndexClient(configuration).lookUp("timeless")
    _ = try IndexClient(configuration).lookUp("timeless", now: later(600))
    #expect(index.requests(about: "timeless") == ["/simple/timeless/", "/simple/timeless/"])
  }

  @Test func keepsNothingWhenTimesFailedToCome() throws {
    try index.serve(
      "half",
      """
      {"serve": "html", "versions": {"1.0": {"uploaded": "-3d"}},
       "respond": {"at": "upload-times", "status": 503, "times": 3}}
      """)
    #expect(try IndexClient(configuration).lookUp("half").record?.files.first?.uploaded == nil)
    #expect(try IndexClient(configuration).lookUp("half").record?.files.first?.uploaded != nil)
  }

  @Test func neverKeepsAbsence() throws {
    #expect(try IndexClient(configuration).lookUp("coming") == .absent)
    try index.serve("coming", "{}")
    #expect(try IndexClient(configuration).lookUp("coming").record != nil)
    try index.forget("coming")
    #expect(try IndexClient(configuration).lookUp("coming", now: later(600)) == .absent)
    #expect(try IndexClient(offline()).lookUp("coming").record == nil)
  }

  @Test func answersOfflineWithWhatIsYoungEnough() throws {
    try index.serve("old", "{}")
    let cold = try IndexClient(configuration).lookUp("old")
    let offline = try IndexClient(offline()).lookUp("old", now: later(7 * 86_400))
    #expect(offline == cold)
    #expect(offline.record?.fetched == testNow)
    #expect(
      try IndexClient(self.offline()).lookUp("old", now: later(8 * 86_400))
        == .unavailable(Unavailability(.network, "offline, and the cached answer is 8 days old")))
    #expect(index.requests(about: "old") == ["/simple/old/"])
  }

  @Test func standsInForAnIndexThatDoesNotAnswer() throws {
    try index.serve("flaky", "{}")
    let cold = try IndexClient(configuration).lookUp("flaky")
    try index.serve("flaky", #"{"respond": {"status": 503}}"#)
    #expect(try IndexClient(configuration).lookUp("flaky", now: later(86_400)) == cold)
    let late = try IndexClient(configuration).lookUp("flaky", now: later(8 * 86_400))
    #expect(late.unavailability?.cause == .network)
    // What the index says outright counts, whatever is cached.
    try index.forget("flaky")
    #expect(try IndexClient(configuration).lookUp("flaky", now: later(86_400)) == .absent)
  }

  @Test func saysOfflineThatNothingIsKept() throws {
    #expect(
      try IndexClient(offline()).lookUp("unheard-of")
        == .unavailable(
          Unavailability(.network, "offline, and nothing is cached for 'unheard-of'")))
    #expect(index.requests(about: "unheard-of") == [])
  }

  @Test func doesNotBelieveARecordFromTheFuture() throws {
    try index.serve("future", "{}")
    _ = try IndexClient(configuration).lookUp("future", now: later(301))
    #expect(try IndexClient(offline()).lookUp("future").record == nil)
    #expect(try IndexClient(configuration).lookUp("future").record?.fetched == testNow)
  }

  @Test func isOpenToNobodyElse() throws {
    try index.serve("private", "{}")
    var configuration = configuration
    let address = "\(configuration.index)".replacing("127.0.0.1", with: "us:pw@127.0.0.1")
    configuration.index = try IndexURL(address)
    #expect(try IndexClient(configuration).lookUp("private").record != nil)
    var file = try file()
    #expect(try !String(decoding: Data(contentsOf: file), as: UTF8.self).contains("pw"))
    let manager = FileManager.default
    #expect(try manager.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int == 0o600)
    for _ in 0..<3 {
      file.deleteLastPathComponent()
      #expect(try manager.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int == 0o700)
    }
  }

  /// What becomes of the cache, and whether the record is still to be believed.
  enum Damage: String, CaseIterable {
    case cutShort, emptied, longer, flipped, symbolicLink, openToOthers, pipe, otherProject
    case otherOwner, directoryOpenToOthers, directoryIsLink
  }

  @Test(arguments: Damage.allCases)
  func doesNotBelieveWhatIsDamagedOrForeign(damage: Damage) throws {
    if damage == .otherOwner, geteuid() != 0 { return }
    let project = "damaged-\(damage.rawValue.lowercased())"
    try index.serve(project, #"{"versions": {"1.0": {"uploaded": "-3d"}}}"#)
    _ = try IndexClient(configuration).lookUp(project)
    let file = try file()
    var bytes = Array(try Data(contentsOf: file))
    let manager = FileManager.default
    switch damage {
    case .cutShort: try Data(bytes.dropLast(bytes.count / 2)).write(to: file)
    case .emptied: try Data().write(to: file)
    case .longer: try Data(bytes + [0]).write(to: file)
    case .flipped:
      bytes[bytes.count - 5] ^= 1
      try Data(bytes).write(to: file)
    case .symbolicLink:
      let other = directory.appendingPathComponent("elsewhere")
      try manager.moveItem(at: file, to: other)
      try manager.createSymbolicLink(at: file, withDestinationURL: other)
    case .openToOthers: chmod(file.path, 0o666)
    case .pipe:
      try manager.removeItem(at: file)
      mkfifo(file.path, 0o600)
    case .otherProject:
      try index.serve("damaged-other", "{}")
      _ = try IndexClient(configuration).lookUp("damaged-other")
      let other = file.deletingLastPathComponent().appendingPathComponent("damaged-other")
      try Data(contentsOf: other).write(to: file)
    case .otherOwner: chown(file.path, 12345, 12345)
    case .directoryOpenToOthers: chmod(file.deletingLastPathComponent().path, 0o777)
    case .directoryIsLink:
      let own = directory.appendingPathComponent("pipgate")
      let other = directory.appendingPathComponent("elsewhere")
      try manager.moveItem(at: own, to: other)
      try manager.createSymbolicLink(at: own, withDestinationURL: other)
    }
    #expect(try IndexClient(offline()).lookUp(project).record == nil)
    #expect(try IndexClient(configuration).lookUp(project).record != nil)
    #expect(index.requests(about: project).count == 2)
    #expect(index.requests(about: project).last == "/simple/\(project)/")
  }

  @Test func noticesEveryFlippedBit() throws {
    let name = try #require(ProjectName("bits"))
    let record = CachedRecord(
      record: ProjectRecord(
        name: name, status: .other("odd"), files: [], versions: [], fetched: testNow),
      etag: "\"e\"")
    let bytes = record.encoded(source: "there")
    #expect(CachedRecord(bytes, about: name, source: "there") == record)
    for bit in 0..<(bytes.count * 8) {
      var flipped = bytes
      flipped[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(CachedRecord(flipped, about: name, source: "there") == nil)
    }
    for count in 0..<bytes.count {
      #expect(CachedRecord(Array(bytes.prefix(count)), about: name, source: "there") == nil)
    }
  }

  @Test func keepsEveryFactOfEveryKindOfFile() throws {
    let name = try #require(ProjectName("kinds"))
    let digest = try #require(SHA256Digest(String(repeating: "0f", count: 32)))
    var files: [ReleaseFile] = []
    for kind in DistributionFilename.Kind.allCases.map(Optional.init) + [nil] {
      for python in [nil, ">=3.9", ">=\u{212b}", ">=A\u{30a}", ""] {
        for metadata in [
          nil, FileMetadata(address: "../a", digest: nil),
          FileMetadata(address: "/b", digest: digest),
        ] {
          files.append(
            ReleaseFile(
              filename: "kinds-\(files.count)",
              version: files.count % 3 == 0 ? nil : Version("1.0"), kind: kind,
              uploaded: files.count % 2 == 0 ? nil : testNow,
              yank: files.count % 5 == 0 ? Yank(reason: "\(files.count)") : nil,
              sha256: files.count % 7 == 0 ? nil : digest,
              size: files.count % 4 == 0 ? nil : Int64(files.count), requiresPython: python,
              hasProvenance: files.count % 11 == 0, metadata: metadata))
        }
      }
    }
    let record = CachedRecord(
      record: ProjectRecord(
        name: name, status: .archived, statusReason: "\u{1b}[0m", files: files,
        versions: [try #require(Version("2.0"))], fetched: testNow), etag: nil)
    let read = try #require(
      CachedRecord(record.encoded(source: "there"), about: name, source: "there"))
    #expect(read == record)
    #expect(
      read.record.files.map { Array(($0.requiresPython ?? "-").utf8) }
        == files.map { Array(($0.requiresPython ?? "-").utf8) })
  }

  @Test func takesARecordOfAnEarlierFormForNone() throws {
    let name = try #require(ProjectName("bits"))
    let record = CachedRecord(
      record: ProjectRecord(name: name, status: nil, files: [], versions: [], fetched: testNow),
      etag: nil)
    var bytes = record.encoded(source: "there")
    #expect(Array(bytes.prefix(8)) == Array("PGINDEX3".utf8))
    bytes[7] = UInt8(ascii: "1")
    #expect(CachedRecord(bytes, about: name, source: "there") == nil)
  }

  @Test func worksWithoutAPlaceToKeepAnything() throws {
    try index.serve("homeless", "{}")
    for place in ["/dev/null/pipgate", "/proc/pipgate", ""] {
      var configuration = configuration
      configuration.cacheDirectory = place
      #expect(try IndexClient(configuration).lookUp("homeless").record != nil)
    }
    #expect(index.requests(about: "homeless").count == 3)
  }

  @Test func neverShowsHalfARecordToAnother() async throws {
    let name = try #require(ProjectName("torn"))
    let path = try #require(configuration.cacheDirectory)
    let url = configuration.index
    // Two records of different length, each of which a torn read would spoil.
    let records = [1, 200].map { count in
      let files = (0..<count).map { number in
        ReleaseFile(
          filename: "torn-\(number).tar.gz", version: nil, kind: .sourceDistribution,
          uploaded: testNow)
      }
      return CachedRecord(
        record: ProjectRecord(
          name: name, status: nil, files: files, versions: [], fetched: testNow), etag: nil)
    }
    try #require(IndexCache(directory: path, index: url)).keep(records[0])
    let torn = await withTaskGroup(of: Int.self) { group in
      for task in 0..<4 {
        group.addTask {
          guard let cache = IndexCache(directory: path, index: url) else { return 1 }
          var torn = 0
          for turn in 0..<50 {
            if task % 2 == 0 {
              cache.keep(records[turn % 2])
            } else if cache.record(of: name, now: testNow).map(records.contains) != true {
              torn += 1
            }
          }
          return torn
        }
      }
      return await group.reduce(0, +)
    }
    #expect(torn == 0)
    _ = try file()
  }

  @Test(
    arguments: [
      (["XDG_CACHE_HOME": "/c", "HOME": "/h"], "/c/pipgate"), (["HOME": "/h"], "/h/.cache/pipgate"),
      (["XDG_CACHE_HOME": "c", "HOME": "/h"], "/h/.cache/pipgate"), ([:], nil),
      (["HOME": ""], nil),
    ] as [([String: String], String?)])
  func keepsItsFilesWhereCachesAre(environment: [String: String], path: String?) {
    #expect(CacheDirectory.standard { environment[$0] } == path)
  }
}
