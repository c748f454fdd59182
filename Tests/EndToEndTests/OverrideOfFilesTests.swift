import Foundation
import Testing

/// Overrides where files are named on the command line, and where the author of a change is known.
@Suite("Overrides of named files, and authors")
struct OverrideOfFilesTests {
  @Test func filesOfARepositoryAreJudgedWithItsOverrides() throws {
    let repository = try SignedRepository()
    try repository.propose(signedBy: ["ana"])
    let scratch = repository.scratch
    let named = try scratch.pipgate("check", "requirements.txt")
    #expect(named.status == 0, "\(named.text)")
    #expect(named.output.contains("accepted by ana@acme.example"), "\(named.output)")
    // As on disk, and not as staged; and what counts is that of the base.
    try scratch.git("rm", "-q", "--cached", "-r", ".pipgate/overrides")
    #expect(try scratch.pipgate("check", "requirements.txt").status == 0)
    try scratch.write(".pipgate/allowed_signers", "")
    #expect(try scratch.pipgate("check", "requirements.txt").status == 0)
    try scratch.write(".pipgate/overrides/steady-2.0.yaml", SignedRepository.document() + "# x\n")
    let changed = try scratch.pipgate("check", "requirements.txt")
    #expect(changed.status == 1, "\(changed.text)")
    #expect(changed.output.contains("[override-signature]"))
  }

  /// An override is for the path that the file has in the repository, from wherever it is named.
  @Test func pathsAreThoseOfTheRepository() throws {
    let repository = try SignedRepository()
    let scratch = repository.scratch
    try scratch.stage(["api/requirements.txt": "steady==2.0\n"])
    try repository.propose(signedBy: ["ana"])
    let inside = try scratch.pipgate("check", "requirements.txt", in: scratch.root + "/api")
    #expect(inside.status == 1, "\(inside.text)")
    #expect(inside.output.contains("the override is not for 'api/requirements.txt'"))
    try repository.propose(
      SignedRepository.document(["paths": "[api/requirements.txt]"]), signedBy: ["ana"])
    let right = try scratch.pipgate("check", "requirements.txt", in: scratch.root + "/api")
    #expect(right.status == 0, "\(right.text)")
    #expect(right.output.contains("api/requirements.txt:1:1: overridden"), "\(right.output)")
    // A file elsewhere is none of the repository.
    try scratch.write("\(scratch.top)/loose/requirements.txt", "steady==2.0\n")
    try repository.propose(signedBy: ["ana"])
    let loose = try scratch.pipgate("check", "../loose/requirements.txt")
    #expect(loose.status == 1, "\(loose.text)")
    #expect(!loose.output.contains("overridden"), "\(loose.output)")
  }

  @Test func aLinkInPlaceOfTheFolderLiftsNothing() throws {
    let repository = try SignedRepository()
    try repository.propose(signedBy: ["ana"])
    let scratch = repository.scratch
    for words in [
      ["mv", ".pipgate/overrides", "../elsewhere"],
      ["ln", "-s", "../../elsewhere", ".pipgate/overrides"],
    ] {
      try Command.run(
        ["/usr/bin/env"] + words, in: scratch.root, environment: scratch.environment
      ).expectSuccess()
    }
    let named = try scratch.pipgate("check", "requirements.txt")
    #expect(named.status == 1, "\(named.text)")
    #expect(named.output.contains("this is a symbolic link, which is not followed"))
    try scratch.git("add", "-A")
    let staged = try scratch.pipgate("check")
    #expect(staged.status == 1, "\(staged.text)")
    #expect(staged.output.contains("no override is read"), "\(staged.output)")
  }

  @Test func theAuthorsOwnSignatureDoesNotCount() throws {
    let repository = try SignedRepository()
    try repository.propose(signedBy: ["ana"])
    let scratch = repository.scratch
    #expect(try scratch.pipgate("check", "--author", "bo@acme.example").status == 0)
    for (words, variables) in [
      (["check", "--author", "Ana@acme.example"], [:]),
      (["check", "--author", "x", "--author", "ana@acme.example"], [:]),
      (["check"], ["PIPGATE_AUTHOR": "x, ana@acme.example"]),
      (["check", "--staged"], ["PIPGATE_AUTHOR": "ana@acme.example"]),
    ] as [([String], [String: String?])] {
      let result = try scratch.pipgate(words, with: variables)
      #expect(result.status == 1, "\(words): \(result.text)")
      #expect(
        result.output.contains(
          "'ana@acme.example' is the author of the change, and cannot approve it"),
        "\(result.output)")
    }
    // Somebody else's counts beside it.
    try repository.propose(signedBy: ["ana", "bo"])
    let both = try scratch.pipgate("check", "--author", "ana@acme.example")
    #expect(both.status == 0, "\(both.text)")
    #expect(both.output.contains("accepted by bo@acme.example until"))
    let nobody = try scratch.pipgate("check", "--author", "")
    #expect(nobody.status == 2)
    #expect(nobody.errors.contains("--author takes the name of a person"))
  }

  /// GitHub names the account that has opened the request; signers may be called as it is.
  @Test(
    arguments: [
      ("ana", false), ("Ana", false), ("ana@users.noreply.github.com", false),
      ("7+ana@users.noreply.github.com", false), ("ana@acme.example", true), ("anna", true),
    ])
  func inAPullRequestGitHubNamesTheAuthor(person: String, counts: Bool) throws {
    let policy = SignedRepository.policy.replacingOccurrences(of: "ana@acme.example", with: person)
    let signers = "\(person) namespaces=\"pipgate-override\" \(try Keys.publicKey("ana"))\n"
    let repository = try SignedRepository(policy: policy, signers: signers)
    let scratch = repository.scratch
    let base = try scratch.git("rev-parse", "HEAD")
    try scratch.git("update-ref", "refs/remotes/origin/main", base)
    try repository.propose(signedBy: ["ana"])
    let head = try scratch.commit()
    let event = "\(scratch.top)/event.json"
    try scratch.write(
      event,
      """
      {"pull_request": {"base": {"ref": "main", "sha": "\(base)"}, "head": {"sha": "\(head)"},
                        "user": {"login": "ana", "id": 7}}}
      """)
    let variables = [
      "GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": "pull_request", "GITHUB_EVENT_PATH": event,
      "GITHUB_SHA": head,
    ]
    let result = try scratch.pipgate(["check", "--ci", "--format", "human"], with: variables)
    #expect(result.status == (counts ? 0 : 1), "\(result.text)")
    #expect(result.output.contains("is the author of the change") == !counts, "\(result.output)")
  }
}

extension CommandResult {
  fileprivate func expectSuccess() throws { try #require(status == 0, "\(text)") }
}
