import Testing

/// Facts from a server that others wrote, which lists files in HTML and says no times.
@Suite(.enabled(if: IndexServer.isInstalled, "'.ci/packages' installs the index server"))
struct IndexServerTests {
  private static let policy = """
    version: 1
    indexes:
      - {name: internal, url: "https://packages.acme.example/simple/"}
    allow:
      - {name: "acme-*", index: internal, private: true, reason: ours}

    """

  private func scratch(_ server: IndexServer) throws -> Scratch {
    var scratch = try Scratch()
    scratch.environment["PIPGATE_INDEX_INTERNAL_URL"] = server.url
    try scratch.commit([".pipgate/policy.yaml": Self.policy])
    return scratch
  }

  @Test func privateProjectsAreJudgedByWhatItLists() throws {
    let server = try IndexServer(["acme-billing": ["1.0", "2.1"]])
    let wheel = "acme_billing-2.1-py3-none-any.whl"
    let digest = try #require(server.digests[wheel])
    let forged = String(repeating: "ab", count: 32)
    let rows = [
      ("acme-billing==2.1 --hash=sha256:\(digest)", 0, ""),
      ("Acme.Billing>=1", 0, ""),
      ("acme-billing==3", 1, "[unknown-version]"),
      ("acme-invented==1", 1, "[unknown-project]"),
      ("acme-billing==2.1 --hash=sha256:\(forged)", 1, "[lock-tampered]"),
      ("acme-billing==2.1 --hash=sha256:\(digest) --hash=sha256:\(forged)", 1, "[lock-tampered]"),
    ]
    let scratch = try scratch(server)
    for (line, status, words) in rows {
      try scratch.stage(["requirements.txt": line + "\n"])
      let result = try scratch.pipgate("check")
      #expect(result.status == status, "\(line)\n\(result.text)")
      #expect(words.isEmpty || result.output.contains(words), "\(line)\n\(result.text)")
    }
  }

  /// An index of the operator's: what it does not say is not known, and unknown is never safe.
  @Test func withoutTimesAgeIsUnknown() throws {
    let server = try IndexServer(["widget": ["1.0"]])
    let scratch = try Scratch(index: server.url)
    try scratch.commit(["a": ""])
    try scratch.stage(["requirements.txt": "widget==1.0\n"])
    let result = try scratch.pipgate("check")
    #expect(result.output.contains("the index gives no upload time"), "\(result.text)")
    #expect(result.status != 0)
  }
}
