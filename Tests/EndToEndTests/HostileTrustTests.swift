import Foundation
import Testing

/// What decides, where somebody has made it other than it seems: policy, signers and revocations at the
/// base. Each stops the run with its file, its line and what to do.
@Suite("Hostile policies and lists of keys")
struct HostileTrustTests {
  /// A line of a list, in which `OURS` stands for the namespace and `KEY` for a key.
  @Test(
    arguments: [
      ("* OURS KEY", "1:1: error: a pattern names nobody"),
      ("ana@acme.example,!bo OURS KEY", "1:1: error: a pattern names nobody"),
      ("ana@acme.example,bo@acme.example OURS KEY", "one key belongs to several people"),
      ("ana@acme.example KEY", "error: the line does not say for what its key may sign"),
      ("ana@acme.example namespaces=\"pipgate*\" KEY", "a pattern of namespaces is not accepted"),
      ("ana@acme.example NAMESPACES=\"pipgate-override\" KEY", "does not say for what its key"),
      ("ana@acme.example namespaces='pipgate-override' KEY", "takes text in quotes"),
      ("ana@acme.example cert-authority,OURS KEY", "certificates are not accepted"),
      ("ana@acme.example OURS,verify-required KEY", "'verify-required' is not a known option"),
      ("ana@acme.example OURS,valid-before=\"20300101\" KEY", "is a time without a zone"),
      (
        "ana@acme.example OURS,valid-after=\"20300101Z\",valid-before=\"20200101Z\" KEY",
        "the key is never valid"
      ),
      ("ana@acme.example OURS KEY\nbo@acme.example OURS KEY", "2:"),
      ("ana@acme.example OURS KEY\r", "the file has carriage returns"),
      ("\u{feff}ana@acme.example OURS KEY", "begins with a byte order mark"),
      ("ana@acme.example OURS KEY\u{0}", "the file holds a control character"),
      ("ana@acme.example\u{a0}OURS KEY", "does not say for what its key may sign"),
      ("ana@acme.example OURS ssh-ed25519 AAAA", "the key is malformed"),
      ("ana@acme.example OURS sk-ssh-ed25519@openssh.com BLOB", "keys of security tokens"),
      ("ana@acme.example OURS ssh-ed25519-cert-v01@openssh.com BLOB", "certificates are not"),
      ("ana@acme.example OURS ssh-dss BLOB", "DSA keys are not accepted"),
    ])
  func signers(line: String, problem: String) throws {
    let list = line.replacingOccurrences(of: "OURS", with: "namespaces=\"pipgate-override\"")
      .replacingOccurrences(of: "KEY", with: try Keys.publicKey("ana"))
      .replacingOccurrences(of: "BLOB", with: Self.blob(after: line))
    let scratch = try SignedRepository(signers: list + "\n").scratch
    try expect(scratch, ".pipgate/allowed_signers:", problem)
  }

  /// A key of which only the type can be told: that of the word before the last.
  private static func blob(after line: String) -> String {
    let type = Data((line.split(separator: " ").dropLast().last ?? "").utf8)
    return (Data([0, 0, 0, UInt8(type.count)]) + type).base64EncodedString()
  }

  @Test(
    arguments: [
      ("override *", "1:10: error: '*' is not the id of an override"),
      ("override Steady-2.0", "'Steady-2.0' is not the id of an override"),
      ("minimum-serial 010", "1:16: error: '010' is not a serial"),
      ("minimum-serial -1", "'-1' is not a serial"),
      ("SHA256:short", "1:1: error: 'SHA256:short' is neither a key nor a fingerprint"),
      ("what is this", "'what' is neither a key nor a fingerprint"),
      ("override steady-2.0\r", "the file has carriage returns"),
    ])
  func revocations(line: String, problem: String) throws {
    let scratch = try SignedRepository(base: [".pipgate/revoked": line + "\n"]).scratch
    try expect(scratch, ".pipgate/revoked:", problem)
  }

  @Test(
    arguments: [
      ("tier: autonomous\n", "the key 'tier' stands here twice"),
      ("Mode: audit\n", "'Mode' is not a known key; did you mean 'mode'?"),
      (
        "m\u{43e}de: audit\n",
        "'m\u{43e}de' is not a known key: it holds U+043E, which is no letter of ASCII; did you "
          + "mean 'mode'?"
      ),
      ("mode\u{200b}: audit\n", "it holds U+200B, which is no letter of ASCII"),
      ("mode: Audit\n", "'Audit' is not a value of 'mode'; did you mean 'audit'?"),
      ("mode: off\n", "'off' is not a value of 'mode'"),
      ("mode: &a audit\n", "anchors are not read here"),
      ("mode: !!str audit\n", "tags are not read here"),
      ("<<: {mode: audit}\n", "merge keys are not read here"),
      ("---\nmode: audit\n", "a second document begins here"),
      ("...\nmode: audit\n", "this is not YAML"),
      ("\tmode: audit\n", "indent with blanks and no tabs"),
      ("allow:\n\t- steady\n", "indent with blanks and no tabs"),
      ("# \u{1b}[31m\n", "the character U+001B is not allowed here"),
      ("# \u{0}\n", "the character U+0000 is not allowed here"),
      ("expires: never\n", "'never' is not a day or a moment in UTC"),
      ("expires: \"2030-01-01T00:00:00+02:00\"\n", "is not a day or a moment in UTC"),
      ("serial: 012\n", "'serial' takes a positive whole number, not '012'"),
      ("serial: \"12\"\n", "'serial' takes a positive whole number, not '12'"),
      ("private: yes\n", "'private' takes a list"),
    ])
  func policies(add: String, problem: String) throws {
    let scratch = try SignedRepository(policy: SignedRepository.policy + add).scratch
    try expect(scratch, ".pipgate/policy.yaml:", problem)
  }

  @Test(
    arguments: [
      ("version: 1\n", "version: 1.0\n", "1:10: error: '1.0' is not a version"),
      ("version: 1\n", "version: 01\n", "'01' is not a version"),
      ("version: 1\n", "version: 2\n", "'2' is not a version"),
      ("version: 1\n", "\u{feff}version: 1\n", "begins with a byte order mark"),
      ("signatures: 1,", "signatures: 0,", "takes a positive whole number, not '0'"),
      ("signatures: 1,", "signatures: -1,", "takes a positive whole number, not '-1'"),
      ("signatures: 1,", "signatures: 99,", "99 signatures are more than the roles have people: 4"),
      ("signatures: 1,", "signatures: 01,", "takes a positive whole number, not '01'"),
      ("roles: [security]", "roles: [securty]", "'securty' is not a role; did you mean 'security'"),
      ("roles: [security]", "roles: []", "2 signatures are more than the roles have people: 0"),
      ("ana@acme.example", "'*@acme.example'", "is not the name of a person"),
      ("block:", "forbid:", "'forbid' is not lifted by overrides"),
      ("unpopular:", "unpopulär:", "'unpopulär' is not a rule: it holds U+00E4"),
      ("ignore}", "off}", "'off' is not a level"),
      ("tier: own", "tier: \u{43e}wn", "is not a tier: it holds U+043E"),
    ])
  func policiesWithOneValueChanged(old: String, new: String, problem: String) throws {
    let policy = SignedRepository.policy.replacingOccurrences(of: old, with: new)
    try #require(policy != SignedRepository.policy)
    try expect(try SignedRepository(policy: policy).scratch, ".pipgate/policy.yaml:", problem)
  }

  private func expect(_ scratch: Scratch, _ file: String, _ problem: String) throws {
    let result = try scratch.pipgate("check")
    #expect(result.status == 2, "\(result.text)")
    #expect(result.errors.contains(file), "\(result.errors)")
    #expect(result.errors.contains(problem), "\(result.errors)")
    #expect(result.errors.contains("help: "), "\(result.errors)")
    #expect(!result.text.contains("\u{1b}"))
  }

  /// A link, a folder, another repository or a name that is nearly right is never the same as nothing.
  @Test(
    arguments: [
      ("ln -s $policy policy.yaml", ".pipgate/policy.yaml", "symbolic link"),
      (
        "mkdir policy.yaml && cp $policy policy.yaml/x", ".pipgate/policy.yaml",
        "this is a folder, and a file is read here"
      ),
      ("cp $policy policy.yml", ".pipgate/policy.yml", "this file is not read"),
      ("cp $policy Policy.yaml", ".pipgate/Policy.yaml", "this file is not read"),
      (
        "cp $policy policy.yaml; cd ..; mv .pipgate elsewhere; ln -s elsewhere .pipgate",
        ".pipgate", "this is a symbolic link, which is not followed"
      ),
      ("cd ..; rm -r .pipgate; cp own.yaml .pipgate", ".pipgate", "this is a file"),
      (
        "cp $policy policy.yaml; ln -sf $policy allowed_signers", ".pipgate/allowed_signers",
        "symbolic link"
      ),
      (
        "cp $policy policy.yaml; mkdir revoked; touch revoked/x", ".pipgate/revoked",
        "this is a folder, and a file is read here"
      ),
      (
        "cp $policy policy.yaml; touch Revoked", ".pipgate/Revoked",
        "its name is not '.pipgate/revoked'"
      ),
      ("cp $policy policy.yaml; ln -s /dev/null revoked", ".pipgate/revoked", "symbolic link"),
    ])
  func whatStandsInPlaceOfAFileIsTold(deed: String, file: String, problem: String) throws {
    let scratch = try SignedRepository(policy: nil, base: ["own.yaml": SignedRepository.policy])
      .scratch
    let done = try Command.run(
      ["/bin/sh", "-c", "cd .pipgate; policy=../own.yaml; " + deed], in: scratch.root,
      environment: scratch.environment)
    try #require(done.status == 0, "\(done.text)")
    try scratch.commit(["requirements.txt": "steady==1.0\nother==1.0\n"])
    try scratch.stage(["requirements.txt": "steady==2.0\nother==1.0\n"])
    let result = try scratch.pipgate("check")
    #expect(result.status == 2, "\(result.text)")
    #expect(result.errors.contains("\(file):1:1: error: "), "\(result.errors)")
    #expect(result.errors.contains(problem), "\(result.errors)")
    #expect(result.errors.contains("help: "))
  }

  /// Where no policy is, and nothing that looks like one, the built-in one holds, and init is named.
  @Test func withoutAPolicyTheBuiltInOneHolds() throws {
    let scratch = try SignedRepository(policy: nil, namesSigners: false).scratch
    let result = try scratch.pipgate("check")
    #expect(result.status == 1, "\(result.text)")
    #expect(result.output.contains("policy: built-in"), "\(result.output)")
  }
}
