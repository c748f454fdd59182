import LookAlikes
import PythonPackaging
import SourceText
import Testing

@testable import Gate

/// Runs the examples that each rule's description shows, and holds its place to its word.
@Suite struct RuleExampleTests {
  @Test(arguments: RuleRegistry.descriptions.map(\.id.text))
  func everyExampleHoldsAtItsMarks(_ id: String) throws {
    let rule = try #require(RuleRegistry.rule(RuleID(id)))
    for example in rule.description.examples {
      let run = try ExampleRun(example)
      let found = run.findings(of: rule)
      #expect(found == run.expected, "\(id): \(example.title)")
    }
  }

  @Test func everyRuleHasAnExampleWithAFinding() {
    // A submodule cannot be written as the text of a file, and an override is no dependency; other
    // tests cover those rules.
    for description in RuleRegistry.descriptions
    where description.id != "uninspected-submodule" && !description.id.text.hasPrefix("override-") {
      #expect(
        description.examples.contains { $0.head.contains("↓") || $0.expectsWholeFile },
        "\(description.id)")
    }
  }

  @Test func idsAreKebabCaseAndUnique() {
    let ids = RuleRegistry.descriptions.map(\.id.text)
    #expect(Set(ids).count == ids.count)
    for id in ids {
      #expect(id.utf8.allSatisfy { (0x61...0x7a).contains($0) || $0 == UInt8(ascii: "-") }, "\(id)")
    }
  }

  @Test func summariesAreSentencesWithoutAStop() {
    for description in RuleRegistry.descriptions {
      #expect(description.summary.first?.isLowercase == true, "\(description.id)")
      #expect(description.summary.last != ".", "\(description.id)")
    }
  }
}

extension RuleExample {
  /// Examples of findings about whole files have nowhere to put a mark.
  fileprivate var expectsWholeFile: Bool {
    !head.contains("↓")
      && [
        "meta.yaml", "docs/constraints.txt", ".pipgate/policy.yaml", ".pipgate/trust.json",
      ].contains(path)
  }
}

/// An example set up as a change with facts.
private struct ExampleRun {
  /// `line:column` of each mark, or `file` for a finding about the whole file.
  let expected: [String]
  private let introductions: [Introduction]
  private let facts: Facts
  private let policy: Policy

  init(_ example: RuleExample) throws {
    var clean = ""
    var marks: [Int] = []
    for character in example.head {
      if character == "↓" { marks.append(clean.utf8.count) } else { clean.append(character) }
    }
    let head = SourceFile(path: RepositoryPath(example.path), text: clean)
    expected =
      example.expectsWholeFile
      ? ["file"]
      : marks.map { offset in
        let position = head.position(of: offset)
        return "\(position.line):\(position.column)"
      }
    let change = TestChange(
      base: example.base.isEmpty ? [:] : [example.path: example.base],
      head: [example.path: clean])
    let found = try change.find()
    introductions = found.introductions
    policy = try TestPolicy.reading(example.policy)
    var facts = TestFacts.make(
      projects: example.projects, asked: TestFacts.names(askedAbout: introductions),
      advisories: example.advisories, established: found.established.map(\.normalized),
      introduced: Judge.introducedNames(introductions), declared: found.declared,
      pythons: try DeclaredPythons(for: introductions, in: change.change.head), policy: policy,
      searches: found.searches)
    // Whatever else is asked for is absent.
    while true {
      let due = DueLookUps(
        for: introductions, policy: policy, facts: facts, defersToLater: false)
      if due.questions.runIndex.isEmpty { break }
      var projects: [ProjectName: ProjectLookup] = [:]
      for name in due.questions.runIndex { projects[name] = .absent }
      facts = facts.adding(projects: projects)
    }
    self.facts = facts
  }

  func findings(of rule: any Rule.Type) -> [String] {
    var found: [String] = []
    for introduction in introductions {
      if case .dependency(let dependency, _) = introduction,
        rule.description.isSettledByAllowlist,
        policy.allowance(of: dependency, facts: facts) != nil
      {
        continue
      }
      guard rule.description.subject.covers(introduction) else { continue }
      var context = RuleContext(
        of: introduction, facts: facts, policy: policy,
        familiar: FamiliarNames(facts, allowed: policy.allowed))
      let own = policy.tier(for: introduction.path)[rule.description.id]
      context.settings = RuleLevels(level: .review, licenses: own.licenses)
      guard case .found(let findings) = rule.check(introduction, in: context) else { continue }
      for finding in findings {
        guard let location = finding.location else {
          found.append("file")
          continue
        }
        let start = location.start
        found.append("\(start.line):\(start.column)")
      }
    }
    return found
  }
}
