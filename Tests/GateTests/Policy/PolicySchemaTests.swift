import Foundation
import SeededNumbers
import SourceText
import Testing

@testable import Gate

/// `docs/policy.schema.json` says of policies what the reader says.
struct PolicySchemaTests {
  private static let text = PolicySchema.text(rules: RuleRegistry.descriptions)

  @Test func thePublishedSchemaIsTheOneOfTheReader() {
    GoldenFile.expect(Self.text, at: "../../../../docs/policy.schema.json")
  }

  @Test func everyKeyOfTheReaderIsInTheSchemaAndNoOther() throws {
    let schema = try JSON.parse(Array(Self.text.utf8))
    var described: Set<String> = []
    for mapping in [PolicySchema.root] + PolicySchema.mappings {
      let place = mapping.name == "policy" ? schema : schema["$defs"]?[mapping.name]
      let properties = place?["properties"]?.object ?? []
      #expect(properties.map(\.name) == mapping.keys.known, "\(mapping.name)")
      #expect(place?["additionalProperties"]?.boolean == false)
      for member in properties {
        #expect(member.value.object != nil, "'\(mapping.name).\(member.name)' has no form")
        described.insert("\(mapping.name).\(member.name)")
      }
      #expect(Set(mapping.required).isSubset(of: mapping.keys.known))
      #expect(Set(mapping.keys.later).isDisjoint(with: mapping.keys.known))
    }
    #expect(described == Set(PolicySchemaForm.forms.keys), "a form is nobody's")
  }

  /// What `extension PolicyFields.Keys` gives anywhere in the reader is in the schema.
  @Test func everyTableOfKeysIsInTheSchema() throws {
    let folder = TestFiles.repository.appendingPathComponent("Sources/Gate/Policy")
    var tables: Set<String> = []
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
      for part in text.components(separatedBy: "extension PolicyFields.Keys {").dropFirst() {
        let body = part.components(separatedBy: "\n}").first ?? ""
        for match in body.matches(of: /static (?:let|var|func) ([a-zA-Z]+)/) {
          tables.insert(String(match.1))
        }
      }
    }
    // `builtIn` is a part of `policy`.
    #expect(
      tables == [
        "policy", "builtIn", "manifestPaths", "scope", "tier", "facts", "index", "listEntry",
        "overrideRequirement",
      ], "a table that is new here belongs into 'PolicySchema.mappings'")
    #expect(Set(PolicyFields.Keys.builtIn.known).isSubset(of: PolicyFields.Keys.policy.known))
  }

  @Test func everyRuleIsThereWithItsVariantsAndSettings() throws {
    let schema = try JSON.parse(Array(Self.text.utf8))
    let rules = schema["$defs"]?["levels"]?["properties"]?.object ?? []
    #expect(rules.map(\.name) == RuleRegistry.descriptions.map(\.id.text))
    for (rule, description) in zip(rules, RuleRegistry.descriptions) {
      let details = rule.value["anyOf"]?.array?.last?["properties"]?.object
      let known = description.variants.map(\.id) + description.settings.map(\.id)
      #expect(details?.map(\.name) == ["level"] + known)
    }
  }

  /// What the reader makes of a policy: a repository's own, or one of the program's.
  private static func problems(in text: String, _ path: String) -> [Diagnostic]? {
    let file = SourceFile(path: RepositoryPath(path), text: text)
    if path.hasPrefix("policies/") { return nil }
    let result = Policy.read(
      file, origin: path, builtIn: TestPolicy.builtIn, rules: RuleRegistry.descriptions)
    if case .failure(let problems) = result { return problems.diagnostics }
    return nil
  }

  @Test func whatTheReaderTakesKeepsTheSchemaAndWhatHasNoFormDoesNot() throws {
    let corpus = PolicyCorpus.all.filter { Self.isYAML($0.text) }
    #expect(corpus.count > 50)
    let answers = try Self.answers(to: corpus.map(\.text))
    var counts = [0, 0]
    for (policy, wrong) in zip(corpus, answers) {
      guard let problems = Self.problems(in: policy.text, policy.place) else {
        #expect(wrong == [], "\(policy.place):\n\(policy.text)")
        counts[0] += 1
        continue
      }
      guard problems.contains(where: \.isAboutForm) else { continue }
      #expect(wrong != [], "\(policy.place):\n\(policy.text)")
      counts[1] += 1
    }
    #expect(counts[0] > 40 && counts[1] > 4, "\(counts)")
  }

  @Test func theSameHoldsForPoliciesThatAreChangedAtRandom() throws {
    var random = SeededGenerator(seed: 20_261_121)
    let whole = PolicyMutant(Self.everything)
    var texts = [Self.everything]
    for _ in 0..<700 { texts.append(whole.changed(by: &random)) }
    texts = texts.filter(Self.isYAML)
    let answers = try Self.answers(to: texts)
    var counts = [0, 0]
    for (text, wrong) in zip(texts, answers) {
      guard let problems = Self.problems(in: text, "policy.yaml") else {
        #expect(wrong == [], "\(text)")
        counts[0] += 1
        continue
      }
      guard problems.contains(where: \.isAboutForm) else { continue }
      #expect(wrong != [], "\(problems.map(\.message)):\n\(text)")
      counts[1] += 1
    }
    #expect(Self.problems(in: Self.everything, "policy.yaml") == nil)
    #expect(counts[0] > 15 && counts[1] > 200, "\(counts)")
  }

  /// A policy with every key there is.
  private static let everything = """
    version: 1
    repository: github.com/acme/shop
    serial: 12
    expires: "2027-06-30"
    tier: balanced
    mode: enforce
    inconclusive: stop
    paths:
      - match: "services/**"
        tier: ours
    tiers:
      ours:
        extends: balanced
        levels:
          unpinned: block
          typosquat:
            level: block
            name-alone: review
            minimum-age: 14d
            minimum-releases: 3
          license:
            allow:
              - MIT
        facts:
          maximum-age: 24h
    allow:
      - numpy
      - name: acme-*
        versions: ">=2.31"
        reason: ours
        note: see the page
        index: internal
        private: true
    deny:
      - name: pycrypto
        versions: "<9"
        reason: unmaintained
        note: long gone
        use-instead: pycryptodome
    indexes:
      - name: internal
        url: https://packages.acme.example/simple/
    private:
      - acme-codename
    manifests:
      - match: ops/*.list
        format: requirements
    roles:
      security:
        - cy@acme.example
        - dee@acme.example
    overrides:
      block:
        signatures: 2
        roles:
          - security
        maximum-lifetime: 30d

    """

  @Test func thePolicyWithEveryKeyHasEveryKey() {
    for mapping in [PolicySchema.root] + PolicySchema.mappings {
      for key in mapping.keys.known {
        #expect(Self.everything.contains("\(key):"), "\(mapping.name).\(key)")
      }
    }
  }

  private static func isYAML(_ text: String) -> Bool {
    let document = YAMLDocument(SourceFile(path: "policy.yaml", text: text))
    return document.diagnostics.isEmpty && document.root != nil
  }

  /// What jsonschema finds wrong with each policy.
  private static func answers(to policies: [String]) throws -> [[String]] {
    let documents = policies.map { policy in
      let root = YAMLDocument(SourceFile(path: "policy.yaml", text: policy)).root
      return Array((root?.json ?? .null).written(.compact).utf8)
    }
    let answers = try ScriptOracle.answers(
      of: "policy_schema.py", to: ScriptOracle.questions([Array(text.utf8)] + documents),
      as: [String].self)
    return Array(answers.dropFirst())
  }
}

extension Diagnostic {
  /// Whether it is about the form of a value or a key, and not about what the whole means.
  fileprivate var isAboutForm: Bool {
    let forms = [
      " takes ", "is not a known key", "is not a key of the rule", " lacks '", "is not a level",
      "is not a rule;", "is not a value of", "does not say its version", "is not a format",
      "is not an age", "does not say what it extends", "does not read yet", " is empty",
      "is not lifted by overrides", "is not a day or a moment",
    ]
    return forms.contains { message.contains($0) } || message.hasSuffix("is not a rule")
  }
}

/// A policy whose lines are changed at random: keys that are gone, misspelt or hold something else.
private struct PolicyMutant {
  private let lines: [String]

  init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  func changed(by random: inout SeededGenerator) -> String {
    var lines = lines
    for _ in 0...random.below(2) {
      let place = random.below(lines.count - 1)
      let line = lines[place]
      let indent = String(line.prefix { $0 == " " })
      switch random.below(5) {
      case 0: lines[place] = line.replacingOccurrences(of: ":", with: "x:")
      case 1:
        let values = [
          "1", "true", "null", "[]", "{}", "''", "text", "0.5", "-1", "[a, 1]", "{a: b}",
        ]
        let value = values[random.below(values.count)]
        guard let colon = line.range(of: ":") else { fallthrough }
        lines[place] = line[..<colon.upperBound] + " " + value
        let deeper = lines[(place + 1)...].prefix { next in
          next.prefix { $0 == " " }.count > indent.count && !next.isEmpty
        }
        lines.removeSubrange(deeper.indices)
      case 2: lines.insert(indent + "extra: 1", at: place)
      case 3: lines.remove(at: place)
      default: lines.insert(indent + "- " + line.drop { $0 == " " || $0 == "-" }, at: place)
      }
      if lines.count < 3 { break }
    }
    return lines.joined(separator: "\n")
  }
}

extension YAMLNode {
  /// The same value for readers of JSON; a number with a fraction stays one.
  fileprivate var json: JSONText {
    switch content {
    case .mapping(let entries): .object(entries.map { .init($0.name, $0.value.json) })
    case .sequence(let elements): .array(elements.map(\.json))
    case .scalar(let text, let isPlain):
      switch YAMLScalarType(of: text, isPlain: isPlain) {
      case .string: .string(text)
      case .null: .null
      case .boolean: .boolean(text.lowercased() == "true")
      case .integer: Int(text).map { .integer($0) } ?? .number(0.5)
      case .float: .number(0.5)
      }
    }
  }
}
