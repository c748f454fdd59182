import Foundation
import Testing

/// A repository whose base says who may let what pass, with the real keys of real people, and in which
/// a release of two days ago is staged.
struct SignedRepository {
  var scratch: Scratch

  /// Two reviewers and two of security. A release of two days ago takes a review.
  static let policy = """
    version: 1
    repository: github.com/acme/shop
    tier: own
    tiers:
      own: {extends: balanced, levels: {unpopular: ignore, new-project: ignore}}
    roles:
      reviewer: [ana@acme.example, bo@acme.example]
      security: [cy@acme.example, dee@acme.example]
    overrides:
      review: {signatures: 1, roles: [reviewer, security]}
      block: {signatures: 2, roles: [security]}

    """
  /// The same, where that release is blocked.
  static let strict = policy.replacingOccurrences(
    of: "{unpopular: ignore", with: "{new-release: block, unpopular: ignore")

  static let index = Result {
    try LoopbackIndex([
      "steady": #"{"versions": {"1.0": {"uploaded": "-900d"}, "2.0": {"uploaded": "-2d"}}}"#,
      "other": #"{"versions": {"1.0": {"uploaded": "-900d"}, "2.0": {"uploaded": "-2d"}}}"#,
    ])
  }

  /// The base has `files` beside the policy and the signers, each left out where it is nil.
  init(
    policy: String? = policy, signers: String? = nil, namesSigners: Bool = true,
    base files: [String: String] = [:], index: String? = nil
  ) throws {
    scratch = try Scratch(index: index ?? Self.index.get().url)
    var base = ["requirements.txt": "steady==1.0\nother==1.0\n"]
    base[".pipgate/policy.yaml"] = policy
    if namesSigners { base[".pipgate/allowed_signers"] = try signers ?? Keys.signers() }
    try scratch.commit(base.merging(files) { $1 })
    try scratch.stage(["requirements.txt": "steady==2.0\nother==1.0\n"])
  }

  /// What `pipgate override request` would write, but for what a test changes; nil takes a member out.
  static func document(id: String = "steady-2.0", _ changes: [String: String?] = [:]) -> String {
    let members: [(String, String)] = [
      ("version", "1"), ("id", id), ("repository", "github.com/acme/shop"), ("project", "steady"),
      ("versions", "'==2.0'"), ("hashes", "[]"), ("rules", "[new-release]"),
      ("paths", "[requirements.txt]"), ("tier", "own"), ("reason", "the fix"),
      ("requester", "dev@acme.example"), ("issued", moment(days: -1)), ("expires", moment(days: 9)),
      ("serial", "5"),
    ]
    let known = members.compactMap { name, value -> String? in
      guard let change = changes[name] else { return "\(name): \(value)\n" }
      return change.map { "\(name): \($0)\n" }
    }
    let more = changes.filter { change in !members.contains { $0.0 == change.key } }
    return known.joined() + more.sorted { $0.key < $1.key }.map { "\($0): \($1 ?? "")\n" }.joined()
  }

  /// Stages a document and the signatures of people.
  func propose(
    _ document: String = document(), id: String = "steady-2.0", signedBy people: [String]
  ) throws {
    let path = ".pipgate/overrides/\(id).yaml"
    var files = [path: document]
    for (index, person) in people.enumerated() {
      files["\(path)\(index == 0 ? "" : ".\(index + 1)").sig"] = try Keys.sign(document, by: person)
    }
    try scratch.stage(files)
  }

  /// A moment so many days from now, as documents write it.
  static func moment(days: Double, seconds: Double = 0) -> String {
    ISO8601DateFormatter().string(from: Date(timeIntervalSinceNow: days * 86_400 + seconds))
  }
}

/// Keys that `ssh-keygen` has made, one for each name, for the whole run.
enum Keys {
  private static let folder = Result { try TemporaryFolder.make("keys") }
  private static let lock = NSLock()

  private static func keygen(_ words: [String], input: String = "") throws -> CommandResult {
    try Command.run(
      [try Command.path(of: "ssh-keygen")] + words, in: try folder.get(), environment: [:],
      input: input)
  }

  /// Where the private key of somebody is; it is made when it is first asked for.
  static func path(_ name: String, type: String = "ed25519", bits: String = "256") throws -> String
  {
    lock.lock()
    defer { lock.unlock() }
    let path = try "\(folder.get())/\(name)"
    if !FileManager.default.fileExists(atPath: path) {
      let made = try keygen(["-q", "-t", type, "-b", bits, "-N", "", "-C", name, "-f", path])
      try #require(made.status == 0, "\(made.text)")
    }
    return path
  }

  /// The two words of a public key.
  static func publicKey(
    _ name: String, type: String = "ed25519", bits: String = "256"
  ) throws -> String {
    let text = try String(
      contentsOfFile: path(name, type: type, bits: bits) + ".pub", encoding: .utf8)
    return text.split(separator: " ").prefix(2).joined(separator: " ")
  }

  /// The line of somebody in a list of signers.
  static func line(_ name: String, _ options: String = "") throws -> String {
    "\(name)@acme.example namespaces=\"pipgate-override\"\(options) \(try publicKey(name))\n"
  }

  static func signers() throws -> String {
    try ["ana", "bo", "cy", "dee"].map { try line($0) }.joined()
  }

  /// The signature of somebody over a text, as `ssh-keygen` writes it.
  static func sign(
    _ text: String, by name: String, for namespace: String = "pipgate-override",
    options: [String] = []
  ) throws -> String {
    let key = try path(name)
    let result = try keygen(
      ["-q", "-Y", "sign", "-f", key, "-n", namespace] + options.flatMap { ["-O", $0] },
      input: text)
    try #require(result.status == 0, "\(result.text)")
    return result.output
  }
}
