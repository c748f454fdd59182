import SourceText
import Testing

@testable import Signatures

struct RevocationsTests {
  private func read(_ text: String) -> Result<Revocations, TrustFileProblems> {
    Revocations.read(SourceFile(path: ".pipgate/revoked", text: text)) { $0 != "*" }
  }

  @Test func readsKeysFingerprintsIdsAndASerial() throws {
    let keys = try KeyFolder()
    for (name, kind) in [
      ("a", KeyKind.ed25519), ("b", .ed25519), ("c", .ed25519),
      ("weak", KeyKind(type: "rsa", bits: "1024")),
    ] { try keys.makeKey(kind, named: name) }
    let line = String(decoding: try keys.read("a.pub"), as: UTF8.self)
    let weak = String(decoding: try keys.read("weak.pub"), as: UTF8.self)
    let listed = String(decoding: try keys.run("ssh-keygen", "-lf", "b.pub"), as: UTF8.self)
    let fingerprint = try #require(listed.split(separator: " ").dropFirst().first)
    let revoked = try read(
      "# lost\n\(line)\(weak)\(fingerprint) a laptop\noverride one why\nminimum-serial 7\n"
    ).get()
    #expect(try revoked.contains(keys.publicKey("a")))
    #expect(try revoked.contains(keys.publicKey("b")))
    #expect(try !revoked.contains(keys.publicKey("c")))
    #expect(revoked.keys.count == 3)
    #expect(revoked.overrides == ["one"])
    #expect(revoked.minimumSerial == 7)
    #expect(try read("").get().keys.isEmpty)
  }

  @Test func refusesABinaryList() throws {
    let keys = try KeyFolder()
    try keys.makeKey(.ed25519)
    try keys.run("ssh-keygen", "-q", "-k", "-f", "list", "key.pub")
    let file = SourceFile(path: ".pipgate/revoked", bytes: try keys.read("list"))
    guard case .failure(let problems) = Revocations.read(file, isID: { _ in true }) else {
      Issue.record("a binary list was read")
      return
    }
    #expect(
      problems.diagnostics.map(\.message) == ["this is a binary revocation list, which is not read"]
    )
  }

  @Test(
    arguments: [
      ("SHA256:short", "'SHA256:short' is neither a key nor a fingerprint"),
      ("MD5:aa", "'MD5:aa' is neither a key nor a fingerprint"),
      ("ssh-ed25519", "the key is malformed"), ("ssh-ed25519 AAAA", "the key is malformed"),
      ("override", "'override' takes the id of an override"),
      ("minimum-serial", "'minimum-serial' takes a number"),
      ("minimum-serial -1", "'-1' is not a serial"),
      ("minimum-serial 99999999999", "'99999999999' is not a serial"),
      ("minimum-serial 010", "'010' is not a serial"),
      ("override *", "'*' is not the id of an override, and would revoke nothing"),
      ("one\r", "the file has carriage returns"),
    ])
  func refusesWhatItCannotRead(text: String, message: String) {
    guard case .failure(let problems) = read("# first\n\(text)\n") else {
      Issue.record("'\(text)' was read")
      return
    }
    #expect(problems.diagnostics.map(\.message) == [message])
    #expect(problems.diagnostics[0].location.start.line == 2)
  }
}
