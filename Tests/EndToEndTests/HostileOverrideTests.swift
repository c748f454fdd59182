import Foundation
import Testing

/// Documents and signatures as an attacker would write them, through real git and real `ssh-keygen`.
@Suite("Hostile overrides")
struct HostileOverrideTests {
  /// A document that must lift nothing, and what is said of it.
  struct Attempt: Sendable {
    let id: String
    let finding: String
    /// The document and its signature; nil for an honest one by ana.
    let make: @Sendable (String) throws -> (document: String, signature: String?)

    init(
      _ id: String, _ finding: String,
      _ make: @escaping @Sendable (String) throws -> (document: String, signature: String?)
    ) {
      self.id = id
      self.finding = finding
      self.make = make
    }

    /// With members changed, honestly signed.
    init(_ id: String, _ finding: String, changing changes: [String: String?]) {
      self.init(id, finding) { id in
        let document = SignedRepository.document(id: id, changes)
        return (document, try Keys.sign(document, by: "ana"))
      }
    }

    /// With other bytes, honestly signed.
    init(_ id: String, _ finding: String, writing change: @escaping @Sendable (String) -> String) {
      self.init(id, finding) { id in
        let document = change(SignedRepository.document(id: id))
        return (document, try Keys.sign(document, by: "ana"))
      }
    }

    /// With another signature.
    init(
      _ id: String, _ finding: String, signing: @escaping @Sendable (String) throws -> String?
    ) {
      self.init(id, finding) { id in
        let document = SignedRepository.document(id: id)
        return (document, try signing(document))
      }
    }
  }

  private static func ana(_ document: String) throws -> String {
    try Keys.sign(document, by: "ana")
  }

  private static let signatures = [
    Attempt("unsigned", "the override is not signed [override-unsigned]", signing: { _ in nil }),
    Attempt(
      "stranger", "is not that of a signer [override-signer]",
      signing: { try Keys.sign($0, by: "eve") }),
    Attempt(
      "for-git", "the signature is for 'git', not for overrides [override-signature]",
      signing: { try Keys.sign($0, by: "ana", for: "git") }),
    Attempt(
      "longer-purpose", "the signature is for 'pipgate-override2', not for overrides",
      signing: { try Keys.sign($0, by: "ana", for: "pipgate-override2") }),
    Attempt(
      "of-another", "the signature is not that of this document [override-signature]",
      signing: { try ana($0 + "# more\n") }),
    Attempt(
      "junk-before", "does not begin with '-----BEGIN SSH SIGNATURE-----'",
      signing: { "junk\n" + (try ana($0)) }),
    Attempt(
      "junk-after", "does not end with '-----END SSH SIGNATURE-----' and a line feed",
      signing: { try ana($0) + "junk\n" }),
    Attempt(
      "more-line-feeds", "does not end with '-----END SSH SIGNATURE-----' and a line feed",
      signing: { try ana($0) + "\n" }),
    Attempt(
      "two-blocks", "the file holds more than one signature [override-signature]",
      signing: { try ana($0) + Keys.sign($0, by: "bo") }),
    Attempt(
      "carriage-returns", "the signature has a carriage return",
      signing: { try ana($0).replacingOccurrences(of: "\n", with: "\r\n") }),
    Attempt(
      "a-blank", "does not begin with '-----BEGIN SSH SIGNATURE-----'",
      signing: { " " + (try ana($0)) }),
    Attempt(
      "too-large", "the signature is larger than 16384 bytes",
      signing: { try ana($0) + String(repeating: "x\n", count: 9000) }),
    Attempt(
      "empty", "does not begin with '-----BEGIN SSH SIGNATURE-----'", signing: { _ in "" }),
    Attempt(
      "another-hash", "'md5ish' is not a hash that is accepted: sha256 and sha512 are",
      signing: { try renamingHash(in: ana($0)) }),
  ]

  /// The signature with another name where it says its hash, of the same length.
  private static func renamingHash(in armored: String) throws -> String {
    let lines = armored.split(separator: "\n")
    let bytes = try #require(Data(base64Encoded: lines.dropFirst().dropLast().joined()))
    let place = try #require(bytes.range(of: Data("sha512".utf8)))
    let changed = bytes.replacing(Data(bytes[place]), with: Data("md5ish".utf8))
    let text = changed.base64EncodedString()
    let width = lines[1].count
    let broken = stride(from: 0, to: text.count, by: width).map { start in
      text.dropFirst(start).prefix(width) + "\n"
    }
    return "\(lines[0])\n\(broken.joined())\(lines[lines.count - 1])\n"
  }

  private static let documents = [
    Attempt(
      "twice", "the key 'rules' stands here twice", writing: { $0 + "rules: [typosquat]\n" }),
    Attempt("unknown", "'hours' is not a known key", changing: ["hours": "9-17"]),
    Attempt("capital-key", "'Serial' is not a known key", writing: replacing("serial:", "Serial:")),
    Attempt(
      "confusable-key",
      "'s\u{435}rial' is not a known key: it holds U+0435, which is no letter of ASCII; "
        + "did you mean 'serial'?", writing: replacing("serial:", "s\u{435}rial:")),
    Attempt("missing", "the override lacks 'tier'", changing: ["tier": nil]),
    Attempt(
      "crlf", "the override has carriage returns", writing: replacing("\n", "\r\n")),
    Attempt("bom", "the file begins with a byte order mark", writing: { "\u{feff}" + $0 }),
    Attempt("nul", "the character U+0000 is not allowed here", changing: ["reason": "a\u{0}b"]),
    Attempt("escape", "the character U+001B is not allowed here", changing: ["reason": "\u{1b}[m"]),
    Attempt(
      "no-line-feed", "the override does not end with a line feed", writing: { "\($0.dropLast())" }),
    Attempt("two-documents", "a second document begins here", writing: { $0 + "---\n" + $0 }),
    Attempt("after-the-end", "this is not YAML", writing: { $0 + "...\nserial: 9\n" }),
    Attempt("directive", "directives are not read here", writing: { "%YAML 1.1\n---\n" + $0 }),
    Attempt("anchor", "anchors are not read here", changing: ["tier": "&a own"]),
    Attempt("tag", "tags are not read here", changing: ["tier": "!!str own"]),
    Attempt("merge", "merge keys are not read here", writing: { $0 + "<<: {serial: 9}\n" }),
    Attempt("tab", "this is not YAML", writing: { $0 + "\thours: 9\n" }),
    Attempt("too-deep", "an element of 'rules'", changing: ["rules": "[[[[new-release]]]]"]),
    Attempt(
      "64-kib", "the file is larger than 64 KiB",
      writing: { $0 + String(repeating: "# filling\n", count: 7000) }),
    Attempt("form-1.0", "this is not a version of overrides", changing: ["version": "1.0"]),
    Attempt("form-01", "this is not a version of overrides", changing: ["version": "01"]),
    Attempt("form-text", "this is not a version of overrides", changing: ["version": "'1'"]),
    Attempt("octal", "'serial' takes a positive whole number", changing: ["serial": "010"]),
    Attempt("hexadecimal", "'serial' takes a positive whole", changing: ["serial": "0x10"]),
    Attempt("none", "'serial' takes a positive whole number", changing: ["serial": "0"]),
    Attempt("truth", "'tier' takes text, and YAML reads", changing: ["tier": "true"]),
    Attempt("nothing", "'reason' takes text, not nothing", changing: ["reason": "null"]),
    Attempt("no-reason", "'reason' is empty", changing: ["reason": "''"]),
    Attempt("other-id", "the id 'steady' is not the name of the file", changing: ["id": "steady"]),
    Attempt("name", "'Steady' is not the normalized name", changing: ["project": "Steady"]),
    Attempt("rule-pattern", "'new-*' is not a rule", changing: ["rules": "['new-*']"]),
    Attempt("rule-blank", "'new-release ' is not a rule", changing: ["rules": "['new-release ']"]),
    Attempt("rule-twice", "stands in 'rules' twice", changing: ["rules": "[yanked, yanked]"]),
    Attempt("path-up", "'../x' is not the path of a file", changing: ["paths": "[../x]"]),
    Attempt("path-dot", "'./x' is not the path of a file", changing: ["paths": "[./x]"]),
    Attempt("path-root", "'/x' is not the path of a file", changing: ["paths": "[/x]"]),
    Attempt("path-all", "'**' is not the path of a file", changing: ["paths": "['**']"]),
    Attempt("arbitrary", "'===2.0' is not a version spec", changing: ["versions": "'===2.0'"]),
    Attempt("hash-md5", "'md5:00' is not the digest of a file", changing: ["hashes": "['md5:00']"]),
    Attempt("zone", "is not a moment in UTC", changing: ["expires": "2027-01-01T00:00:00+00:00"]),
    Attempt("leap", "is not a moment in UTC", changing: ["expires": "2027-06-30T23:59:60Z"]),
    Attempt("day", "'2027-01-01' is not a moment in UTC", changing: ["expires": "2027-01-01"]),
    Attempt("lower", "is not a moment in UTC", changing: ["expires": "2027-01-01t00:00:00z"]),
  ]

  private static let scopes = [
    Attempt(
      "repository", "the override is for 'github.com/acme/Shop'",
      changing: ["repository": "github.com/acme/Shop"]),
    Attempt("project", "lifts nothing that this change brings", changing: ["project": "other"]),
    Attempt("newer", "the override is for the versions '==2.1'", changing: ["versions": "'==2.1'"]),
    Attempt("epoch", "for the versions '==1!2.0'", changing: ["versions": "'==1!2.0'"]),
    Attempt("local", "for the versions '==2.0+cpu'", changing: ["versions": "'==2.0+cpu'"]),
    Attempt("rule", "does not name 'new-release'", changing: ["rules": "[typosquat]"]),
    Attempt(
      "path", "the override is not for 'requirements.txt'",
      changing: ["paths": "[Requirements.txt, a/requirements.txt, 'requirements.txt\\']"]),
    Attempt("tier", "the override is for the tier 'balanced'", changing: ["tier": "balanced"]),
    Attempt(
      "files", "the signers have not seen the file",
      changing: ["hashes": "['sha256:\(String(repeating: "a", count: 64))']"]),
    Attempt(
      "long", "the override holds for ", changing: ["expires": SignedRepository.moment(days: 99)]),
    Attempt(
      "over", "the override has expired at ",
      changing: ["expires": SignedRepository.moment(days: 0, seconds: -1)]),
    Attempt(
      "to-come", "the override is issued only at ",
      changing: ["issued": SignedRepository.moment(days: 0, seconds: 900)]),
    Attempt(
      "requester", "has requested the override, and cannot approve it",
      changing: ["requester": "ANA@acme.example"]),
  ]

  private static func replacing(_ old: String, _ new: String) -> @Sendable (String) -> String {
    { $0.replacingOccurrences(of: old, with: new) }
  }

  /// All in one change: each is told in its own words at its own file, and none lifts anything.
  @Test(arguments: [signatures, documents, scopes])
  func liftNothingAndAreToldInWords(_ attempts: [Attempt]) throws {
    let scratch = try SignedRepository().scratch
    var files: [String: String] = [:]
    for attempt in attempts {
      let (document, signature) = try attempt.make(attempt.id)
      files[".pipgate/overrides/\(attempt.id).yaml"] = document
      files[".pipgate/overrides/\(attempt.id).yaml.sig"] = signature
    }
    try scratch.stage(files)
    let result = try scratch.pipgate("check")
    #expect(result.status == 1, "\(result.text)")
    #expect(result.output.contains("review: 'steady' 2.0 was uploaded 2 days ago [new-release]"))
    #expect(!result.output.contains("overridden"))
    #expect(!result.output.contains("\u{1b}"))
    let lines = result.output.split(separator: "\n")
    for attempt in attempts {
      let own = lines.indices.filter {
        lines[$0].hasPrefix(".pipgate/overrides/\(attempt.id).yaml:")
          || lines[$0].hasPrefix(".pipgate/overrides/\(attempt.id).yaml.sig:")
      }
      #expect(own.contains { lines[$0].contains(attempt.finding) }, "\(attempt.id)")
      for index in own {
        let rest = lines[(index + 1)...].prefix {
          !$0.hasPrefix(".pipgate/") && !$0.hasPrefix("requirements.txt:")
        }
        #expect(rest.contains { $0.contains("help: ") }, "\(lines[index])")
      }
    }
    // A good one beside them counts all the same.
    let good = SignedRepository.document()
    try scratch.stage([
      ".pipgate/overrides/steady-2.0.yaml": good,
      ".pipgate/overrides/steady-2.0.yaml.sig": try Keys.sign(good, by: "ana"),
    ])
    let lifted = try scratch.pipgate("check")
    #expect(lifted.status == 0, "\(lifted.text)")
    #expect(lifted.output.contains("accepted by ana@acme.example"))
  }
}
