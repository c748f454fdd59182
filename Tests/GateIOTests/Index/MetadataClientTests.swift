import Foundation
import Gate
import PythonPackaging
import SeededNumbers
import Testing

@testable import GateIO

/// What releases say of themselves, asked of a real server over a real connection.
@Suite struct MetadataClientTests {
  let index: LoopbackIndex

  init() throws { index = try LoopbackIndex.shared.get() }

  private func lookUp(
    _ project: String, _ specifiers: String = "", _ configuration: IndexConfiguration? = nil
  ) throws -> MetadataLookup {
    let configuration = try configuration ?? index.configuration()
    let record = try #require(try IndexClient(index.configuration()).lookUp(project).record)
    let selection = Selection(of: try #require(SpecifierSet(specifiers)), from: record)
    let answers = MetadataClient(configuration).lookUp([selection, selection])
    return try #require(answers.values.first)
  }

  private func requests(_ project: String) -> Int {
    index.requests(about: project).count { $0.hasPrefix("/files/") }
  }

  @Test(arguments: ["json", "html"])
  func readsTheMetadataOfTheReleaseThatIsChosen(form: String) throws {
    let project = "told-\(form)"
    try index.serve(
      project,
      """
      {"serve": "\(form)", "versions": {
        "1.0": {"metadata": ["Requires-Dist: older"]},
        "1.1": {"metadata": ["Requires-Dist: flask>=2", "License-Expression: MIT"]}}}
      """)
    let newest = try #require(try lookUp(project).metadata)
    #expect(newest.requirements.map(\.name.normalized) == ["flask"])
    #expect(newest.licenseExpression == "MIT")
    let older = try #require(try lookUp(project, "==1.0").metadata)
    #expect(older.requirements.map(\.name.normalized) == ["older"])
    #expect(requests(project) == 2)
  }

  @Test func saysWhenTheIndexOffersNone() throws {
    try index.serve("untold", #"{"versions": {"1.0": {}}}"#)
    #expect(try lookUp("untold") == .untold)
    #expect(requests("untold") == 0)
  }

  private func older() throws -> IndexConfiguration {
    var configuration = try index.configuration()
    configuration.asksOlderInterface = true
    return configuration
  }

  @Test func asksTheOlderInterfaceWhereThatIsWanted() throws {
    try index.serve(
      "described",
      """
      {"versions": {"1.0+local.1": {}, "1.1": {}, "1.2": {}}, "described": {
        "1.0+local.1": {"requires_dist": ["older; extra == 'x'"], "provides_extra": ["x"]},
        "1.1": {"summary": "a\\nRequires-Dist: hidden", "license_expression": "MIT",
          "requires_dist": ["flask>=2", "no requirement"], "classifiers": ["License :: A", 1],
          "project_urls": {"Source": "https://acme.example/x", "None": null}}}}
      """)
    let newest = try #require(try lookUp("described", "==1.1", older()).metadata)
    #expect(newest.requirements.map(\.name.normalized) == ["flask"])
    #expect(newest.unreadableRequirements == ["no requirement"])
    #expect(newest.summary == "a Requires-Dist: hidden")
    #expect(newest.licenseExpression == "MIT")
    #expect(newest.licenseClassifiers == ["License :: A"])
    #expect(newest.links.map(\.address) == ["https://acme.example/x"])
    let local = try #require(try lookUp("described", "==1.0+local.1", older()).metadata)
    #expect(local.extras.map(\.normalized) == ["x"])
    #expect(try lookUp("described", "==1.2", older()) == .untold)
    #expect(try lookUp("described", "==1.1") == .untold)
    var offline = try older()
    offline.isOffline = true
    guard case .unavailable(let why) = try lookUp("described", "==1.1", offline) else {
      Issue.record("an answer without a network")
      return
    }
    #expect(why.cause == .network)
  }

  @Test(arguments: [
    (#""name": "other", "described": {"1.0": {}}"#, "answered about 'other'"),
    (#""respond": {"at": "upload-times", "body": "{"}"#, "is not valid JSON"),
    (#""respond": {"at": "upload-times", "status": 403}"#, "status 403"),
  ])
  func anOlderInterfaceThatMisbehavesTellsNothing(member: String, words: String) throws {
    let project = "misled-\(words.utf8.count)"
    try index.serve(project, #"{"versions": {"1.0": {}}}"#)
    let record = try #require(try IndexClient(index.configuration()).lookUp(project).record)
    try index.serve(project, #"{"versions": {"1.0": {}}, \#(member)}"#)
    let selection = Selection(of: try #require(SpecifierSet("")), from: record)
    let answer = try MetadataClient(older()).lookUp([selection]).values.first
    guard case .unavailable(let why) = answer else {
      Issue.record("\(String(describing: answer))")
      return
    }
    #expect(why.reason.contains(words), "\(why.reason)")
    try index.forget(project)
    #expect(try MetadataClient(older()).lookUp([selection]).values.first == .untold)
  }

  @Test(arguments: [
    (
      #""metadata": true, "metadata-digest": "\#(String(repeating: "0", count: 64))""#,
      "the metadata has another hash than the index lists"
    ),
    (
      #""metadata": "Metadata-Version: 2.1\nName: other\nVersion: 1.0\n""#,
      "is that of other 1.0"
    ),
    (#""metadata": "Metadata-Version: 2.1\nName: P\nVersion: 2.0\n""#, "is that of "),
    (#""metadata": "<html>log in</html>""#, "is of no known version of its format"),
    (
      #""metadata": true}}, "respond": {"at": "metadata", "status": 404}, "x": {"y": {"#,
      "does not have the metadata that it lists"
    ),
    (
      #""metadata": true}}, "respond": {"at": "metadata", "truncate": true}, "x": {"y": {"#,
      "the index's answer was cut short"
    ),
    (
      #""metadata": true}}, "respond": {"at": "metadata", "status": 503}, "x": {"y": {"#,
      "answered with status 503"
    ),
    (
      #""metadata": true}}, "respond": {"at": "metadata", "redirect": "/simple/"}, "x": {"y": {"#,
      "answered with status 302"
    ),
    (
      #""metadata": true}}, "files": "http://localhost:1/", "x": {"y": {"#,
      "an address that is not asked"
    ),
    (#""metadata": true}}, "files": "file:///etc/", "x": {"y": {"#, "an address that is not asked"),
    (
      #""metadata": true}}, "respond": {"at": "metadata", "gzip-bomb": true}, "x": {"y": {"#,
      "larger than 32 MiB"
    ),
  ])
  func isUnknownWhateverGoesWrong(members: String, reason: String) throws {
    let project = "wrong-metadata-\(abs(members.hashValue))"
    try index.serve(project, #"{"versions": {"1.0": {\#(members)}}}"#)
    let unavailability = try #require(try lookUp(project).unavailability)
    #expect(unavailability.reason.contains(reason), "\(unavailability.reason)")
  }

  @Test func asksAgainAfterAFault() throws {
    try index.serve(
      "again",
      #"""
      {"versions": {"1.0": {"metadata": true, "metadata-digest": false}},
       "respond": {"at": "metadata", "status": 503, "times": 1}}
      """#)
    #expect(try lookUp("again").metadata?.version == Version("1.0"))
    #expect(requests("again") == 2)
  }

  /// What has a digest is asked for once, and then known without a network too.
  @Test func keepsWhatHasADigest() throws {
    let folder = try TemporaryDirectory.make()
    defer { try? FileManager.default.removeItem(at: folder) }
    var configuration = try index.configuration()
    configuration.cacheDirectory = folder.path
    for (project, digest, most) in [("kept", "true", 1), ("not-kept", "false", 2)] {
      try index.serve(
        project, #"{"versions": {"1.0": {"metadata": true, "metadata-digest": \#(digest)}}}"#)
      for _ in 0..<2 { #expect(try lookUp(project, "", configuration).metadata != nil) }
      #expect(requests(project) == most)
    }
    configuration.isOffline = true
    #expect(try lookUp("kept", "", configuration).metadata != nil)
    #expect(
      try lookUp("not-kept", "", configuration).unavailability
        == Unavailability(.network, "offline, and no metadata of 'not-kept' 1.0 is cached"))
  }

  /// Whoever can write into the cache cannot say anything by it.
  @Test func believesNoCacheThatIsNotWhatItIsCalled() throws {
    let folder = try TemporaryDirectory.make()
    defer { try? FileManager.default.removeItem(at: folder) }
    var configuration = try index.configuration()
    configuration.cacheDirectory = folder.path
    try index.serve("poisoned", #"{"versions": {"1.0": {"metadata": true}}}"#)
    _ = try lookUp("poisoned", "", configuration)
    let cache = folder.appendingPathComponent("metadata-v1")
    let file = try #require(try FileManager.default.contentsOfDirectory(atPath: cache.path).first)
    let poison = "Metadata-Version: 2.1\nName: poisoned\nVersion: 1.0\nRequires-Dist: evil\n"
    try poison.write(to: cache.appendingPathComponent(file), atomically: false, encoding: .utf8)
    let metadata = try #require(try lookUp("poisoned", "", configuration).metadata)
    #expect(metadata.requirements.isEmpty)
    #expect(requests("poisoned") == 2)
  }

  @Test(arguments: [
    ("https://files.example/a/x-1.whl#sha256=00", "https://files.example/a/x-1.whl.metadata"),
    ("../../files/x-1.whl", "https://me:pw@index.example/simple/foo/../../files/x-1.whl.metadata"),
    ("/files/x-1.whl", "https://me:pw@index.example/files/x-1.whl.metadata"),
    ("https://index.example/x-1.whl", "https://me:pw@index.example/x-1.whl.metadata"),
    ("http://files.example/x-1.whl", nil), ("https://u:p@files.example/x-1.whl", nil),
    ("https://127.0.0.1/x-1.whl", nil), ("https://localhost/x-1.whl", nil),
    ("//files.example/x-1.whl", nil), ("file:///x-1.whl", nil), ("https://files.example/x?y", nil),
    ("https://files.example/\n/x", nil), ("", nil), ("https://files.example/", nil),
  ])
  func asksOnlyWhereAListingMayLead(_ address: String, _ expected: String?) throws {
    let own = try IndexURL("https://me:pw@index.example/simple/")
    let foo = try #require(ProjectName("foo"))
    #expect(own.metadata(besideFileAt: address, listedFor: foo) == expected)
  }

  /// Python's `hashlib` has the same digests, at every length around the ends of blocks.
  @Test func digestsAsPythonDoes() throws {
    var random = SeededGenerator(seed: 9)
    let texts = (0..<400).map { length in
      (0..<(length < 200 ? length : random.below(5_000))).map { _ in
        UInt8(truncatingIfNeeded: random.below(256))
      }
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "python3", "-c",
      """
      import hashlib, sys
      for line in sys.stdin:
          print(hashlib.sha256(bytes.fromhex(line)).hexdigest())
      """,
    ]
    let folder = try TemporaryDirectory.make()
    defer { try? FileManager.default.removeItem(at: folder) }
    let input = folder.appendingPathComponent("input")
    try texts.map { $0.map { String(format: "%02x", $0) }.joined() + "\n" }.joined()
      .write(to: input, atomically: true, encoding: .utf8)
    process.standardInput = try FileHandle(forReadingFrom: input)
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let lines = String(
      decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self
    ).split(separator: "\n")
    try #require(lines.count == texts.count)
    for (text, line) in zip(texts, lines) { #expect(SHA256Digest(of: text).description == line) }
  }
}

extension MetadataLookup {
  fileprivate var metadata: CoreMetadata? {
    if case .found(let metadata) = self { metadata } else { nil }
  }

  fileprivate var unavailability: Unavailability? {
    if case .unavailable(let why) = self { why } else { nil }
  }
}
