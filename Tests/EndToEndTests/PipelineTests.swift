import Foundation
import Testing

/// Jobs of continuous integration, with the variables and events that the services give them.
@Suite("Pipelines")
struct PipelineTests {
  private let flask = "flask==3.0.3\n"
  private let strict = "version: 1\ntier: paranoid\n"
  private let loose = "version: 1\nmode: audit\n"

  private func gitHub(
    _ scratch: Scratch, _ name: String, _ event: String, sha: String? = nil
  ) throws -> CommandResult {
    let path = scratch.top + "/event.json"
    try scratch.write(path, event)
    let variables = [
      "GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": name, "GITHUB_EVENT_PATH": path,
      "GITHUB_SHA": sha,
    ]
    return try scratch.pipgate("check", "--ci", "--format", "human", with: variables)
  }

  private func pullRequest(_ base: String, _ head: String) -> String {
    #"{"pull_request": {"base": {"ref": "main", "sha": "\#(base)"}, "head": {"sha": "\#(head)"}}}"#
  }

  @Test func aPullRequestIsHeldAgainstItsBranch() throws {
    let scratch = try Scratch.published()
    let base = try scratch.git("rev-parse", "HEAD")
    let head = try scratch.commit(["requirements.txt": flask + "reqeusts==2.32.0\n"])
    let result = try gitHub(scratch, "pull_request", pullRequest(base, head))
    #expect(result.status == 1, "\(result.text)")
    #expect(result.text.contains("requirements.txt:2:1: blocked: 'reqeusts'"), "\(result.text)")
  }

  /// The event names where the branch was when the request was last touched; the policy has become
  /// stricter since, and the request makes it looser.
  @Test func theNewestPolicyOfTheBranchCounts() throws {
    let scratch = try Scratch.published(policy: loose)
    let old = try scratch.git("rev-parse", "HEAD")
    try scratch.commit([".pipgate/policy.yaml": strict])
    try scratch.git("push", "-q", "origin", "main")
    try scratch.git("checkout", "-q", "-b", "topic", old)
    let head = try scratch.commit([
      "requirements.txt": flask + "numpy==2.1.3\n", ".pipgate/policy.yaml": loose,
    ])
    let result = try gitHub(scratch, "pull_request", pullRequest(old, head))
    #expect(result.status == 1, "\(result.text)")
    #expect(result.text.contains(".pipgate/policy.yaml at refs/remotes/origin/main"))
  }

  /// A workspace whose branches were fetched long ago does not bring an old policy back.
  @Test func anOldFetchIsNotPreferredToTheEvent() throws {
    let scratch = try Scratch.published(policy: loose)
    let new = try scratch.commit([".pipgate/policy.yaml": strict])
    try scratch.git("checkout", "-q", "-b", "topic")
    let head = try scratch.commit(["requirements.txt": flask + "numpy==2.1.3\n"])
    let result = try gitHub(scratch, "pull_request", pullRequest(new, head))
    #expect(result.status == 1, "\(result.text)")
    #expect(result.text.contains(".pipgate/policy.yaml at \(new)"), "\(result.text)")
  }

  @Test func aPushIsHeldAgainstWhatWasThere() throws {
    let scratch = try Scratch.published(policy: strict)
    let before = try scratch.git("rev-parse", "HEAD")
    let after = try scratch.commit([
      "requirements.txt": flask + "numpy==2.1.3\n", ".pipgate/policy.yaml": loose,
    ])
    let push = #"{"before": "\#(before)", "after": "\#(after)"}"#
    #expect(try gitHub(scratch, "push", push).status == 1)
    let group = #"{"merge_group": {"base_sha": "\#(before)", "head_sha": "\#(after)"}}"#
    #expect(try gitHub(scratch, "merge_group", group).status == 1)
    let none = String(repeating: "0", count: 40)
    let new = #"""
      {"before": "\#(none)", "after": "\#(after)", "repository": {"default_branch": "main"}}
      """#
    let result = try gitHub(scratch, "push", new)
    #expect(result.status == 1, "\(result.text)")
    #expect(result.text.contains(".pipgate/policy.yaml at refs/remotes/origin/main"))
  }

  @Test func aBaseThatIsNotHereIsAskedFor() throws {
    let scratch = try Scratch.published()
    let head = try scratch.git("rev-parse", "HEAD")
    let other = String(repeating: "1", count: 40)
    let result = try gitHub(scratch, "push", #"{"before": "\#(other)", "after": "\#(head)"}"#)
    #expect(result.status == 3, "\(result.text)")
    #expect(result.text.contains("help: "), "\(result.text)")
  }

  @Test func gitLabMergeRequestsAreJudged() throws {
    let scratch = try Scratch.published(policy: strict)
    try scratch.git("checkout", "-q", "-b", "topic")
    let head = try scratch.commit(["requirements.txt": flask + "numpy==2.1.3\n"])
    let variables = [
      "GITLAB_CI": "true", "CI_PIPELINE_SOURCE": "merge_request_event", "CI_COMMIT_SHA": head,
      "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
    ]
    let result = try scratch.pipgate("check", "--ci", with: variables)
    #expect(result.status == 1, "\(result.text)")
    let missing = variables.merging(["CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "release"]) { $1 }
    let unfetched = try scratch.pipgate("check", "--ci", with: missing)
    #expect(unfetched.status == 3)
    #expect(unfetched.text.contains("git fetch origin release"), "\(unfetched.text)")
  }

  @Test func elsewhereNobodySaysWhatTheJobIsAbout() throws {
    let scratch = try Scratch.published()
    let result = try scratch.pipgate("check", "--ci")
    #expect(result.status == 2)
    #expect(result.text.contains("--base"), "\(result.text)")
    #expect(try scratch.pipgate("check", "--ci", "--staged").status == 2)
  }
}
