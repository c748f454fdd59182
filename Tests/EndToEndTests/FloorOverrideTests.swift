import Foundation
import Testing

/// What an operator's floor lets overrides and indexes of a repository do.
@Suite("Overrides and indexes under a floor")
struct FloorOverrideTests {
  /// A floor in a folder of its own, beside which an operator's lists may lie.
  private func floor(
    _ text: String, _ repository: SignedRepository, _ lists: [String: String] = [:]
  ) throws -> [String: String?] {
    let folder = "\(repository.scratch.top)/operator"
    try repository.scratch.write("\(folder)/policy.yaml", "version: 1\n" + text)
    for (name, list) in lists { try repository.scratch.write("\(folder)/\(name)", list) }
    return ["PIPGATE_FLOOR": "\(folder)/policy.yaml"]
  }

  private static let lets = """
    tier: own
    tiers:
      own: {extends: balanced, levels: {unpopular: ignore, new-project: ignore}}
    overrides:
      review: {signatures: 1, roles: [reviewer]}

    """

  private static let document = SignedRepository.document()

  /// A repository with an override that ana has signed.
  private func repository(_ policy: String = SignedRepository.policy) throws -> SignedRepository {
    let repository = try SignedRepository(policy: policy)
    try repository.propose(Self.document, signedBy: ["ana"])
    return repository
  }

  @Test func whatItLetsPassPassesAndNothingElse() throws {
    let repository = try repository()
    let scratch = repository.scratch
    let lifted = try scratch.pipgate(["check"], with: try floor(Self.lets, repository))
    #expect(lifted.status == 0, "\(lifted.text)")
    #expect(lifted.output.contains("accepted by ana@acme.example"))
    // A floor that says nothing of overrides lets none count.
    let silent = Self.lets.replacingOccurrences(
      of: "overrides:\n  review: {signatures: 1, roles: [reviewer]}\n", with: "")
    try #require(silent != Self.lets)
    let result = try scratch.pipgate(["check"], with: try floor(silent, repository))
    #expect(result.status == 1, "\(result.text)")
    #expect(result.output.contains("lets no override lift"), "\(result.output)")
  }

  @Test(
    arguments: [
      ("{signatures: 2, roles: [reviewer]}", "takes 2 signatures by 'reviewer' or 'security'"),
      ("{signatures: 1, roles: [security]}", "takes 1 signature by 'reviewer' or 'security', and"),
      ("{signatures: 1, roles: [reviewer], maximum-lifetime: 5d}", "the policy lets it for 5 days"),
    ])
  func itsTermsHold(terms: String, problem: String) throws {
    let repository = try repository()
    let text = Self.lets.replacingOccurrences(
      of: "{signatures: 1, roles: [reviewer]}", with: terms)
    let result = try repository.scratch.pipgate(["check"], with: try floor(text, repository))
    #expect(result.status == 1, "\(result.text)")
    #expect(result.output.contains(problem), "\(result.output)")
    #expect(!result.output.contains("overridden"))
  }

  /// The operator's people count, whomever the repository calls a reviewer.
  @Test func aRoleThatItFillsIsFilled() throws {
    let repository = try repository()
    let text = "roles: {reviewer: [bo@acme.example]}\n" + Self.lets
    let result = try repository.scratch.pipgate(["check"], with: try floor(text, repository))
    #expect(result.status == 1, "\(result.text)")
    #expect(result.output.contains("and has 0"), "\(result.output)")
  }

  /// Whoever writes to the repository's base can call a key of their own ana's. The operator's list
  /// says whose it is.
  @Test func keysThatItDoesNotKnowDoNotCount() throws {
    let eve = "ana@acme.example namespaces=\"pipgate-override\" \(try Keys.publicKey("eve"))\n"
    let repository = try SignedRepository(signers: eve + Keys.line("bo"))
    try repository.propose(Self.document, signedBy: ["eve"])
    let scratch = repository.scratch
    // Without a list of the operator the base's is believed.
    let believed = try scratch.pipgate(["check"], with: try floor(Self.lets, repository))
    #expect(believed.status == 0, "\(believed.text)")
    let known = try floor(Self.lets, repository, ["allowed_signers": Keys.signers()])
    let result = try scratch.pipgate(["check"], with: known)
    #expect(result.status == 1, "\(result.text)")
    #expect(result.output.contains("[override-signer]"))
    #expect(
      result.output.contains("as one of 'ana@acme.example'"), "\(result.output)")
    #expect(try scratch.pipgate(["override", "verify"], with: known).status == 1)
    // A key that both know counts; one that is over for the operator does not.
    try repository.propose(Self.document, signedBy: ["bo"])
    #expect(try scratch.pipgate(["check"], with: known).status == 0)
    let over = try floor(
      Self.lets, repository,
      ["allowed_signers": Keys.line("bo", ",valid-before=\"20260101Z\"")])
    let late = try scratch.pipgate(["check"], with: over)
    #expect(late.status == 1, "\(late.text)")
    #expect(late.output.contains("to the floor the key of 'bo@acme.example' is not valid"))
  }

  @Test func whatItsOperatorRevokesIsRevoked() throws {
    for revoked in [
      "override steady-2.0\n", "minimum-serial 6\n", try Keys.publicKey("ana") + " lost\n",
    ] {
      let repository = try repository()
      let variables = try floor(Self.lets, repository, ["revoked": revoked])
      let result = try repository.scratch.pipgate(["check"], with: variables)
      #expect(result.status == 1, "\(result.text)")
      #expect(result.output.contains("[override-revoked]"), "\(result.output)")
    }
    let repository = try repository()
    let broken = try floor(Self.lets, repository, ["revoked": "override *\n"])
    let result = try repository.scratch.pipgate(["check"], with: broken)
    #expect(result.status == 2, "\(result.text)")
    #expect(result.errors.contains("operator/revoked:1:10: error: '*' is not the id"))
  }

  /// An index that only the repository's policy names is neither asked nor believed.
  @Test func anIndexThatItDoesNotKnowIsNotAsked() throws {
    let own = try LoopbackIndex([
      "steady": #"{"versions": {"1.0": {"uploaded": "-900d"}, "2.0": {"uploaded": "-900d"}}}"#
    ])
    let more = """
      indexes: [{name: ours, url: "https://packages.acme.example/simple/"}]
      allow: [{name: steady, index: ours}]

      """
    let repository = try SignedRepository(policy: SignedRepository.policy + more)
    let scratch = repository.scratch
    let moved: [String: String?] = ["PIPGATE_INDEX_OURS_URL": own.url]
    let free = try scratch.pipgate(["check"], with: moved)
    #expect(free.status == 0, "\(free.text)")
    #expect(own.requests.contains("/simple/steady/"))
    let asked = own.requests.count
    let strange = try floor(Self.lets, repository)
    let result = try scratch.pipgate(["check"], with: moved.merging(strange) { $1 })
    #expect(result.status == 3, "\(result.text)")
    #expect(
      result.text.contains("sends it to the index 'ours', which the floor does not know"),
      "\(result.text)")
    #expect(own.requests.count == asked)
    // The floor knows the address, by whatever name.
    let known = try floor(
      Self.lets
        + "indexes: [{name: theirs, url: \"https://packages.acme.example/simple/\"}]\n", repository)
    let both = moved.merging(known) { $1 }.merging(["PIPGATE_INDEX_THEIRS_URL": own.url]) { $1 }
    let passed = try scratch.pipgate(["check"], with: both)
    #expect(passed.status == 0, "\(passed.text)")
  }
}
