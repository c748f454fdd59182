import Foundation
import Testing

@testable import GateIO

/// What services tell their jobs, recorded from their documentation.
@Suite struct ToldChangeTests {
  static let a = String(repeating: "a", count: 40)
  static let b = String(repeating: "b", count: 40)
  static let none = String(repeating: "0", count: 40)

  private func gitHub(
    _ name: String, _ event: String, sha: String? = nil
  ) throws -> Result<ToldChange, RunFailure> {
    let folder = try TemporaryDirectory.make()
    let file = folder.appendingPathComponent("event.json")
    try event.write(to: file, atomically: true, encoding: .utf8)
    var environment = ["GITHUB_EVENT_NAME": name, "GITHUB_EVENT_PATH": file.path]
    environment["GITHUB_SHA"] = sha
    return Result { () throws(RunFailure) in
      try GitHubJob(environment: Environment(environment)).change()
    }
  }

  @Test func gitHubTellsAPullRequest() throws {
    let event = #"""
      {"action": "synchronize", "number": 7, "pull_request": {
        "base": {"ref": "main", "sha": "\#(Self.a)"},
        "head": {"ref": "topic", "sha": "\#(Self.b)"}}}
      """#
    #expect(
      try gitHub("pull_request", event, sha: Self.none).get()
        == .proposal(branch: "main", tip: Self.a, head: Self.none))
    #expect(
      try gitHub("pull_request", event).get()
        == .proposal(branch: "main", tip: Self.a, head: Self.b))
  }

  @Test func gitHubTellsAMergeGroupAndAPush() throws {
    let group =
      #"{"merge_group": {"base_sha": "\#(Self.a)", "head_sha": "\#(Self.b)"}}"#
    #expect(try gitHub("merge_group", group).get() == .push(from: Self.a, to: Self.b))
    let push = #"{"before": "\#(Self.a)", "after": "\#(Self.b)", "forced": false}"#
    #expect(try gitHub("push", push).get() == .push(from: Self.a, to: Self.b))
    let new = #"""
      {"before": "\#(Self.none)", "after": "\#(Self.b)", "created": true,
       "repository": {"default_branch": "trunk"}}
      """#
    #expect(
      try gitHub("push", new).get() == .newBranch(head: Self.b, defaultBranch: "trunk"))
  }

  @Test(arguments: [
    ("pull_request_target", "{}", 2, "runs with the rights of the base"),
    ("workflow_run", "{}", 2, "runs with the rights of the base"),
    ("schedule", "{}", 2, "proposes no change"),
    ("", "{}", 2, "proposes no change"),
    ("pull_request", "{}", 3, "gives no usable 'pull_request'"),
    ("pull_request", #"{"pull_request": {"base": 1}}"#, 3, "'pull_request.base.ref'"),
    (
      "pull_request", #"{"pull_request": {"base": {"ref": "-x", "sha": ""}}}"#, 3,
      "'pull_request.base.ref'"
    ),
    (
      "pull_request", #"{"pull_request": {"base": {"ref": "a..b", "sha": ""}}}"#, 3,
      "'pull_request.base.ref'"
    ),
    (
      "pull_request", #"{"pull_request": {"base": {"ref": "main", "sha": "HEAD"}}}"#, 3,
      "'pull_request.base.sha'"
    ),
    ("push", #"{"before": "main", "after": "x"}"#, 3, "'before'"),
    ("push", "[", 3, "is not JSON"),
    (
      "push", #"{"before": "\#(a)", "after": "\#(none)", "deleted": true}"#, 2,
      "this push deletes its branch"
    ),
  ])
  func gitHubTellsNothingOfUse(name: String, event: String, status: Int, words: String) throws {
    let result = try gitHub(name, event)
    let failure = try #require(throws: RunFailure.self) { try result.get() }
    #expect(failure.exitStatus == Int32(status))
    #expect(failure.message.contains(words), "\(failure.message)")
    #expect(failure.help != nil || status == 3)
  }

  private func gitLab(_ environment: [String: String]) -> Result<ToldChange, RunFailure> {
    let usual = ["CI_COMMIT_SHA": Self.b].merging(environment) { $1 }
    return Result { () throws(RunFailure) in try GitLabJob(environment: Environment(usual)).change()
    }
  }

  @Test func gitLabTellsMergeRequestsAndPushes() throws {
    let request = [
      "CI_PIPELINE_SOURCE": "merge_request_event", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
    ]
    #expect(
      try gitLab(request).get() == .proposal(branch: "main", tip: nil, head: Self.b))
    let merged = request.merging(["CI_MERGE_REQUEST_TARGET_BRANCH_SHA": Self.a]) { $1 }
    #expect(
      try gitLab(merged).get() == .proposal(branch: "main", tip: Self.a, head: Self.b))
    let push = ["CI_PIPELINE_SOURCE": "push", "CI_COMMIT_BEFORE_SHA": Self.a]
    #expect(try gitLab(push).get() == .push(from: Self.a, to: Self.b))
    let new = [
      "CI_PIPELINE_SOURCE": "push", "CI_COMMIT_BEFORE_SHA": Self.none, "CI_DEFAULT_BRANCH": "main",
    ]
    #expect(try gitLab(new).get() == .newBranch(head: Self.b, defaultBranch: "main"))
  }

  @Test(arguments: [
    (["CI_PIPELINE_SOURCE": "schedule"], 2, "'schedule' proposes no change"),
    (["CI_PIPELINE_SOURCE": "merge_request_event"], 3, "CI_MERGE_REQUEST_TARGET_BRANCH_NAME"),
    (["CI_PIPELINE_SOURCE": "push"], 3, "CI_COMMIT_BEFORE_SHA"),
    (["CI_PIPELINE_SOURCE": "push", "CI_COMMIT_SHA": "main"], 3, "CI_COMMIT_SHA"),
  ])
  func gitLabTellsNothingOfUse(environment: [String: String], status: Int, words: String) throws {
    let result = gitLab(environment)
    let failure = try #require(throws: RunFailure.self) { try result.get() }
    #expect(failure.exitStatus == Int32(status))
    #expect(failure.message.contains(words), "\(failure.message)")
  }
}
