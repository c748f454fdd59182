import LookAlikes
import PythonPackaging
import SourceText

/// A table of cases held against a policy.
package struct PolicyTest {
  private let cases: [PolicyTestCase]

  /// Reads a table, or tells everything that is wrong with it.
  package static func read(_ file: SourceFile) -> Result<PolicyTest, PolicyProblems> {
    var reader = PolicyTestReader(file)
    let cases = reader.read()
    if let problems = reader.fields.problems.problems { return .failure(problems) }
    return .success(PolicyTest(cases: cases))
  }

  /// What became of the cases.
  package struct Outcome {
    package let count: Int
    /// In the order of the table.
    package let failures: [Failure]
  }

  /// A case that came out otherwise than it should.
  package struct Failure {
    /// What is written as expected.
    package let location: Location
    package let message: String
    /// What made it so, one phrase each.
    package let reasons: [Finding.Fact]
  }

  /// Judges every case by the policy.
  package func outcome(
    under policy: Policy, now: Timestamp, popularity: Popularity,
    noProjects: AdditionalNames
  ) -> Outcome {
    let world = PolicyTestFacts(now: now, popularity: popularity, noProjects: noProjects)
    return Outcome(
      count: cases.count, failures: cases.compactMap { Self.failure($0, policy, world) })
  }

  private static func failure(
    _ test: PolicyTestCase, _ policy: Policy, _ world: PolicyTestFacts
  ) -> Failure? {
    let verdict = PolicyTestVerdict(on: test, by: policy, in: world)
    let expected = test.expected.value
    let silent = test.rules.filter { !verdict.rules.contains($0.value) }
    if verdict.result == expected, silent.isEmpty { return nil }
    let subject = "'\(test.dependency.value.shortened)' in '\(test.path)'"
    let message: String
    if verdict.result != expected {
      message = "\(subject) should be '\(expected.rawValue)' and is '\(verdict.result.rawValue)'"
    } else {
      let names = silent.map { "'\($0.value)'" }.joined(separator: ", ")
      message = "\(subject) is '\(expected.rawValue)', and not by \(names)"
    }
    return Failure(
      location: test.expected.location,
      message: message, reasons: verdict.reasons)
  }
}

/// What a policy makes of a case.
private struct PolicyTestVerdict {
  let result: PolicyTestCase.Result
  /// The rules that made it so.
  let rules: Set<RuleID>
  let reasons: [Finding.Fact]

  init(on test: PolicyTestCase, by policy: Policy, in world: PolicyTestFacts) {
    guard let family = Self.family(at: test.path, policy) else {
      result = .pass
      rules = []
      reasons = [Finding.Fact("manifests", "the policy takes '\(test.path)' out")]
      return
    }
    let manifest = Self.manifest(test.dependency.value, test.path, family)
    let before = test.before.map { Self.manifest($0, test.path, family).dependencies } ?? []
    let facts = world.facts(
      of: test, dependencies: manifest.dependencies, before: before, policy: policy)
    let introductions =
      manifest.dependencies.map { dependency in
        Introduction.dependency(dependency, previous: before.filter { $0.name == dependency.name })
      } + manifest.options.map { .option($0) } + manifest.unreadable.map { .unreadable($0) }
    let judgements = Judge(policy: policy, facts: facts, defersToLater: false)
      .judgements(of: introductions)
    let findings = judgements.flatMap(\.findings)
    let missing = judgements.filter { $0.outcome == .unknown }.flatMap(\.missing)
      .filter { $0.level >= .review }
    let highest = findings.map(\.level).max() ?? .ignore
    if highest < .block, !missing.isEmpty {
      result = .unknown
      rules = Set(missing.map(\.rule))
    } else {
      result = PolicyTestCase.Result(rawValue: highest.rawValue) ?? .pass
      rules = Set(findings.filter { $0.level == highest }.map(\.finding.rule))
    }
    let tier = policy.tier(for: test.path).name
    reasons =
      [Finding.Fact("tier", tier)]
      + findings.map { decided in
        Finding.Fact(decided.level.word, "\(decided.finding.message) [\(decided.finding.rule)]")
      }
      + missing.map { Finding.Fact("unknown", "\($0.unavailability.reason) [\($0.rule)]") }
  }

  /// What the file at a path is; nil where nothing is read from it. One whose name says nothing is
  /// taken for a requirements file, which others may include.
  private static func family(at path: RepositoryPath, _ policy: Policy) -> ManifestFamily? {
    switch policy.manifests.choice(for: path) {
    case .read(let format): format.family
    case .excluded: nil
    case .unsupported, .nameless: .pip
    }
  }

  /// A declaration, as if it stood in that file.
  private static func manifest(
    _ text: String, _ path: RepositoryPath, _ family: ManifestFamily
  ) -> Manifest {
    let file = SourceFile(path: path, text: text + "\n")
    var manifest = RequirementsFormat.manifest(of: file, as: RequirementsFormat.role(of: path))
    let kind: DependencyKind =
      switch family {
      case .pip, .project, .environment: .declared
      case .lock: .locked(isDirect: nil)
      case .script: .script
      case .command: .command
      case .prose: .prose
      }
    for index in manifest.dependencies.indices {
      manifest.dependencies[index].kind = kind
      switch family {
      case .pip: break
      case .lock: manifest.dependencies[index].hashUse = .usual
      default: manifest.dependencies[index].hashUse = .impossible
      }
    }
    return manifest
  }
}
