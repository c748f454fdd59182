import PythonPackaging
import SourceText
import Testing

@testable import Gate

/// P34: a lock whose address or hash disagrees with what was there before, or with the index.
@Suite struct LockTamperedTests {
  private static let known = String(repeating: "ab", count: 32)
  private static let other = String(repeating: "cd", count: 32)

  private static func uvLock(
    host: String = "files.acme.example", hash: String = known,
    registry: String = "https://packages.acme.example/simple"
  ) -> [String: String] {
    [
      "uv.lock": """
      version = 1

      [[package]]
      name = "flask"
      version = "3.0.3"
      source = { registry = "\(registry)" }
      sdist = { url = "https://\(host)/flask-3.0.3.tar.gz", hash = "sha256:\(hash)" }

      """
    ]
  }

  private static func file(_ name: String, at address: String? = nil) -> ReleaseFile {
    ReleaseFile(
      filename: name, version: Version("3.0.3"), kind: nil, uploaded: nil,
      metadata: address.map { FileMetadata(address: $0, digest: nil) })
  }

  @Test(
    arguments: [
      ("https://files.acme.example/a/flask.whl", "files.acme.example", true),
      ("https://files.acme.example/a/flask.whl", "files.evil.example", false),
      // Next to the listing.
      ("../../files/flask.whl", "packages.acme.example", true),
      ("../../files/flask.whl", "files.evil.example", false),
      ("https://files.acme.example/a/flask.whl", "packages.acme.example", true),
    ])
  func hostsAreHeldToThoseThatTheIndexServesFrom(
    address: String, host: String, isKnown: Bool
  ) throws {
    let listed = Self.file("flask-3.0.3-py3-none-any.whl", at: address)
    let found = try messages([:], Self.uvLock(host: host), sha256: Self.known, more: [listed])
    let problem =
      "forbid: 'flask' 3.0.3 is fetched from another host than the index serves it from"
    #expect(found == (isKnown ? [] : [problem]))
  }

  @Test func anIndexThatTellsNoAddressTellsNoHost() throws {
    let lock = Self.uvLock(host: "files.elsewhere.example")
    #expect(try messages([:], lock, sha256: Self.known) == [])
  }

  private func messages(
    _ base: [String: String], _ head: [String: String], sha256: String? = nil,
    unavailable: [String: Unavailability] = [:], more: [ReleaseFile] = []
  ) throws -> [String] {
    let found = try Introductions.find(
      in: MemoryTree.change(MemoryTree(base), MemoryTree(head)),
      on: Introductions.Terms(isOwnIndex: { $0.hasPrefix("https://packages.acme.example/") }))
    var lookups: [ProjectName: ProjectLookup] = [:]
    let name = try #require(ProjectName("flask"))
    let file = ReleaseFile(
      filename: "flask-3.0.3.tar.gz", version: Version("3.0.3"), kind: .sourceDistribution,
      uploaded: nil, sha256: sha256.flatMap { SHA256Digest($0) })
    lookups[name] = .found(
      ProjectRecord(
        name: name, status: nil, files: [file] + more, versions: [], fetched: TestFacts.now))
    for (text, reason) in unavailable {
      lookups[try #require(ProjectName(text))] = .unavailable(reason)
    }
    let facts = Facts(
      clock: Clock(TestFacts.now), projects: lookups, popularity: TestFacts.popularity,
      routes: IndexRoutes(runIndex: try IndexURL("https://packages.acme.example/simple/")))
    let policy = TestPolicy.builtIn.policy
    let judge = Judge(policy: policy, facts: facts, defersToLater: false)
    return judge.judgements(of: found.introductions).flatMap { judgement in
      judgement.findings.filter { $0.finding.rule == "lock-tampered" }.map {
        "\($0.level.rawValue): \($0.finding.message)"
      } + judgement.missing.filter { $0.rule == "lock-tampered" }.map { _ in "unknown" }
    }
  }

  @Test func aFileWithAnotherHashThanBeforeIsForbidden() throws {
    #expect(
      try messages(Self.uvLock(), Self.uvLock(hash: Self.other)) == [
        "forbid: 'flask' 3.0.3 has another hash here than the base has for the same file"
      ])
  }

  @Test func aFileFromAnotherHostThanBeforeIsForbidden() throws {
    #expect(
      try messages(Self.uvLock(), Self.uvLock(host: "files.evil.example")) == [
        "forbid: 'flask' 3.0.3 is fetched from another host than before"
      ])
  }

  @Test func anIndexThatMovedTakesItsHostsWithIt() throws {
    let moved = Self.uvLock(host: "files.new.example", registry: "https://new.example/simple")
    #expect(try messages(Self.uvLock(), moved) == [])
  }

  @Test func aHashThatTheIndexDoesNotHaveIsForbidden() throws {
    #expect(
      try messages([:], Self.uvLock(), sha256: Self.other) == [
        "forbid: 'flask' 3.0.3 has another hash here than the index has for the same file"
      ])
    #expect(try messages([:], Self.uvLock(), sha256: Self.known) == [])
    #expect(try messages([:], Self.uvLock(), sha256: nil) == [])
  }

  @Test func hashesWithoutFilesAreHeldToThoseOfTheRelease() throws {
    let head = ["requirements.txt": "flask==3.0.3 --hash=sha256:\(Self.known)\n"]
    #expect(
      try messages([:], head, sha256: Self.other) == [
        "forbid: 'flask' 3.0.3 has none of the hashes here that the index has for it"
      ])
    let both = [
      "requirements.txt":
        "flask==3.0.3 --hash=sha256:\(Self.known) --hash=sha256:\(Self.other)\n"
    ]
    #expect(
      try messages([:], both, sha256: Self.other) == [
        "forbid: 'flask' 3.0.3 may be a file here for which the index has no such hash"
      ])
    // What the index lists without a hash may be the file that is meant.
    #expect(try messages([:], both, sha256: Self.other, more: [Self.file("flask-3.0.3.zip")]) == [])
  }

  @Test func aReleaseThatMovesToAnotherVersionIsAnotherRelease() throws {
    let base = Self.uvLock().mapValues { $0.replacing("3.0.3", with: "3.0.2") }
    #expect(try messages(base, Self.uvLock(hash: Self.other), sha256: Self.other) == [])
  }

  @Test func withoutTheIndexItIsUnknown() throws {
    let reason = Unavailability(.network, "no connection")
    #expect(try messages([:], Self.uvLock(), unavailable: ["flask": reason]) == ["unknown"])
  }

  /// A lock whose release has the files that are given, each with its address and hash.
  private static func uvLock(files: [(url: String, hash: String)]) -> [String: String] {
    let wheels = files.map { "    { url = \"\($0.url)\", hash = \"\($0.hash)\" },\n" }.joined()
    return [
      "uv.lock": """
      version = 1

      [[package]]
      name = "flask"
      version = "3.0.3"
      source = { registry = "https://packages.acme.example/simple" }
      wheels = [
      \(wheels)]

      """
    ]
  }

  private static let wheel = "https://files.acme.example/flask-3.0.3-py3-none-any.whl"
  private static let sdist = "https://files.acme.example/flask-3.0.3.tar.gz"

  @Test func aSecondHashForTheSameNameIsForbidden() throws {
    let base = Self.uvLock(files: [(Self.wheel, "sha256:\(Self.known)")])
    let head = Self.uvLock(files: [
      (Self.wheel, "sha256:\(Self.known)"), (Self.wheel, "sha256:\(Self.other)"),
    ])
    let expected =
      "forbid: 'flask' 3.0.3 has another hash here than the base has for the same file"
    #expect(try messages(base, head) == [expected])
  }

  @Test func anEscapedNameIsTheSameName() throws {
    let base = Self.uvLock(files: [(Self.sdist, "sha256:\(Self.known)")])
    let escaped = Self.sdist.replacing("flask-3", with: "fl%61sk%2D3")
    let head = Self.uvLock(files: [(escaped, "sha256:\(Self.other)")])
    #expect(try messages(base, head).count == 1)
  }

  @Test func anotherFileOfTheReleaseIsNoTampering() throws {
    let base = Self.uvLock(files: [(Self.sdist, "sha256:\(Self.known)")])
    let head = Self.uvLock(files: [(Self.wheel, "sha256:\(Self.other)")])
    #expect(try messages(base, head) == [])
  }

  @Test(arguments: [
    ("sha256:\(known)", "sha512:\(known)\(known)", 0), ("sha256:\(known)", "md5:abab", 1),
    ("md5:abab", "sha256:\(known)", 0), ("md5:abab", "md5:cdcd", 1),
  ])
  func aWeakerHashAloneIsForbidden(before: String, after: String, count: Int) throws {
    let base = Self.uvLock(files: [(Self.sdist, before)])
    let head = Self.uvLock(files: [(Self.sdist, after)])
    #expect(try messages(base, head).count == count)
  }

  @Test func anotherFileFromAnotherHostIsForbidden() throws {
    let base = Self.uvLock(files: [(Self.sdist, "sha256:\(Self.known)")])
    let wheel = Self.wheel.replacing("files.acme", with: "files.evil")
    let head = Self.uvLock(files: [
      (Self.sdist, "sha256:\(Self.known)"), (wheel, "sha256:\(Self.other)"),
    ])
    #expect(
      try messages(base, head) == [
        "forbid: 'flask' 3.0.3 is fetched from another host than before"
      ])
  }

  @Test(arguments: [
    ("flusk-3.0.3-py3-none-any.whl", 1), ("flask-3.0.4-py3-none-any.whl", 1),
    ("flask-3.0.4.tar.gz", 1), ("Flask-3.0.3-py3-none-any.whl", 0), ("3.0.3.tar.gz", 0),
    ("flask-3.0.3+local.1-py3-none-any.whl", 0), ("flask-3.0.03.zip", 0), ("main.zip", 0),
  ])
  func aFileOfAnotherReleaseIsForbidden(file: String, count: Int) throws {
    let head = Self.uvLock(files: [("https://files.acme.example/\(file)", "sha256:\(Self.known)")])
    let found = try messages([:], head)
    #expect(found.count == count)
    for message in found { #expect(message.hasPrefix("forbid: ")) }
  }

  @Test func aFileThatTheIndexDoesNotListNeedsAPerson() throws {
    let head = Self.uvLock(files: [
      (Self.sdist, "sha256:\(Self.known)"), (Self.wheel, "sha256:\(Self.other)"),
    ])
    #expect(
      try messages([:], head, sha256: Self.known) == [
        "review: 'flask' 3.0.3 is locked with 'flask-3.0.3-py3-none-any.whl', "
          + "which the index does not list"
      ])
  }

  @Test func withoutAHashToCompareTheIndexIsNotNeeded() throws {
    let reason = Unavailability(.network, "no connection")
    let head = Self.uvLock(files: [(Self.sdist, "md5:abab")])
    #expect(try messages([:], head, unavailable: ["flask": reason]) == [])
    let elsewhere = Self.uvLock(registry: "https://other.example/simple")
    #expect(try messages([:], elsewhere, sha256: Self.other) == [])
  }

  @Test func oneReleaseFromTwoIndexesHasTheHashesOfBoth() throws {
    let first = Self.uvLock()["uv.lock"] ?? ""
    let second = Self.uvLock(hash: Self.other, registry: "https://other.example/simple")["uv.lock"]
    let both = first + (second ?? "").replacing("version = 1\n", with: "")
    let changed = both.replacing("3.0.3.tar.gz\", hash", with: "3.0.3.tar.gz\", size = 1, hash")
      .replacing("files.acme.example", with: "files.new.example")
    let found = try messages(["uv.lock": both], ["uv.lock": changed])
    #expect(found.allSatisfy { $0.hasSuffix("from another host than before") })
  }
}
