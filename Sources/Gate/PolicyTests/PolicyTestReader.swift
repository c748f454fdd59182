import PythonPackaging
import SourceText

/// Reads a table of cases that test a policy:
///
///     version: 1
///     cases:
///       - {dependency: shiny==0.1, facts: {age: 3d}, expect: review, rules: [new-project]}
struct PolicyTestReader {
  private(set) var fields: PolicyFields
  private let file: SourceFile

  init(_ file: SourceFile) {
    self.file = file
    fields = PolicyFields(file: file)
  }

  /// The cases that are in order; whatever is not is among the problems.
  mutating func read() -> [PolicyTestCase] {
    let document = YAMLDocument(file)
    fields.problems.add(document.diagnostics)
    guard let root = document.root else {
      if document.diagnostics.isEmpty { fields.problems.add("the table is empty", at: 0..<0) }
      return []
    }
    var cases: [PolicyTestCase] = []
    for entry in fields.entries(of: root, "a table of cases", keys: .table) {
      if entry.name == "version" {
        checkVersion(entry.value)
      } else {
        for element in fields.elements(of: entry.value, "'cases'") {
          if let read = testCase(element) { cases.append(read) }
        }
      }
    }
    if document.diagnostics.isEmpty { fields.require(["version", "cases"], in: root, "the table") }
    return cases
  }

  private mutating func checkVersion(_ node: YAMLNode) {
    if case .scalar("1", isPlain: true) = node.content { return }
    fields.problems.add(
      "this is not a version of the table that this program reads", at: node.range,
      help: "write 'version: 1'")
  }

  private mutating func testCase(_ node: YAMLNode) -> PolicyTestCase? {
    let what = "a case"
    var dependency: Placed<String>?
    var expected: Placed<PolicyTestCase.Result>?
    var path: String?
    var before: String?
    var facts = PolicyTestCase.Facts()
    var rules: [Placed<RuleID>] = []
    for entry in fields.entries(of: node, what, keys: .testCase) {
      switch entry.name {
      case "dependency": dependency = fields.text(of: entry.value, "'dependency'")
      case "path": path = fields.text(of: entry.value, "'path'")?.value
      case "before": before = fields.text(of: entry.value, "'before'")?.value
      case "facts": facts = self.facts(entry.value)
      case "expect": expected = result(entry.value)
      case "rules": rules = self.rules(entry.value)
      // A name is for who reads the table.
      default: _ = fields.text(of: entry.value, "'name'")
      }
    }
    fields.require(["dependency", "expect"], in: node, what)
    guard let dependency, let expected else { return nil }
    var read = PolicyTestCase(
      location: Location(file: file, range: node.range), dependency: dependency, before: before,
      facts: facts, expected: expected, rules: rules)
    if let path { read.path = RepositoryPath(path) }
    return read
  }

  private mutating func result(_ node: YAMLNode) -> Placed<PolicyTestCase.Result>? {
    guard let text = fields.text(of: node, "'expect'") else { return nil }
    if let result = PolicyTestCase.Result(rawValue: text.value) { return text.holding(result) }
    let known = PolicyTestCase.Result.allCases.map(\.rawValue)
    fields.addUnknown(text, "is not a result", among: known)
    return nil
  }

  private mutating func rules(_ node: YAMLNode) -> [Placed<RuleID>] {
    let known = RuleRegistry.ids
    var rules: [Placed<RuleID>] = []
    for element in fields.elements(of: node, "'rules'") {
      guard let text = fields.text(of: element, "a rule") else { continue }
      if let rule = known.first(where: { $0.text == text.value }) {
        rules.append(text.holding(rule))
      } else {
        fields.addUnknown(text, "is not a rule", among: known.map(\.text).sorted())
      }
    }
    return rules
  }

  private mutating func facts(_ node: YAMLNode) -> PolicyTestCase.Facts {
    var facts = PolicyTestCase.Facts()
    for entry in fields.entries(of: node, "'facts'", keys: .testFacts) {
      let (value, what) = (entry.value, "'\(entry.name)'")
      switch entry.name {
      case "exists": facts.existence = existence(value) ?? .exists
      case "age": facts.age = fields.age(of: value, what) ?? facts.age
      case "release-age": facts.releaseAge = fields.age(of: value, what)
      case "releases": facts.releases = fields.positiveNumber(of: value, what)?.value ?? 1
      case "version": facts.version = version(value)
      case "yanked": facts.isYanked = fields.truth(of: value, what) ?? false
      case "rank": facts.rank = rank(value)
      case "status": facts.status = status(value) ?? .active
      case "malware": facts.isMalware = fields.truth(of: value, what) ?? false
      case "vulnerable": facts.vulnerability = severity(value)
      case "wheel": facts.hasWheel = fields.truth(of: value, what) ?? true
      default: facts.license = fields.text(of: value, what)?.value
      }
    }
    return facts
  }

  private mutating func existence(_ node: YAMLNode) -> PolicyTestCase.Existence? {
    if case .scalar("unknown", _) = node.content { return .unknown }
    if case .scalar("true", isPlain: true) = node.content { return .exists }
    if case .scalar("false", isPlain: true) = node.content { return .absent }
    fields.addForm("'true', 'false' or 'unknown'", node, "'exists'")
    return nil
  }

  private mutating func rank(_ node: YAMLNode) -> PolicyTestCase.Rank? {
    if case .scalar("none", _) = node.content { return .unranked }
    return fields.positiveNumber(of: node, "'rank'").map { .number($0.value) }
  }

  private mutating func version(_ node: YAMLNode) -> Version? {
    guard let text = fields.text(of: node, "'version'") else { return nil }
    if let version = Version(text.value) { return version }
    fields.problems.add("'\(text.value.shortened)' is not a version", at: node.range)
    return nil
  }

  private mutating func status(_ node: YAMLNode) -> ProjectStatus? {
    fields.word(
      of: node, "'status'",
      from: [
        "active": .active, "archived": .archived, "deprecated": .deprecated,
        "quarantined": .quarantined,
      ])
  }

  private mutating func severity(_ node: YAMLNode) -> Severity? {
    fields.word(
      of: node, "'vulnerable'",
      from: ["low": .low, "medium": .medium, "high": .high, "critical": .critical])
  }
}

extension PolicyFields.Keys {
  fileprivate static let table = Self(known: ["version", "cases"])
  fileprivate static let testCase = Self(
    known: ["name", "dependency", "path", "before", "facts", "expect", "rules"])
  fileprivate static let testFacts = Self(
    known: [
      "exists", "age", "release-age", "releases", "version", "yanked", "rank", "status", "malware",
      "vulnerable", "wheel", "license",
    ])
}
