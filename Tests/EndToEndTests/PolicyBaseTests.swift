import Foundation
import Testing

/// Where a commit hook reads its policy, and what it makes of the time.
@Suite("Where the policy is read")
struct PolicyBaseTests {
  private let flask = "flask==3.0.3\n"
  private let strict = "version: 1\ntier: paranoid\n"
  private let loose = "version: 1\nmode: audit\n"

  /// A clone whose `main` has a policy, with a branch of its own that has another.
  private func clone(upstream: String?, here: String?) throws -> Scratch {
    let scratch = try Scratch.published(policy: upstream)
    try scratch.git("remote", "set-head", "origin", "main")
    try scratch.git("checkout", "-q", "-b", "topic")
    if let here { try scratch.commit([".pipgate/policy.yaml": here]) }
    try scratch.stage(["requirements.txt": flask + "numpy==2.1.3\n"])
    return scratch
  }

  @Test func theDefaultBranchHasTheSay() throws {
    let scratch = try clone(upstream: strict, here: loose)
    let result = try scratch.pipgate("check")
    #expect(result.status == 1, "\(result.text)")
    #expect(result.text.contains(".pipgate/policy.yaml at origin/HEAD"), "\(result.text)")
    #expect(
      result.text.contains("the policy of HEAD is another one than that of origin/HEAD"),
      "\(result.text)")
  }

  @Test func theFirstPolicyCountsWhereItIs() throws {
    let scratch = try clone(upstream: nil, here: strict)
    let result = try scratch.pipgate("check")
    #expect(result.status == 1, "\(result.text)")
    #expect(result.text.contains(".pipgate/policy.yaml at HEAD"), "\(result.text)")
  }

  @Test func aBranchThatIsGoneIsNone() throws {
    let scratch = try clone(upstream: loose, here: strict)
    try scratch.git("update-ref", "-d", "refs/remotes/origin/main")
    let result = try scratch.pipgate("check")
    #expect(result.status == 1, "\(result.text)")
  }

  /// A clock that is behind what is known to be past says nothing of ages.
  @Test func aWrongClockIsToldAndDecidesNothing() throws {
    var scratch = try Scratch(index: LoopbackIndex.shared.get().url)
    scratch.environment["GIT_COMMITTER_DATE"] = "2090-01-02T00:00:00Z"
    try scratch.commit(["requirements.txt": flask])
    try scratch.stage(["requirements.txt": flask + "numpy==2.1.3\n"])
    let result = try scratch.pipgate("check")
    #expect(result.status == 3, "\(result.text)")
    #expect(
      result.text.contains("the policy's commit was made on 2090-01-02: no age is known"),
      "\(result.text)")
    #expect(result.text.contains("set the clock"))
    #expect(try scratch.pipgate("check", "--as-of", "2026-11-21").status == 0)
  }
}
