import Foundation
import SeededNumbers
import SourceText
import Testing

@testable import Gate

struct PolicyTestTests {
  private static let policy = """
    version: 1
    paths:
      - {match: "services/payments/**", tier: payments}
    tiers:
      payments:
        extends: paranoid
        levels:
          new-release: {level: block, minimum-age: 14d}
          license: {level: block, allow: [Apache-2.0]}
    allow:
      - {name: "acme-*", index: internal, private: true}
      - requests
      - {name: zetalib, versions: ">=8"}
    deny:
      - {name: nose, reason: unmaintained}
    indexes:
      - {name: internal, url: "https://packages.acme.example/simple/"}
    manifests:
      - {match: "tests/**", format: none}

    """

  /// Each line is a case that is as expected.
  private static let lines = [
    "{dependency: requests==2.32.0, expect: pass}",
    "{dependency: requests, expect: annotate, rules: [unpinned]}",
    "{dependency: numpy==2, path: uv.lock, expect: annotate, rules: [missing-hash]}",
    "{dependency: numpy==2, path: tests/requirements.txt, facts: {malware: true}, expect: pass}",
    "{dependency: shiny==0.1, facts: {age: 3d}, expect: review, rules: [new-project, new-release]}",
    "{dependency: shiny==0.1, expect: review, rules: [unpopular]}",
    "{dependency: shiny==0.1, facts: {rank: 4000}, expect: pass}",
    "{dependency: shiny==0.1, facts: {rank: 20000}, expect: review, rules: [unpopular]}",
    "{dependency: flask==0.1, facts: {rank: none}, expect: review, rules: [unpopular]}",
    "{dependency: shiny==1, facts: {exists: false}, expect: block, rules: [unknown-project]}",
    "{dependency: shiny==1, facts: {version: \"0.9\", rank: 9}, expect: block, "
      + "rules: [unknown-version]}",
    "{dependency: shiny==0.1, facts: {exists: unknown}, expect: unknown}",
    "{dependency: shiny==0.2, before: shiny==0.1, expect: pass}",
    "{dependency: reqeusts==0.2, expect: review, rules: [typosquat]}",
    "{dependency: reqeusts==0.2, facts: {releases: 1, age: 2d}, expect: block, rules: [typosquat]}",
    "{dependency: reqeusts==0.2, before: reqeusts==0.1, expect: pass}",
    "{dependency: Nose, expect: forbid, rules: [denied]}",
    "{dependency: flask==3.0, facts: {yanked: true}, expect: review, rules: [yanked]}",
    "{dependency: flask==3.0, facts: {malware: true}, expect: forbid, rules: [malware]}",
    "{dependency: flask==3.0, facts: {vulnerable: low}, expect: annotate, rules: [vulnerable]}",
    "{dependency: flask==3.0, facts: {vulnerable: critical}, expect: review, rules: [vulnerable]}",
    "{dependency: flask==3.0, facts: {status: quarantined}, expect: forbid, rules: [quarantined]}",
    "{dependency: flask==3.0, facts: {status: archived}, expect: annotate, rules: [deprecated]}",
    "{dependency: flask==3.0, facts: {wheel: false}, expect: annotate, rules: [source-only]}",
    "{dependency: flask==3.0, facts: {release-age: 2d}, expect: review, rules: [new-release]}",
    "{dependency: \"flask>=3.0\", facts: {release-age: 2d}, expect: annotate, rules: [new-release]}",
    "{dependency: \"flask>=3,<4\", facts: {releases: 1}, expect: annotate, rules: [unpinned]}",
    "{dependency: acme-billing==1, expect: pass}",
    "{dependency: acme-billing==1, facts: {exists: unknown}, expect: unknown}",
    "{dependency: zetalib==7, expect: review, rules: [unpopular]}",
    "{dependency: zetalib==8, expect: pass}",
    "{dependency: \"flask @ git+https://example.invalid/x\", expect: review, "
      + "rules: [direct-reference]}",
    "{dependency: \"???\", expect: forbid, rules: [invalid-name]}",
    "{dependency: \"--index-url https://example.invalid/simple\", expect: review, "
      + "rules: [index-changed]}",
    "{dependency: shiny, path: README.md, facts: {exists: false}, expect: annotate}",
    "{dependency: shiny, path: Dockerfile, facts: {exists: false}, expect: block}",
    "{dependency: shiny==1, path: services/payments/requirements.txt, expect: block, "
      + "rules: [unlisted, missing-hash]}",
    "{dependency: \"requests==1 --hash=sha256:" + String(repeating: "0", count: 64)
      + "\", path: services/payments/requirements.txt, expect: pass}",
    "{dependency: requests==1, path: services/payments/pyproject.toml, facts: {license: MIT}, "
      + "expect: block, rules: [license]}",
    "{dependency: requests==1, path: services/payments/pyproject.toml, facts: {release-age: 9d}, "
      + "expect: block, rules: [new-release]}",
  ]

  private static func table(_ lines: [String]) -> String {
    "version: 1\ncases:\n" + lines.map { "  - \($0)\n" }.joined()
  }

  private static func failures(_ table: String, policy: String = policy) throws -> [String] {
    let file = SourceFile(path: "policy-tests.yaml", text: table)
    let outcome = try PolicyTest.read(file).get().outcome(
      under: try TestPolicy.reading(policy), now: TestFacts.now, popularity: TestFacts.popularity,
      noProjects: TestFacts.noProjects)
    return outcome.failures.map { failure in
      let reasons = failure.reasons.map { "\($0.name): \($0.value)" }
      let start = failure.location.start
      return "\(start.line):\(start.column): \(failure.message) \(reasons)"
    }
  }

  @Test func casesSayWhatThePolicyMakesOfThem() throws {
    let failures = try Self.failures(Self.table(Self.lines))
    #expect(failures == [], "\(failures.joined(separator: "\n"))")
  }

  /// Every other expectation fails, at the line of its case.
  @Test func noOtherExpectationHolds() throws {
    for (number, line) in Self.lines.enumerated() {
      for other in PolicyTestCase.Result.allCases
      where !line.contains("expect: \(other.rawValue)") {
        let changed = line.replacing(/expect: [a-z]+/, with: "expect: \(other.rawValue)")
        #expect(try Self.failures(Self.table([changed])).count == 1, "\(number): \(changed)")
      }
    }
    let wrongRule = "{dependency: shiny==0.1, expect: review, rules: [unpopular, yanked]}"
    let told = try Self.failures(
      Self.table(["{dependency: requests==1, expect: pass}", wrongRule]))
    #expect(told.count == 1)
    let message = "4:38: 'shiny==0.1' in 'requirements.txt' is 'review', and not by 'yanked' "
    #expect(told.first?.hasPrefix(message) == true, "\(told)")
    #expect(told.first?.contains("[unpopular]") == true, "\(told)")
  }

  @Test func everythingThatIsWrongWithATableIsTold() throws {
    let table = """
      version: 2
      casse: []
      cases:
        - {dependency: requests, expect: passes, rules: [typosqat]}
        - {dependency: 1, expects: pass}
        - {expect: pass, facts: {age: young, releases: 0, exists: maybe, yanked: yes, rank: first}}
        - {dependency: a, expect: pass, facts: {status: lost, vulnerable: bad, version: "x y"}}
        - requests

      """
    guard
      case .failure(let problems) = PolicyTest.read(
        SourceFile(path: "policy-tests.yaml", text: table))
    else {
      Issue.record("the table was read")
      return
    }
    #expect(
      problems.lines == [
        "1:10: this is not a version of the table that this program reads",
        "2:1: 'casse' is not a known key; did you mean 'cases'?",
        "4:36: 'passes' is not a result; did you mean 'pass'?",
        "4:52: 'typosqat' is not a rule; did you mean 'typosquat'?",
        "5:5: a case lacks 'expect'",
        "5:18: 'dependency' takes text, and YAML reads '1' as a number",
        "5:21: 'expects' is not a known key; did you mean 'expect'?",
        "6:5: a case lacks 'dependency'",
        "6:33: 'young' is not an age",
        "6:50: 'releases' takes a positive whole number, not '0'",
        "6:61: 'exists' takes 'true', 'false' or 'unknown', not text",
        "6:76: 'yanked' takes 'true' or 'false', not text",
        "6:87: 'rank' takes a positive whole number, not 'first'",
        "7:51: 'lost' is not a value of 'status'",
        "7:69: 'bad' is not a value of 'vulnerable'",
        "7:83: 'x y' is not a version",
        "8:5: a case takes a mapping, not text",
      ])
    for text in ["", "# nothing\n", "version: 1\n", "- a\n", "cases: [\n"] {
      guard case .failure = PolicyTest.read(SourceFile(path: "t.yaml", text: text)) else {
        Issue.record("'\(text)' was read")
        continue
      }
    }
  }

  @Test func hostileTablesAreJudgedOrRefused() throws {
    var random = SeededGenerator(seed: 20_261_121)
    let seed = Array(Self.table(Array(Self.lines.prefix(12))).utf8)
    let interesting = Array(": -[]{}*&!|>'\"#%@=<>,;\n\r\t~0".utf8) + [0, 0x1b, 0x7f, 0xc3, 0xe2]
    let policy = try TestPolicy.reading(Self.policy)
    var outcomes: Set<Bool> = []
    for _ in 0..<400 {
      var bytes = seed
      for _ in 0...random.below(5) {
        bytes[random.below(bytes.count)] = interesting[random.below(interesting.count)]
      }
      switch PolicyTest.read(SourceFile(path: "t.yaml", bytes: bytes)) {
      case .failure: outcomes.insert(false)
      case .success(let test):
        outcomes.insert(true)
        let outcome = test.outcome(
          under: policy, now: TestFacts.now, popularity: TestFacts.popularity,
          noProjects: TestFacts.noProjects)
        let text = PolicyTestText.text(of: outcome, style: ReportStyle(usesColor: false, width: 80))
        #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || SafeText.isHarmless($0) })
      }
    }
    #expect(outcomes == [true, false])
  }

  @Test func theTableOfThePageIsAsItSays() throws {
    let url = TestFiles.repository.appendingPathComponent("docs/policy-tests.md")
    let page = try String(contentsOf: url, encoding: .utf8)
    let table = page.components(separatedBy: "```yaml\n")[1].components(separatedBy: "```")[0]
    let policy = """
      version: 1
      paths: [{match: "services/payments/**", tier: paranoid}]

      """
    #expect(try Self.failures(table, policy: policy) == [])
    // What the page lists is what the reader knows.
    for key in [
      "exists", "age", "release-age", "releases", "version", "yanked", "rank", "status", "malware",
      "vulnerable", "wheel", "license", "dependency", "expect", "rules", "path", "before", "facts",
    ] {
      #expect(page.contains("| `\(key)` |"), "\(key)")
    }
  }
}
