import Gate
import SourceText

/// Tests a policy on disk by a table of cases beside it. Nobody is asked.
package struct PolicyTestRun {
  /// Where the table is unless another is named.
  package static let usualTable = ".pipgate/policy-tests.yaml"

  private let table: String
  private let policy: String

  /// Paths are those of the folder that the command runs in. Without another file the policy is the
  /// one in the folder of the table.
  package init(table: String?, policy: String?, directory: String) {
    func place(_ path: String) -> String {
      path.hasPrefix("/") || directory == "." ? path : "\(directory)/\(path)"
    }
    let table = place(table ?? Self.usualTable)
    let folder = table.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(table[...$0]) } ?? ""
    self.table = table
    self.policy = policy.map(place) ?? "\(folder)policy.yaml"
  }

  package func outcome(now: Timestamp) throws(RunFailure) -> PolicyTest.Outcome {
    let test: PolicyTest
    switch PolicyTest.read(try file(table)) {
    case .success(let read): test = read
    case .failure(let problems): throw failure("table of cases '\(table)'", problems)
    }
    let read = Policy.read(
      try file(policy), origin: policy, builtIn: try BuiltIn.policies(),
      rules: RuleRegistry.descriptions)
    switch read {
    case .success(let policy):
      return test.outcome(
        under: policy, now: now, popularity: BuiltIn.popularity(), noProjects: BuiltIn.noProjects())
    case .failure(let problems): throw failure("policy '\(policy)'", problems)
    }
  }

  private func file(_ path: String) throws(RunFailure) -> SourceFile {
    SourceFile(path: RepositoryPath(path), bytes: try FileReading.bytes(at: path))
  }

  private func failure(_ what: String, _ problems: PolicyProblems) -> RunFailure {
    let count = problems.diagnostics.count
    return RunFailure(
      "the \(what) is not valid: \(count == 1 ? "one problem" : "\(count) problems")",
      exitStatus: 2, diagnostics: problems.diagnostics)
  }
}
