import SourceText
import TestKeys
import Testing

@testable import Signatures

/// Lists of signers: what ssh-keygen would accept by them, and what is refused loudly.
struct AllowedSignersTests {
  private let keys: KeyFolder
  private let line: String
  private let other: String

  init() throws {
    keys = try KeyFolder()
    try keys.makeKey(.ed25519)
    try keys.makeKey(.ed25519, named: "other")
    line = String(decoding: try keys.read("key.pub"), as: UTF8.self).trimmed
    other = String(decoding: try keys.read("other.pub"), as: UTF8.self).trimmed
  }

  private func read(_ text: String) -> Result<AllowedSigners, TrustFileProblems> {
    let file = SourceFile(path: ".pipgate/allowed_signers", text: text)
    return AllowedSigners.read(file, namespace: testNamespace) { TestMoment.seconds($0) }
  }

  private func messages(_ text: String) -> [String] {
    guard case .failure(let problems) = read(text) else { return [] }
    return problems.diagnostics.map { "\($0.location.start.line): \($0.message)" }
  }

  @Test func readsPeopleWithTheirKeys() throws {
    let text = """
      # Those who may sign.

      ana@acme.example namespaces="pipgate-override" \(line)
      \tbo@acme.example\t namespaces="git,pipgate-override",valid-after="20260101Z"  \(other)
      * namespaces="git",what-is-this="1" ssh-dss AAAA
      """
    let signers = try read(text).get()
    #expect(signers.signers.map(\.principal) == ["ana@acme.example", "bo@acme.example"])
    #expect(try signers.signer(with: keys.publicKey())?.principal == "ana@acme.example")
    #expect(signers.signers.map(\.location.start.line) == [3, 4])
    #expect(signers.signers[0].validAfter == nil)
    #expect(signers.signers[1].validAfter == TestMoment.seconds("2026-01-01T00:00:00Z"))
  }

  @Test func knowsForWhatElseAKeyMaySign() throws {
    let signers = try read("ana namespaces=\"git,file\" \(line)\n").get()
    let key = try keys.publicKey()
    #expect(signers.signer(with: key) == nil)
    #expect(signers.otherPurposes(of: key) == ["git", "file"])
    #expect(try read("ana namespaces=\"git\" \(other)\n").get().otherPurposes(of: key) == nil)
  }

  @Test func anEmptyListNamesNobody() throws {
    #expect(try read("").get().signers.isEmpty)
    #expect(try read("# nobody\n").get().signers.isEmpty)
  }

  @Test func agreesWithSshKeygenOnWhoMaySignWhen() throws {
    let document = Array("document".utf8)
    let signature = try keys.sign(document)
    let key = try keys.publicKey()
    for options in [
      "", ",valid-after=\"20261121Z\"", ",valid-after=\"20261122Z\"", ",valid-before=\"20261121Z\"",
      ",valid-before=\"20261122Z\"",
      ",valid-after=\"202611211159Z\",valid-before=\"20261121120100Z\"",
      ",valid-before=\"20261121115959Z\"", ",valid-after=\"20261121120001Z\"",
    ] {
      let text = "ana namespaces=\"pipgate-override\"\(options) \(line)\n"
      let now = try #require(TestMoment.seconds("2026-11-21T12:00:00Z"))
      let accepted = try read(text).get().signer(with: key)?.isValid(at: now) == true
      let expected = try keys.accepts(
        signature, of: document, by: "ana", signers: text, at: "20261121120000Z")
      #expect(accepted == expected, "\(options)")
    }
    for text in ["ana namespaces=\"git\" \(line)\n", "ana namespaces=\"pipgate\" \(line)\n"] {
      #expect(try read(text).get().signer(with: key) == nil)
      #expect(try !keys.accepts(signature, of: document, by: "ana", signers: text))
    }
  }

  @Test(
    arguments: [
      ("ana KEY", "the line does not say for what its key may sign"),
      ("ana", "the line has no key"), ("ana OURS", "the line has no key"),
      ("* OURS KEY", "a pattern names nobody"),
      ("*@acme.example OURS KEY", "a pattern names nobody"),
      ("!ana OURS KEY", "a pattern names nobody"), ("an? OURS KEY", "a pattern names nobody"),
      ("ana,bo OURS KEY", "one key belongs to several people"),
      ("\"ana\" OURS KEY", "this is not the name of a person"),
      ("\"ana OURS KEY", "a quote is not closed"),
      ("añа OURS KEY", "this is not the name of a person"),
      ("ana OURS,cert-authority KEY", "certificates are not accepted"),
      ("ana cert-authority,OURS KEY", "certificates are not accepted"),
      ("ana OURS,verify-required KEY", "'verify-required' is not a known option"),
      ("ana OURS,Valid-Before=\"20300101Z\" KEY", "'Valid-Before' is not a known option"),
      ("ana OURS,valid-before=\"20300101\" KEY", "'20300101' is a time without a zone"),
      ("ana OURS,valid-before=\"20301301Z\" KEY", "'20301301Z' is not a time"),
      ("ana OURS,valid-before=\"2030Z\" KEY", "'2030Z' is not a time"),
      (
        "ana OURS,valid-after=\"20300101Z\",valid-before=\"20300101Z\" KEY",
        "the key is never valid: 'valid-before' is not after 'valid-after'"
      ),
      ("ana OURS,valid-before=20300101Z KEY", "the option 'valid-before' takes text in quotes"),
      ("ana OURS,valid-after KEY", "the option 'valid-after' takes text in quotes"),
      ("ana OURS,OURS KEY", "the option 'namespaces' stands here twice"),
      ("ana namespaces=\"*\" KEY", "a pattern of namespaces is not accepted"),
      ("ana namespaces=\"pipgate-*\" KEY", "a pattern of namespaces is not accepted"),
      ("ana namespaces=\"\" KEY", "the option 'namespaces' takes text in quotes"),
      ("ana OURS, KEY", "'' is not a known option"),
      ("ana OURS ssh-ed25519", "the key has no bytes"),
      ("ana OURS ssh-ed25519 AAAA", "the key is malformed"),
      ("ana OURS ssh-ed25519 KEY", "the key is malformed"),
      ("ana OURS ed25519 AAAA", "'ed25519' is not a type of key that is accepted"),
      ("ana OURS KEY\r", "the file has carriage returns"),
      ("\u{feff}ana OURS KEY", "the file begins with a byte order mark"),
      ("ana OURS KEY\u{0}", "the file holds a control character"),
      ("SSHKRL\n\0", "this is a binary revocation list, which is not read"),
    ])
  func refusesWhatCouldBeMistaken(text: String, message: String) {
    let text = text.replacing("OURS", with: "namespaces=\"pipgate-override\"")
      .replacing("KEY", with: line)
    let found = messages("# first\n\(text)\n")
    let prefix = text.hasPrefix("SSHKRL") ? "" : "2: "
    if text.hasPrefix("SSHKRL") || text.hasPrefix("\u{feff}") {
      #expect(messages(text).map { $0.dropFirst(3) } == [message[...]])
    } else {
      #expect(found == [prefix + message])
    }
  }

  @Test func refusesAKeyThatStandsTwice() {
    let ours = "namespaces=\"pipgate-override\""
    #expect(
      messages("ana \(ours) \(line)\nbo \(ours) \(line)\n") == [
        "2: this key stands here twice; it was first given on line 1"
      ])
  }

  @Test func refusesKeysThatAreNotAccepted() throws {
    try keys.makeKey(KeyKind(type: "rsa", bits: "2048"), named: "short")
    try keys.makeKey(KeyKind(type: "dsa", bits: "1024"), named: "dsa")
    for (name, message) in [
      ("short", "an RSA key of 2048 bits is too short: it takes at least 3072"),
      ("dsa", "DSA keys are not accepted"),
    ] {
      let key = String(decoding: try keys.read("\(name).pub"), as: UTF8.self)
      #expect(messages("ana namespaces=\"pipgate-override\" \(key)") == ["1: " + message])
    }
  }

  @Test func tellsAllProblemsAtOnceAndNoMoreThanAHundred() {
    #expect(messages(String(repeating: "ana \(line)\n", count: 3)).count == 3)
    #expect(messages(String(repeating: "ana \(line)\n", count: 3000)).count == 100)
  }
}

extension String {
  var trimmed: String { String(self[..<(firstIndex(of: "\n") ?? endIndex)]) }
}
