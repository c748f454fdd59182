import Gate
import SourceText

/// Where a run's policy comes from: a file that the operator names, or the base of the change.
struct PolicySource {
  let request: RunRequest
  let builtIn: BuiltInPolicies

  private static let path: RepositoryPath = ".pipgate/policy.yaml"

  /// The policy, or the built-in one where the base has none.
  func policy(for proposal: Proposal) throws(RunFailure) -> Policy {
    if let file = request.policyFile {
      let bytes = try FileReading.bytes(at: file)
      return try read(SourceFile(path: RepositoryPath(file), bytes: bytes), origin: file)
    }
    let origin = "\(Self.path) at \(proposal.policyPlace)"
    let entry: TreeEntry?
    do {
      entry = try proposal.policyTree.entry(Self.path)
    } catch {
      throw RunFailure(error)
    }
    switch entry {
    case nil: return builtIn.policy
    case .file(let bytes):
      return try read(SourceFile(path: Self.path, bytes: bytes), origin: origin)
    case .link, .submodule, .tooLarge:
      throw RunFailure(
        "'\(origin)' is not a file of reasonable size",
        help: "replace it with a regular file", exitStatus: 2)
    }
  }

  private func read(_ file: SourceFile, origin: String) throws(RunFailure) -> Policy {
    let result = Policy.read(
      file, origin: origin, builtIn: builtIn, rules: RuleRegistry.descriptions)
    switch result {
    case .success(let policy): return policy
    case .failure(let problems):
      let count = problems.diagnostics.count
      throw RunFailure(
        "the policy '\(origin)' is not valid: \(count == 1 ? "one problem" : "\(count) problems")",
        help: "mend the policy; until then nothing can be judged", exitStatus: 2,
        diagnostics: problems.diagnostics)
    }
  }
}
