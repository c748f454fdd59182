import Gate
import SourceText
import Testing

struct PolicyReaderTests {
  @Test func readsEveryKey() throws {
    let policy = try PolicyFixtures.read(
      """
      version: 1
      repository: github.com/acme/shop
      tier: balanced
      mode: audit
      inconclusive: annotate
      paths:
        - match: "services/payments/**"
          tier: payments
        - {match: experiments/**, tier: autonomous}
      tiers:
        payments:
          extends: paranoid
          levels:
            everything: {level: block, minimum-age: 14d}
      allow:
        - Typing_Extensions
        - {name: requests, versions: ">=2.31", reason: "HTTP client, ADR 12", note: ours}
        - name: "acme-*"
      deny:
        - {name: old, versions: <2, reason: unmaintained, use-instead: new}
      """
    ).get()
    #expect(policy.origin == "here")
    #expect(policy.repository == "github.com/acme/shop")
    #expect(policy.mode == .audit)
    #expect(!policy.inconclusiveStops)
    #expect(policy.defaultTier.name == "balanced")
    #expect(policy.tier(for: "services/payments/requirements.txt").name == "payments")
    #expect(policy.tier(for: "experiments/a/b.txt").name == "autonomous")
    #expect(policy.tier(for: "requirements.txt").name == "balanced")
    #expect(policy.tier(for: "services/payments/x")["everything"].ages["minimum-age"] == .days(14))
    #expect(
      policy.allowed.map(\.name.text) == ["Typing_Extensions", "requests", "acme-*", "numpy"])
    #expect(policy.allowed[0].name.matches("typing-extensions"))
    #expect(policy.allowed[1].reason == "HTTP client, ADR 12")
    #expect(policy.allowed[1].note == "ours")
    #expect(policy.allowed[1].versions != nil)
    #expect(policy.allowed[2].name.matches("acme-shop"))
    #expect(policy.denied.map(\.name.text) == ["old", "pycrypto"])
    #expect(policy.denied[0].useInstead?.normalized == "new")
    #expect(policy.denied[0].location.start == Position(line: 20, column: 5))
  }

  @Test func readsWhatOverridesTake() throws {
    let terms = try PolicyFixtures.read(
      """
      version: 1
      overrides:
        review: {signatures: 1, roles: [reviewer, security]}
        block: {signatures: 2, roles: [security], maximum-lifetime: 2w}
      roles: {reviewer: [ana, bo], security: [cy, ana]}
      repository: github.com/acme/shop
      """
    ).get().overrides
    #expect(terms.roles == ["reviewer": ["ana", "bo"], "security": ["cy", "ana"]])
    let review = try #require(terms.requirements[.review])
    #expect(review.signatures == 1 && review.people == ["ana", "bo", "cy"])
    #expect(review.roles == ["reviewer", "security"] && review.maximumLifetime == .days(90))
    #expect(terms.requirements[.block]?.signatures == 2)
    #expect(terms.requirements[.block]?.maximumLifetime == .days(14))
    #expect(terms.requirements.count == 2)
  }

  @Test func theShortestPolicyIsTheBuiltInOne() throws {
    let policy = try PolicyFixtures.read("version: 1").get()
    let builtIn = try PolicyFixtures.builtIn().policy
    #expect(policy.defaultTier == builtIn.defaultTier)
    #expect(policy.allowed == builtIn.allowed && policy.denied == builtIn.denied)
    #expect(policy.mode == .enforce && policy.inconclusiveStops && policy.repository == nil)
  }

  @Test func allProblemsAreReportedAtOnceInTheOrderOfTheirPlaces() throws {
    let problems = try PolicyFixtures.problems(
      """
      version: "1"
      teir: balanced
      mode: enforced
      paths:
        - match: /a
          tier: paranoyd
        - tier: balanced
      tiers:
        mine:
          extends: balanced
          levels:
            plan: blok
            everything: {leval: review, minimum-age: soon}
      deny:
        - {name: "ü", use: x}
      expires: 2027-13-01
      """)
    #expect(
      problems == [
        "1:10: 'version' takes the number 1, and in quotes it is text",
        "2:1: 'teir' is not a known key; did you mean 'tier'?",
        "3:7: 'enforced' is not a value of 'mode'; did you mean 'enforce'?",
        "5:12: '/a' begins with '/'",
        "6:11: 'paranoyd' is not a tier; did you mean 'paranoid'?",
        "7:5: an entry of 'paths' lacks 'match'",
        "12:7: 'plan' is not a rule; did you mean 'plain'?",
        "12:13: 'blok' is not a level; did you mean 'block'?",
        "13:20: 'leval' is not a key of the rule 'everything'; did you mean 'level'?",
        "13:48: 'soon' is not an age",
        "15:12: 'ü' is not the name of a project",
        "15:17: 'use' is not a known key",
        "16:10: '2027-13-01' is not a day or a moment in UTC",
      ])
  }

  @Test(arguments: [
    ("", "1:1: the policy is empty"),
    ("# nothing\n", "1:1: the policy is empty"),
    ("tier: balanced", "1:1: the policy does not say its version"),
    ("- a", "1:1: a policy takes a mapping, not a list"),
    ("version: 2", "1:10: '2' is not a version of the policy format that this program reads"),
    ("version: 1.0", "1:10: '1.0' is not a version of the policy format that this program reads"),
    ("version: '2'", "1:10: 'version' takes the number 1, not text"),
    ("version:", "1:9: 'version' takes the number 1, not nothing"),
    ("version: [1]", "1:10: 'version' takes the number 1, not a list"),
    ("tier: nowhere", "2:7: 'nowhere' is not a tier"),
    ("tier: ''", "2:7: 'tier' is empty"),
    ("tier:", "2:6: 'tier' takes text, not nothing"),
    ("tier: true", "2:7: 'tier' takes text, and YAML reads 'true' as a truth value"),
    ("inconclusive: stopp", "2:15: 'stopp' is not a value of 'inconclusive'; did you mean 'stop'?"),
    (
      "repository: https://github.com/a/b",
      "2:13: 'https://github.com/a/b' is not the name of a repository"
    ),
    ("repository: a/../b", "2:13: 'a/../b' is not the name of a repository"),
    ("paths: {}", "2:8: 'paths' takes a list, not a mapping"),
    ("paths: [a]", "2:9: an entry of 'paths' takes a mapping, not text"),
    (
      "paths: [{match: a/**, tire: balanced, tier: balanced}]",
      "2:23: 'tire' is not a known key; did you mean 'tier'?"
    ),
    ("paths: [{match: a/../b, tier: balanced}]", "2:17: 'a/../b' is not relative to the top level"),
    ("paths: [{match: ./a, tier: balanced}]", "2:17: './a' is not relative to the top level"),
    ("paths: [{match: a//b, tier: balanced}]", "2:17: 'a//b' has an empty component"),
    ("paths: [{match: a/, tier: balanced}]", "2:17: 'a/' ends with '/'"),
    ("paths: [{match: a**/b, tier: balanced}]", "2:17: 'a**/b' holds '**' within a component"),
    ("paths: [{match: '***', tier: balanced}]", "2:17: '***' holds '**' within a component"),
    ("paths: [{match: '!a', tier: balanced}]", "2:17: '!a' begins with '!'"),
    (
      "paths: [{match: 'a/[bc]', tier: balanced}]",
      "2:17: 'a/[bc]' holds more than '*', '?' and '**'"
    ),
    (
      "paths: [{match: a, tier: balanced}, {match: a, tier: paranoid}]",
      "2:45: 'a' is matched twice; it is first matched on line 2"
    ),
    (
      "tiers: {balanced: {extends: paranoid}}",
      "2:9: the tier 'balanced' is built in and cannot be given anew"
    ),
    ("tiers: {Mine: {extends: paranoid}}", "2:9: 'Mine' is not a name for a tier"),
    ("tiers: {mine: {levels: {}}}", "2:9: the tier 'mine' does not say what it extends"),
    ("tiers: {mine: {extends: mine}}", "2:25: the tier 'mine' extends itself"),
    ("tiers: {mine: {extends: thine}}", "2:25: 'thine' is not a tier"),
    ("tiers: {mine: {extends: [a]}}", "2:25: 'extends' takes text, not a list"),
    (
      "tiers: {mine: {extends: paranoid, facts: {maximum-age: 1}}}",
      "2:56: '1' is not an age"
    ),
    (
      "tiers: {mine: {extends: paranoid, facts: {maximum: 1d}}}",
      "2:43: 'maximum' is not a known key"
    ),
    ("tiers: {mine: {extends: paranoid, facts: 1d}}", "2:42: 'facts' takes a mapping, not text"),
    ("tiers: {mine: paranoid}", "2:15: the tier 'mine' takes a mapping, not text"),
    (
      "tiers: {mine: {extends: paranoid, levels: {plain: [a]}}}",
      "2:51: 'plain' takes text, not a list"
    ),
    (
      "tiers: {mine: {extends: paranoid, levels: {plain: {level: 1}}}}",
      "2:59: 'level' takes text, and YAML reads '1' as a number"
    ),
    (
      "tiers: {mine: {extends: paranoid, levels: {plain: {minimum-age: 1d}}}}",
      "2:52: 'minimum-age' is not a key of the rule 'plain'"
    ),
    (
      "tiers: {mine: {extends: paranoid, levels: {everything: {minimum-age: 14}}}}",
      "2:70: '14' is not an age"
    ),
    (
      "tiers: {mine: {extends: paranoid, levels: {everything: {minimum-age: -1d}}}}",
      "2:70: '-1d' is not an age"
    ),
    (
      "tiers: {mine: {extends: paranoid, levels: {everything: {minimum-count: 0}}}}",
      "2:72: 'minimum-count' takes a positive whole number, not '0'"
    ),
    (
      "tiers: {mine: {extends: paranoid, levels: {everything: {minimum-count: '3'}}}}",
      "2:72: 'minimum-count' takes a positive whole number, not '3'"
    ),
    (
      "tiers: {mine: {extends: paranoid, levels: {everything: {minimum-count: 9999999999}}}}",
      "2:72: 'minimum-count' takes a positive whole number, not '9999999999'"
    ),
    (
      "tiers: {mine: {extends: paranoid, levels: {everything: {one: hihg}}}}",
      "2:62: 'hihg' is not a level"
    ),
    ("allow: numpy", "2:8: 'allow' takes a list, not text"),
    ("allow:", "2:7: 'allow' takes a list, not nothing"),
    ("allow: [[a]]", "2:9: an entry of 'allow' takes a name or a mapping, not a list"),
    ("allow: [null]", "2:9: an entry of 'allow' takes text, not nothing"),
    ("allow: [3.14]", "2:9: an entry of 'allow' takes text, and YAML reads '3.14' as a number"),
    ("allow: [\"\u{212A}eras\"]", "2:9: '\u{212A}eras' is not the name of a project"),
    ("allow: [-a]", "2:9: '-a' is not the name of a project"),
    ("allow: [a_]", "2:9: 'a_' is not the name of a project"),
    ("allow: [\"a b\"]", "2:9: 'a b' is not the name of a project"),
    ("allow: [a==1]", "2:9: 'a==1' is not the name of a project"),
    ("allow: [{versions: '==1'}]", "2:9: an entry of 'allow' lacks 'name'"),
    (
      "allow: [{name: a, versions: 2.31}]",
      "2:29: 'versions' takes text, and YAML reads '2.31' as a number"
    ),
    ("allow: [{name: a, versions: new}]", "2:29: 'new' is not a version specifier"),
    ("allow: [{name: a, versions: ' , '}]", "2:29: ' , ' is not a version specifier"),
    (
      "allow: [{name: a, version: '>1'}]",
      "2:19: 'version' is not a known key; did you mean 'versions'?"
    ),
    ("allow: [{name: a, use-instead: b}]", "2:19: 'use-instead' is not a known key"),
    ("deny: [{name: a, use-instead: 'b*'}]", "2:31: 'b*' is not the name of a project"),
    ("deny: [a.b, A-B]", "2:13: 'A-B' is listed twice; it is first listed on line 2"),
    ("roles: [a]", "2:8: 'roles' takes a mapping, not a list"),
    ("roles: {Ana: [a]}", "2:9: 'Ana' is not a name for a role"),
    ("roles: {r: ['*@acme.example']}", "2:13: '*@acme.example' is not the name of a person"),
    ("roles: {r: [a, a]}", "2:16: 'a' stands in the role 'r' twice"),
    (
      "repository: a/b\noverrides: {forbid: {signatures: 1, roles: [r]}}",
      "3:13: 'forbid' is not lifted by overrides"
    ),
    (
      "repository: a/b\nroles: {r: [a]}\noverrides: {revew: {signatures: 1, roles: [r]}}",
      "4:13: 'revew' is not a level; did you mean 'review'?"
    ),
    (
      "roles: {r: [a]}\noverrides: {review: {signatures: 1, roles: [r]}}",
      "3:13: overrides need the policy to say its 'repository'"
    ),
    (
      "repository: a/b\nroles: {r: [a, b]}\noverrides: {review: {signatures: 3, roles: [r]}}",
      "4:34: 3 signatures are more than the roles have people: 2"
    ),
    (
      "repository: a/b\nroles: {r: [a]}\noverrides: {review: {signatures: 0, roles: [r]}}",
      "4:34: 'signatures' takes a positive whole number, not '0'"
    ),
    (
      "repository: a/b\nroles: {r: [a]}\noverrides: {review: {signatures: -1, roles: [r]}}",
      "4:34: 'signatures' takes a positive whole number, not '-1'"
    ),
    (
      "repository: a/b\nroles: {r: [a]}\noverrides: {review: {signatures: 1}}",
      "4:21: 'overrides' for 'review' lacks 'roles'"
    ),
    (
      "repository: a/b\nroles: {r: [a]}\n"
        + "overrides: {review: {signatures: 1, roles: [r], maximum-lifetime: 2y}}",
      "4:67: '2y' is not an age"
    ),
    (
      "repository: a/b\nroles: {r: [a]}\n"
        + "overrides: {review: {signatures: 1, roles: [r], maximum-lifetime: 367d}}",
      "4:67: '367d' is longer than an override may hold"
    ),
    ("allow: [*a]", "2:9: aliases are not read here"),
    (
      "tier: balanced\ntier: balanced",
      "3:1: the key 'tier' stands here twice; it was first given on line 2"
    ),
  ])
  func refusesWithAPlace(text: String, problem: String) throws {
    let isAboutVersion = problem.hasPrefix("1:")
    #expect(try PolicyFixtures.problems(isAboutVersion ? text : "version: 1\n" + text) == [problem])
  }

  @Test func everyProblemSaysWhatToDoOrIsPlain() throws {
    guard
      case .failure(let problems) = try PolicyFixtures.read("version: 1\nteir: a\nallow: [-a]\n")
    else {
      Issue.record("a policy with problems was read")
      return
    }
    #expect(
      problems.diagnostics.map(\.help) == [
        "use one of version, extends, repository, serial, expires, tier, mode, inconclusive, paths, tiers, "
          + "allow, deny, indexes, private, manifests, roles, overrides",
        "use letters, digits, '-', '_' and '.', and '*' for any part of a name",
      ])
    #expect(problems.diagnostics[0].location.text == "teir")
  }

  @Test func problemsAreCountedAfterAHundred() throws {
    let names = (0..<150).map { "-a\($0)" }.joined(separator: ", ")
    let problems = try PolicyFixtures.problems("version: 1\nallow: [\(names)]")
    #expect(problems.count == 101)
    #expect(problems.last?.hasSuffix("50 more problems follow") == true)
  }

  @Test(arguments: [
    // Each takes long at full size if every problem were worded.
    "allow: [" + (0..<10_000).map { "a\($0 % 5_000)" }.joined(separator: ",") + "]",
    "paths: [" + String(repeating: "{match: a, tier: x},", count: 3_000) + "]",
    "tiers: {" + (0..<4_000).map { "t\($0): {extends: u\($0)}" }.joined(separator: ",") + "}",
    "{" + (0..<10_000).map { "k\($0 % 5_000): a" }.joined(separator: ",") + "}",
  ])
  func manyProblemsCostLittle(text: String) throws {
    let isFlow = text.hasPrefix("{")
    #expect(try PolicyFixtures.problems(isFlow ? text : "version: 1\n" + text).count > 100)
  }

  @Test func aLongWordIsShortened() throws {
    let word = String(repeating: "x", count: 500)
    let problems = try PolicyFixtures.problems("version: 1\n\(word): a")
    #expect(problems == ["2:1: '\(String(repeating: "x", count: 60))…' is not a known key"])
  }
}
