import PythonPackaging
import SourceText
import Testing

@testable import Gate

/// Which rules are asked about what is only observed, and about the names of conda.
@Suite struct RuleSubjectTests {
  private static let names: Set<RuleID> = ["denied", "unlisted", "typosquat"]
  private static let young = ExampleProject("invented-thing", .init("1.0", daysOld: 1))

  private func dependency(
    _ text: String, kind: DependencyKind, ecosystem: Ecosystem = .python
  ) throws -> Dependency {
    let change = TestChange(base: [:], head: ["requirements.txt": text])
    for introduction in try change.introductions() {
      guard case .dependency(var dependency, _) = introduction else { continue }
      dependency.kind = kind
      dependency.ecosystem = ecosystem
      return dependency
    }
    throw Unfound()
  }

  private struct Unfound: Error {}

  /// What a policy under which every rule stops makes of a dependency.
  private func judgement(
    of dependency: Dependency, projects: [ExampleProject] = [], isOffline: Bool = false,
    policy: String = ""
  ) throws -> Judgement {
    let levels = RuleRegistry.descriptions.map { "      \($0.id): block" }.joined(separator: "\n")
    let policy = try TestPolicy.reading(
      "version: 1\ntier: strict\ntiers:\n  strict:\n    extends: balanced\n    levels:\n\(levels)\n\(policy)"
    )
    let introductions = [Introduction.dependency(dependency, previous: [])]
    let asked = isOffline ? [] : TestFacts.names(askedAbout: introductions)
    let facts = TestFacts.make(projects: projects, asked: asked)
    let judge = Judge(policy: policy, facts: facts, defersToLater: false)
    return try #require(judge.judgements(of: introductions).first)
  }

  @Test func whatChoosesNoReleaseIsNotJudgedByReleases() throws {
    let declared = try judgement(
      of: dependency("invented-thing", kind: .declared), projects: [Self.young])
    let rules = Set(declared.findings.map(\.finding.rule))
    #expect(
      rules == [
        "unlisted", "new-project", "new-release", "unpinned", "unpopular", "single-release",
        "transitive",
      ])
    for kind in [DependencyKind.prose, .imported(module: "inventions", isOptional: true)] {
      let observed = try judgement(
        of: dependency("invented-thing", kind: kind), projects: [Self.young])
      let found = Set(observed.findings.map(\.finding.rule))
      #expect(found.subtracting(["install-command"]) == ["unlisted"], "\(kind)")
      #expect(observed.missing.isEmpty)
    }
    for kind in [DependencyKind.script, .command, .locked(isDirect: nil)] {
      let running = try judgement(
        of: dependency("invented-thing", kind: kind), projects: [Self.young])
      let found = Set(running.findings.map(\.finding.rule))
      // What a lock holds is all that comes along.
      let expected = kind.word == "locked" ? rules.subtracting(["transitive"]) : rules
      #expect(found.subtracting(["install-command"]) == expected, "\(kind)")
    }
  }

  @Test func proseIsStillJudgedByNameAndExistence() throws {
    let absent = try judgement(of: dependency("reqeusts", kind: .prose))
    #expect(
      Set(absent.findings.map(\.finding.rule))
        == ["unlisted", "typosquat", "unknown-project", "install-command"])
    #expect(absent.findings.allSatisfy { $0.level == .annotate })
    let reference = try judgement(
      of: dependency("a @ https://acme.example/a-1.zip", kind: .prose))
    #expect(
      Set(reference.findings.map(\.finding.rule)) == ["unlisted", "install-command"])
  }

  @Test func condaIsJudgedByItsNameAlone() throws {
    for text in ["reqeusts", "reqeusts==99", "reqeusts>1"] {
      let dependency = try dependency(text, kind: .declared, ecosystem: .conda)
      #expect(TestFacts.names(askedAbout: [.dependency(dependency, previous: [])]).isEmpty)
      let judged = try judgement(
        of: dependency, policy: "deny: [{name: reqeusts, versions: \"==98\"}]\n")
      #expect(Set(judged.findings.map(\.finding.rule)).isSubset(of: Self.names))
      #expect(judged.missing.isEmpty && judged.outcome == .blocked)
    }
    let denied = try judgement(
      of: dependency("steady==98", kind: .declared, ecosystem: .conda),
      policy: "deny: [{name: steady, versions: \"==98\"}]\n")
    #expect(denied.findings.map(\.finding.rule).contains("denied"))
  }

  /// A Python project of the same name is another one.
  @Test func factsOfTheIndexDoNotSpeakForConda() throws {
    let dependency = try dependency("reqeusts", kind: .declared, ecosystem: .conda)
    let facts = TestFacts.make(
      projects: [ExampleProject("reqeusts", .init("1.0", daysOld: 1))])
    let name = try #require(dependency.name)
    guard case .unavailable = facts.lookup(name, for: dependency) else {
      Issue.record("the index was asked about a conda name")
      return
    }
  }

  // MARK: - Imports

  private func imports(_ text: String) -> [Dependency] {
    let file = SourceFile(path: "a.py", text: text)
    return ImportExample.introductions(of: file).compactMap { introduction in
      if case .dependency(let dependency, _) = introduction { dependency } else { nil }
    }
  }

  @Test func anImportThatMayFailNeedsNoDeclaration() throws {
    let old = ExampleProject("pyyaml", .init("6.0", daysOld: 900))
    let required = try judgement(of: #require(imports("import yaml\n").first), projects: [old])
    #expect(required.findings.map(\.finding.rule).contains("undeclared-import"))
    #expect(
      required.findings.first { $0.finding.rule == "undeclared-import" }?.finding.message.text
        == "'yaml' of 'pyyaml' is imported and not declared")
    let optional = try judgement(of: #require(imports("  import yaml\n").first), projects: [old])
    #expect(optional.findings.map(\.finding.rule) == ["unlisted"])
  }

  @Test func aGuessIsNoUnknownProject() throws {
    let guess = try judgement(of: #require(imports("import invented_by_nobody\n").first))
    #expect(Set(guess.findings.map(\.finding.rule)) == ["unlisted", "unknown-import"])
    #expect(guess.findings.allSatisfy { $0.level == .review })
    let fact = try judgement(of: #require(imports("import google.cloud.kms\n").first))
    #expect(Set(fact.findings.map(\.finding.rule)) == ["unlisted", "unknown-project"])
  }

  @Test func aMissingFactIsToldOnce() throws {
    let guess = try judgement(
      of: #require(imports("import invented_by_nobody\n").first), isOffline: true)
    #expect(guess.missing.map(\.rule) == ["unknown-import"])
    let popular = try judgement(of: #require(imports("import flask\n").first), isOffline: true)
    #expect(popular.missing.isEmpty)
    #expect(popular.findings.map(\.finding.rule).contains("undeclared-import"))
  }
}
