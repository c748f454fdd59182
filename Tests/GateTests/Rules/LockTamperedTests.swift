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

  private func messages(
    _ base: [String: String], _ head: [String: String], sha256: String? = nil,
    unavailable: [String: Unavailability] = [:]
  ) throws -> [String] {
    let found = try Introductions.find(
      in: MemoryTree.change(MemoryTree(base), MemoryTree(head)),
      on: Introductions.Terms(isOwnIndex: { $0.hasPrefix("https://packages.acme.example/") }))
    var lookups: [ProjectName: ProjectLookup] = [:]
    let name = try #require(ProjectName("flask"))
    let file = ReleaseFile(
      filename: "flask-3.0.3.tar.gz", version: Version("3.0.3"), uploaded: nil, yank: nil,
      isSourceDistribution: true, sha256: sha256)
    lookups[name] = .found(
      ProjectRecord(name: name, status: nil, files: [file], versions: [], fetched: TestFacts.now))
    for (text, reason) in unavailable {
      lookups[try #require(ProjectName(text))] = .unavailable(reason)
    }
    let facts = Facts(now: TestFacts.now, projects: lookups, popularity: TestFacts.popularity)
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
        "forbid: 'flask' 3.0.3 has another hash than before for the same file"
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
        "forbid: 'flask' 3.0.3 has another hash than the index has for the same file"
      ])
    #expect(try messages([:], Self.uvLock(), sha256: Self.known) == [])
    #expect(try messages([:], Self.uvLock(), sha256: nil) == [])
  }

  @Test func hashesWithoutFilesAreHeldToThoseOfTheRelease() throws {
    let head = ["requirements.txt": "flask==3.0.3 --hash=sha256:\(Self.known)\n"]
    #expect(
      try messages([:], head, sha256: Self.other) == [
        "forbid: 'flask' 3.0.3 has none of the hashes that the index has for it"
      ])
    let both = [
      "requirements.txt":
        "flask==3.0.3 --hash=sha256:\(Self.known) --hash=sha256:\(Self.other)\n"
    ]
    #expect(try messages([:], both, sha256: Self.other) == [])
  }

  @Test func aReleaseThatMovesToAnotherVersionIsAnotherRelease() throws {
    let base = Self.uvLock().mapValues { $0.replacing("3.0.3", with: "3.0.2") }
    #expect(try messages(base, Self.uvLock(hash: Self.other), sha256: Self.other) == [])
  }

  @Test func withoutTheIndexItIsUnknown() throws {
    let reason = Unavailability(.network, "no connection")
    #expect(try messages([:], Self.uvLock(), unavailable: ["flask": reason]) == ["unknown"])
  }
}
