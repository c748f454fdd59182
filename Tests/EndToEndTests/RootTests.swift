import Foundation
import Testing

/// Trust that is anchored in root keys outside of the repository.
@Suite("Root keys")
struct RootTests {
  /// A trust file whose root are the people of a list of keys, with ana to review.
  private func trust(
    _ version: Int, root: [String], threshold: Int = 2, reviewer: String = "ana",
    expires: String = "2099-01-01T00:00:00Z"
  ) throws -> String {
    let people = Set(root + [reviewer]).sorted()
    let keys = try people.map { "\"\($0)@acme.example\": [\"\(try Keys.publicKey($0))\"]" }
    let roots = root.map { "\"\($0)@acme.example\"" }.joined(separator: ", ")
    return """
      {"version": \(version), "expires": "\(expires)",
       "keys": {\(keys.joined(separator: ", "))},
       "roles": {"root": {"people": [\(roots)], "threshold": \(threshold)},
                 "reviewer": {"people": ["\(reviewer)@acme.example"], "threshold": 1}}}

      """
  }

  /// The file with signatures, under their names.
  private func signed(_ text: String, by people: [String]) throws -> [String: String] {
    let path = ".pipgate/trust.json"
    var files = [path: text]
    for number in 1...6 {
      let name = "\(path)\(number == 1 ? "" : ".\(number)").sig"
      files[name] =
        number <= people.count
        ? try Keys.sign(text, by: people[number - 1], for: "pipgate-trust") : "none\n"
    }
    return files
  }

  private func pin(_ threshold: Int, _ people: [String]) throws -> [String: String?] {
    let prints = try people.map { name in
      let listed = try Command.run(
        [try Command.path(of: "ssh-keygen"), "-lf", Keys.path(name) + ".pub"], in: "/",
        environment: [:])
      return String(listed.output.split(separator: " ")[1])
    }
    return ["PIPGATE_ROOT": "\(threshold) " + prints.joined(separator: " ")]
  }

  /// Whoever writes to the base names signers and gives them roles; a pinned root does not know them.
  @Test func onlyWhomTheRootKnowsCounts() throws {
    let eve = try Keys.signers() + Keys.line("eve")
    let policy = SignedRepository.policy.replacingOccurrences(of: "bo@", with: "eve@")
    let base = try signed(trust(1, root: ["cy", "dee"]), by: ["cy", "dee"])
    let repository = try SignedRepository(policy: policy, signers: eve, base: base)
    let scratch = repository.scratch
    let pinned = try pin(2, ["cy", "dee"])
    try repository.propose(signedBy: ["eve"])
    #expect(try scratch.pipgate("check").status == 0)
    let result = try scratch.pipgate(["check"], with: pinned)
    #expect(result.status == 1, "\(result.text)")
    #expect(result.output.contains("[override-signer]"), "\(result.output)")
    #expect(try scratch.pipgate(["override", "verify"], with: pinned).status == 1)
    try repository.propose(signedBy: ["ana"])
    let known = try scratch.pipgate(["check"], with: pinned)
    #expect(known.status == 0, "\(known.text)")
    // What is pinned is shown to whoever decides to believe it.
    let shown = try scratch.pipgate("init", "--trust-head")
    #expect(shown.status == 0, "\(shown.text)")
    let words = try #require(pinned["PIPGATE_ROOT"] ?? nil).split(separator: " ").sorted()
    #expect(shown.output.split { " \n".contains($0) }.sorted() == words)
  }

  @Test func withoutWhatIsPinnedNothingIsJudged() throws {
    let text = try trust(1, root: ["cy", "dee"])
    let pinned = try pin(2, ["cy", "dee"])
    for (files, pin, problem) in [
      ([:], pinned, "a root is pinned, and there is no '.pipgate/trust.json' at HEAD"),
      (
        try signed(text, by: ["cy"]), pinned,
        "takes 2 of the signatures of the pinned keys, and has 1"
      ),
      (try signed(text, by: ["cy", "cy"]), pinned, "and has 1"),
      (try signed(text, by: ["eve", "cy"]), pinned, "and has 1"),
      (try signed(text, by: ["cy", "dee"]), try pin(1, ["eve"]), "and has 0"),
      (
        try signed(trust(1, root: ["ana", "dee"]), by: ["cy", "dee"]), pinned,
        "the root of version 1 takes 2 signatures, and has 1"
      ),
      (
        try signed(
          text.replacingOccurrences(of: "\"version\": 1,", with: "\"version\": 1, \"x\": 1,"),
          by: ["cy", "dee"]), pinned, "'x' is not a known member of the file"
      ),
      (
        try signed(
          text.replacingOccurrences(of: "\"version\"", with: "\"version\": 2, \"version\""),
          by: ["cy", "dee"]), pinned, ".pipgate/trust.json:1:"
      ),
      (
        try signed(trust(1, root: ["cy", "dee"], threshold: 3), by: ["cy", "dee"]), pinned,
        "3 signatures are more than the role 'root' has people: 2"
      ),
      (
        try signed(text, by: ["cy", "dee"]), ["PIPGATE_ROOT": "2 SHA256:short"],
        "PIPGATE_ROOT does not pin a root"
      ),
      (
        try signed(text, by: ["cy", "dee"]), ["PIPGATE_ROOT": "3 " + "SHA256:x"],
        "PIPGATE_ROOT does not pin a root"
      ),
    ] as [([String: String], [String: String?], String)] {
      let repository = try SignedRepository(base: files)
      try repository.propose(signedBy: ["ana"])
      let result = try repository.scratch.pipgate(["check"], with: pin)
      #expect(result.status == 2, "\(problem): \(result.text)")
      #expect(result.errors.contains(problem), "\(result.errors)")
      #expect(result.errors.contains("help: "), "\(result.errors)")
    }
  }

  @Test func pastItsEndNothingCounts() throws {
    let text = try trust(1, root: ["cy", "dee"], expires: "2026-01-02T00:00:00Z")
    let repository = try SignedRepository(base: try signed(text, by: ["cy", "dee"]))
    try repository.propose(signedBy: ["ana"])
    let result = try repository.scratch.pipgate(["check"], with: pin(2, ["cy", "dee"]))
    #expect(result.status == 1, "\(result.text)")
    #expect(result.output.contains("'.pipgate/trust.json' has expired at 2026-01-02T00:00:00Z"))
  }

  /// P53: the next version takes the roots of both.
  @Test func aNewVersionIsSignedByTheRootsOfBoth() throws {
    let old = ["cy", "dee"]
    let new = ["bo", "eve"]
    let next = try trust(2, root: new)
    let repository = try SignedRepository(
      base: try signed(trust(1, root: old), by: old))
    let scratch = repository.scratch
    try scratch.git("checkout", "-q", "HEAD", "--", ".")
    for (files, problem) in [
      (try signed(next, by: new), "the root of version 1 takes 2 signatures, and has 0"),
      (try signed(next, by: old), "the root of version 2 takes 2 signatures, and has 0"),
      (try signed(next, by: new + ["cy"]), "the root of version 1 takes 2 signatures, and has 1"),
      (
        try signed(trust(3, root: new), by: old + new), "its version is 3, and 2 is due"
      ),
      (try signed(trust(1, root: new), by: old + new), "its version is 1, and 2 is due"),
      (["x": "", ".pipgate/trust.json": "{"], "it is not valid: "),
      (
        [".pipgate/trust.json.2.sig": "none\n"],
        "the root of version 1 takes 2 signatures, and has 1"
      ),
    ] as [([String: String], String)] {
      try scratch.stage(files)
      for words in [
        ["check"], ["check", "--mode", "permissive"], ["check", "--tier", "autonomous"],
      ] {
        let result = try scratch.pipgate(words)
        #expect(result.status == 1, "\(problem): \(result.text)")
        #expect(result.output.contains(problem), "\(result.output)")
        #expect(result.output.contains("[trust-changed]"), "\(result.output)")
      }
      try scratch.git("reset", "-q", "--hard")
    }
    try scratch.git("rm", "-q", ".pipgate/trust.json")
    let removed = try scratch.pipgate("check")
    #expect(removed.status == 1, "\(removed.text)")
    #expect(removed.output.contains("version 1 is removed"))
    try scratch.git("reset", "-q", "--hard")
    // By both it is a change like any other of what decides, and then the new root holds.
    try scratch.stage(try signed(next, by: old + new))
    let accepted = try scratch.pipgate("check")
    #expect(accepted.status == 0, "\(accepted.text)")
    #expect(accepted.output.contains(".pipgate/trust.json: note: this file decides what passes"))
    try scratch.commit()
    try scratch.stage(["requirements.txt": "steady==2.0\nother==1.0\n"])
    try repository.propose(signedBy: ["ana"])
    for pin in [try pin(2, old), try pin(2, new)] {
      let result = try scratch.pipgate(["check"], with: pin)
      #expect(result.status == 0, "\(result.text)")
    }
    #expect(try scratch.pipgate(["check"], with: pin(1, ["ana"])).status == 2)
  }
}
