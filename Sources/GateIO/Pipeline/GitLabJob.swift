import Gate

/// What GitLab tells a job, in variables.
struct GitLabJob {
  let environment: Environment

  func change() throws(RunFailure) -> ToldChange {
    let source = environment["CI_PIPELINE_SOURCE"] ?? ""
    let head = try commit("CI_COMMIT_SHA")
    switch source {
    case "merge_request_event":
      // Given where the job runs on the merged result, and empty where it runs on the branch.
      let tip = environment["CI_MERGE_REQUEST_TARGET_BRANCH_SHA"] ?? ""
      return .proposal(
        branch: try branch("CI_MERGE_REQUEST_TARGET_BRANCH_NAME"),
        tip: try tip.isEmpty ? nil : commit("CI_MERGE_REQUEST_TARGET_BRANCH_SHA"), head: head)
    case "push":
      let before = try commit("CI_COMMIT_BEFORE_SHA")
      guard before.allSatisfy({ $0 == "0" }) else { return .push(from: before, to: head) }
      return .newBranch(head: head, defaultBranch: try branch("CI_DEFAULT_BRANCH"))
    default:
      throw RunFailure(
        "a pipeline of the kind '\(source)' proposes no change",
        help: "name the revisions, or judge everything with '--all'", exitStatus: 2)
    }
  }

  private func commit(_ name: String) throws(RunFailure) -> String {
    guard let text = environment[name], text.isCommit else { throw .untold(name, by: "GitLab") }
    return text
  }

  private func branch(_ name: String) throws(RunFailure) -> String {
    guard let text = environment[name], text.isBranch else { throw .untold(name, by: "GitLab") }
    return text
  }
}
