import Gate
import Testing

/// The keys `indexes` and `private`, and what entries of the allowlist say of indexes.
struct IndexesReaderTests {
  private static let oneIndex =
    #"indexes: [{name: internal, url: "https://p.acme.example/simple/"}]"#

  @Test func readsIndexesAndPrivateNames() throws {
    let policy = try PolicyFixtures.read(
      """
      version: 1
      indexes:
        - {name: internal, url: "https://packages.acme.example/simple"}
        - name: mirror.eu
          url: https://mirror.acme.example:8443/team/
      private: [acme-secret, "Acme_*"]
      allow:
        - {name: "acme-*", index: internal, private: true}
        - {name: acme-open, private: false}
      """
    ).get()
    #expect(policy.indexes.map(\.name) == ["internal", "mirror.eu"])
    #expect(
      policy.indexes.map(\.url.description) == [
        "https://packages.acme.example/simple/", "https://mirror.acme.example:8443/team/",
      ])
    #expect(policy.privateNames.map(\.text) == ["acme-secret", "Acme_*"])
    #expect(policy.allowed[0].index == "internal" && policy.allowed[0].isPrivate == true)
    #expect(policy.allowed[1].index == nil && policy.allowed[1].isPrivate == false)
    let moved = policy.movingIndexes(["internal": try IndexURL("http://127.0.0.1:1/simple/")])
    #expect(moved.indexes[0].url.description == "http://127.0.0.1:1/simple/")
    #expect(moved.indexes[1].url == policy.indexes[1].url)
  }

  @Test(
    arguments: [
      ("indexes: {}", "2:10: 'indexes' takes a list, not a mapping"),
      ("indexes: [a]", "2:11: an entry of 'indexes' takes a mapping, not text"),
      ("indexes: [{name: a}]", "2:11: an entry of 'indexes' lacks 'url'"),
      (#"indexes: [{url: "https://a/"}]"#, "2:11: an entry of 'indexes' lacks 'name'"),
      (
        #"indexes: [{name: a, url: "https://a/", uri: b}]"#,
        "2:40: 'uri' is not a known key; did you mean 'url'?"
      ),
      (
        #"indexes: [{name: "a b", url: "https://a/"}]"#,
        "2:18: 'a b' is not a name for an index"
      ),
      (
        #"indexes: [{name: a, url: "http://packages.acme.example/simple/"}]"#,
        "2:26: the address 'http://packages.acme.example/simple/' is not encrypted"
      ),
      (
        #"indexes: [{name: a, url: "http://127.0.0.1:8080/simple/"}]"#,
        "2:26: the address 'http://127.0.0.1:8080/simple/' is not encrypted"
      ),
      (
        #"indexes: [{name: a, url: "https://ana:secret@a.example/"}]"#,
        "2:26: the address 'https://***@a.example/' carries credentials, which a policy never holds"
      ),
      (
        #"indexes: [{name: a, url: "file:///etc/passwd"}]"#,
        "2:26: 'file:///etc/passwd' is not the address of an index"
      ),
      (
        #"indexes: [{name: a, url: "packages.acme.example"}]"#,
        "2:26: 'packages.acme.example' is not the address of an index"
      ),
      (
        #"indexes: [{name: a-b, url: "https://a/"}, {name: A_B, url: "https://b/"}]"#,
        "2:50: 'A_B' names an index twice; it is first named on line 2"
      ),
      ("private: a", "2:10: 'private' takes a list, not text"),
      ("private: [-a]", "2:11: '-a' is not the name of a project"),
      ("private: [a.b, A-B]", "2:16: 'A-B' is listed twice; it is first listed on line 2"),
      ("allow: [{name: a, private: yes}]", "2:28: 'private' takes 'true' or 'false', not text"),
      (
        #"allow: [{name: a, private: "true"}]"#, "2:28: 'private' takes 'true' or 'false', not text"
      ),
      (
        "allow: [{name: a, index: internal}]",
        "2:26: 'internal' is not an index: the policy names none"
      ),
      (
        oneIndex + "\nallow: [{name: a, index: intern}]",
        "3:26: 'intern' is not an index; did you mean 'internal'?"
      ),
      (
        oneIndex + "\nallow: [{name: a, index: 1}]",
        "3:26: 'index' takes text, and YAML reads '1' as a number"
      ),
      (
        #"indexes: [{name: a, url: "https://a/"}, {name: b, url: "https://b/"}]"#
          + "\nallow: [{name: x, versions: <2, index: a}, {name: X, versions: '>=2', index: b}]",
        "3:44: 'X' comes from 'a' by another entry"
      ),
      (
        "deny: [{name: a, index: b}]",
        "2:18: 'index' is a key that this version of pipgate does not read yet"
      ),
    ])
  func refusesWithAPlace(text: String, problem: String) throws {
    #expect(try PolicyFixtures.problems("version: 1\n" + text) == [problem])
  }

  @Test func aPrivateNameIsNotSentToThePublicIndex() throws {
    let problems = try PolicyFixtures.problems(
      """
      version: 1
      indexes: [{name: public, url: "\(IndexURL.standard)"}]
      allow: [{name: "acme-*", index: public, private: true}]
      """)
    #expect(problems == ["3:9: 'acme-*' is private, and 'public' is public"])
  }

  @Test(
    arguments: [
      (#"indexes: [{name: a.b, url: "https://u:p@a/"}]"#, "PIPGATE_INDEX_A_B_USERNAME"),
      (#"indexes: [{name: a.b, url: "http://localhost/"}]"#, "PIPGATE_INDEX_A_B_URL"),
    ])
  func saysWhereWhatAPolicyMayNotHoldBelongs(text: String, variable: String) throws {
    guard case .failure(let problems) = try PolicyFixtures.read("version: 1\n" + text) else {
      Issue.record("a policy with problems was read")
      return
    }
    #expect(problems.diagnostics[0].help?.contains(variable) == true)
  }

  @Test func manyUnknownIndexesCostLittle() throws {
    let entries = (0..<4_000).map { "{name: a\($0), index: x\($0)}" }.joined(separator: ",")
    let indexes = (0..<4_000).map { "{name: i\($0), url: 'https://a/'}" }.joined(separator: ",")
    let problems = try PolicyFixtures.problems(
      "version: 1\nindexes: [\(indexes)]\nallow: [\(entries)]")
    #expect(problems.count == 101)
  }
}
