import Gate
import PythonPackaging
import Testing

@testable import GateIO

@Suite struct JSONListingTests {
  private func read(_ json: String) throws -> ProjectRecord {
    let name = try #require(ProjectName("foo"))
    return try JSONListing.read(Array(json.utf8), about: name, now: testNow)
  }

  /// An answer with one file that has these members besides its name.
  private func read(file members: String) throws -> ReleaseFile {
    let record = try read(
      #"""
      {"meta": {"api-version": "1.4", "_last-serial": 1}, "name": "Foo", "files": [
        {"filename": "foo-1.0.tar.gz"\#(members)}]}
      """#)
    return try #require(record.files.first)
  }

  @Test(
    arguments: [
      ("", nil), (#", "upload-time": null"#, nil), (#", "upload-time": "long ago""#, nil),
      (#", "upload-time": 5"#, nil), (#", "upload-time": "2024-01-01T00:00:00""#, nil),
      (#", "upload-time": "2024-13-01T00:00:00Z""#, nil),
      (#", "upload-time": "2024-01-01T00:00:00.123456Z""#, "2024-01-01T00:00:00Z"),
    ] as [(String, String?)])
  func takesAMissingOrOddTimeForUnknown(members: String, time: String?) throws {
    #expect(try read(file: members).uploaded?.description == time)
  }

  @Test(
    arguments: [
      ("", nil), (#", "yanked": false"#, nil), (#", "yanked": null"#, nil),
      (#", "yanked": true"#, Yank(reason: nil)), (#", "yanked": """#, Yank(reason: nil)),
      (#", "yanked": "broken""#, Yank(reason: "broken")),
    ] as [(String, Yank?)])
  func readsYanks(members: String, yank: Yank?) throws {
    #expect(try read(file: members).yank == yank)
  }

  private static let digest = String(repeating: "0a", count: 32)

  @Test(
    arguments: [
      ("", nil), (#", "requires-python": null"#, nil), (#", "requires-python": """#, nil),
      (#", "requires-python": ">=3.9""#, ">=3.9"), (#", "requires-python": "any""#, "any"),
    ] as [(String, String?)])
  func readsWhatPythonAFileIsFor(members: String, python: String?) throws {
    #expect(try read(file: members).requiresPython == python)
  }

  @Test(
    arguments: [
      ("", nil), (#", "size": null"#, nil), (#", "size": 0"#, 0), (#", "size": -1"#, nil),
      (#", "size": 1.5"#, nil), (#", "size": "9""#, nil),
      (#", "size": 9223372036854775807"#, Int64.max), (#", "size": 9223372036854775808"#, nil),
    ] as [(String, Int64?)])
  func readsSizes(members: String, size: Int64?) throws {
    #expect(try read(file: members).size == size)
  }

  @Test(
    arguments: [
      ("", false), (#", "provenance": null"#, false),
      (#", "provenance": "https://index.example/integrity/foo/1.0/p""#, true),
    ])
  func readsWhetherThereIsProvenance(members: String, isThere: Bool) throws {
    #expect(try read(file: members).hasProvenance == isThere)
  }

  @Test(
    arguments: [
      ("", nil), (#", "core-metadata": false"#, nil), (#", "core-metadata": null"#, nil),
      (#", "core-metadata": true"#, .withoutDigest), (#", "core-metadata": {}"#, .withoutDigest),
      (#", "core-metadata": {"sha256": "beef"}"#, .withoutDigest),
      (
        #", "core-metadata": {"md5": "1", "sha256": "\#(digest)"}"#,
        SHA256Digest(digest).map { .sha256($0) }
      ),
      (#", "dist-info-metadata": true"#, .withoutDigest),
      (#", "core-metadata": false, "dist-info-metadata": true"#, nil),
      (#", "dist-info-metadata": false, "core-metadata": true"#, .withoutDigest),
    ] as [(String, ListedMetadata?)])
  func readsWhetherMetadataIsOffered(members: String, metadata: ListedMetadata?) throws {
    let found = try read(file: #", "url": "../f/foo""# + members).metadata.map { metadata in
      #expect(metadata.address == "../f/foo")
      return metadata.digest.map { ListedMetadata.sha256($0) } ?? .withoutDigest
    }
    #expect(found == metadata)
  }

  @Test(
    arguments: [
      #""requires-python": 3"#, #""provenance": true"#, #""core-metadata": "sha256=1""#,
      #""dist-info-metadata": 1"#,
    ])
  func refusesMembersOfAnotherType(member: String) {
    #expect(throws: UnusableAnswer.self) { try read(file: ", " + member) }
  }

  @Test func readsTheReasonOfAStatus() throws {
    for (marker, reason) in [
      (#"{"status": "deprecated", "reason": "use bar"}"#, "use bar"),
      (#"{"status": "archived", "reason": ""}"#, nil), (#"{"status": "archived"}"#, nil),
      (#""archived""#, nil),
    ] {
      let record = try read(
        #"{"meta": {"api-version": "1.4"}, "name": "foo", "files": [], "project-status": \#(marker)}"#
      )
      #expect(record.statusReason == reason)
    }
  }

  @Test(
    arguments: [
      (#", "project-status": {"status": "active"}"#, .active),
      (#", "project-status": {"status": "archived", "reason": "r"}"#, .archived),
      (#", "project-status": {"state": "quarantined"}"#, .quarantined),
      (#", "project-status": {"status": "DEPRECATED"}"#, .other("DEPRECATED")),
      (#", "project-status": "deprecated""#, .deprecated), (#", "project-status": null"#, nil),
      ("", nil),
    ] as [(String, ProjectStatus?)])
  func readsTheStatusInEitherSpelling(members: String, status: ProjectStatus?) throws {
    let record = try read(
      #"{"meta": {"api-version": "1.4"}, "name": "foo", "files": []\#(members)}"#)
    #expect(record.status == status)
  }

  @Test func namesVersionsWithAndWithoutFilesOnce() throws {
    let record = try read(
      #"""
      {"meta": {"api-version": "1.1"}, "name": "foo", "versions": ["1.0", "2.0", "1", "dog"],
       "files": [{"filename": "foo-3.0.tar.gz"}, {"filename": "foo-1.0.tar.gz"},
                 {"filename": "other-4.0.tar.gz"}, {"filename": ""}]}
      """#)
    #expect(record.versions.map(\.description) == ["1.0", "2.0", "3.0"])
    #expect(record.files.map { $0.version?.description } == ["3.0", "1.0", nil, nil])
  }

  @Test(
    arguments: [
      "", "[]", "null", #""foo""#, "{}", #"{"meta": {"api-version": "1.0"}}"#,
      #"{"meta": {"api-version": "2.0"}, "name": "foo", "files": []}"#,
      #"{"meta": {"api-version": 1.0}, "name": "foo", "files": []}"#,
      #"{"meta": {"api-version": "1.0"}, "name": "bar", "files": []}"#,
      #"{"meta": {"api-version": "1.0"}, "name": "fo\u00f6", "files": []}"#,
      #"{"meta": {"api-version": "1.0"}, "files": []}"#,
      #"{"meta": {"api-version": "1.0"}, "name": "foo"}"#,
      #"{"meta": {"api-version": "1.0"}, "name": "foo", "files": {}}"#,
      #"{"meta": {"api-version": "1.0"}, "name": "foo", "files": [1]}"#,
      #"{"meta": {"api-version": "1.0"}, "name": "foo", "files": [{"filename": 1}]}"#,
      #"{"meta": {"api-version": "1.0"}, "name": "foo", "files": [], "versions": "1.0"}"#,
      #"{"meta": {"api-version": "1.0"}, "name": "foo", "files": [], "versions": [1.0]}"#,
      #"{"meta": {"api-version": "1.0"}, "name": "foo", "files": [], "project-status": {}}"#,
      #"{"meta": {"api-version": "1.0"}, "name": "foo", "files": [], "files": []}"#,
      #"{"meta": {"api-version": "1.0"}, "name": "foo", "files": [{"filename": "a", "yanked": 1}]}"#,
    ])
  func refusesAnyOtherShape(json: String) {
    #expect(throws: UnusableAnswer.self) { try read(json) }
  }

  @Test func refusesWhatIsTooDeep() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(throws: UnusableAnswer.self) { try read(deep) }
    #expect(throws: UnusableAnswer.self) { try read(#"{"meta": \#(deep)"#) }
  }

  @Test func takesNoTimeFromAFileWithAnotherDigest() throws {
    let name = try #require(ProjectName("foo"))
    let digests = ["a", "b"].map { String(repeating: $0, count: 64) }
    let times = try UploadTimes(
      HTTPResponse(
        status: 200, fields: [("content-type", "application/json; charset=utf-8")],
        body: Array(
          #"""
          {"info": {"name": "Foo"}, "releases": {"1.0": [
            {"filename": "foo-1.0.tar.gz", "upload_time_iso_8601": "2024-01-01T00:00:00.1Z",
             "digests": {"sha256": "\#(digests[0])"}}], "2.0": []}}
          """#.utf8)), about: name)
    for (digest, day) in [(digests[0], "2024-01-01"), (digests[1], nil), (nil, "2024-01-01")] {
      var listed = ListedFiles(of: name)
      listed.add(
        ListedFile(filename: "foo-1.0.tar.gz", sha256: digest.flatMap { SHA256Digest($0) }))
      let merged = times.merged(into: listed.record(status: nil, now: testNow))
      #expect(merged.files.map { $0.uploaded?.day } == [day])
    }
  }
}
