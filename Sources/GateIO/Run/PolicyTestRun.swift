import Gate
import SourceText

/// Tests a policy on disk by a table of cases beside it. Nobody is asked.
package struct PolicyTestRun {
  /// Where the table is unless another is named.
  package static let usualTable = ".pipgate/policy-tests.yaml"

  private let table: String
  private let policy: String
  private let directory: String
  private let environment: Environment

  /// Paths are those of the folder that the command runs in. Without another file the policy is the
  /// one in the folder of the table.
  package init(
    table: String?, policy: String?, directory: String, environment: Environment
  ) {
    func place(_ path: String) -> String {
      path.hasPrefix("/") || directory == "." ? path : "\(directory)/\(path)"
    }
    let table = place(table ?? Self.usualTable)
    let folder = table.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(table[...$0]) } ?? ""
    self.table = table
    self.directory = directory
    self.environment = environment
    self.policy = policy.map(place) ?? "\(folder)policy.yaml"
  }

  /// Holds the policy, with all that it extends and above the operator's floor, against the table.
  package func outcome(now: Timestamp) throws(RunFailure) -> PolicyTest.Outcome {
    let test = try self.test()
    let desk = PolicyDesk(directory: directory, environment: environment)
    return test.outcome(
      under: try desk.checked(file: policy, isFloor: false), now: now,
      popularity: BuiltIn.popularity(), noProjects: BuiltIn.noProjects())
  }

  private func test() throws(RunFailure) -> PolicyTest {
    let file = SourceFile(path: RepositoryPath(table), bytes: try FileReading.bytes(at: table))
    switch PolicyTest.read(file) {
    case .success(let test): return test
    case .failure(let problems):
      let count = problems.diagnostics.count
      throw RunFailure(
        "the table of cases '\(table)' is not valid: "
          + (count == 1 ? "one problem" : "\(count) problems"),
        exitStatus: 2, diagnostics: problems.diagnostics)
    }
  }
}
