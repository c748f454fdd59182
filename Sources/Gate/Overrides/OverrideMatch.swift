import PythonPackaging
import SourceText

/// What one override means to one judgement.
struct OverrideMatch {
  /// The findings that it lifts.
  private(set) var lifted: [DecidedFinding] = []
  /// Why it does not lift what it might have been meant for.
  private(set) var problems: [OverrideProblem] = []

  /// Whether the judgement is of anything that the override speaks of.
  var isConcerned: Bool { !lifted.isEmpty || !problems.isEmpty || isUndecided }

  private var isUndecided = false

  private let override: ExaminedOverride
  private let document: OverrideDocument
  private let judgement: Judgement
  private let facts: Facts

  /// Nil when the override has nothing to do with what is judged.
  init?(
    _ override: ExaminedOverride, _ judgement: Judgement, terms: OverrideTerms, facts: Facts
  ) {
    guard override.isInForce, let document = override.document,
      case .dependency(let dependency, _) = judgement.introduction,
      dependency.name == document.project
    else { return nil }
    self.override = override
    self.document = document
    self.judgement = judgement
    self.facts = facts
    consider(dependency, terms)
  }

  private mutating func consider(_ dependency: Dependency, _ terms: OverrideTerms) {
    let stopping = judgement.findings.filter { $0.level >= .review }
    let named = stopping.filter { document.rules.contains($0.finding.rule) }
    if named.isEmpty {
      // What a rule could not find out may be just what the override is for.
      isUndecided = judgement.missing.contains { document.rules.contains($0.rule) }
      if stopping.isEmpty || isUndecided { return }
      let rules = stopping.map { "'\($0.finding.rule)'" }.joined(separator: ", ")
      return add(.scope, "the override does not name \(rules)")
    }
    if let mismatch = mismatch(with: dependency) { return add(.scope, mismatch) }
    for decided in named { weigh(decided, of: dependency, terms) }
  }

  private mutating func add(
    _ kind: OverrideProblem.Kind, _ message: String, help: String? = nil
  ) {
    let usual = kind == .scope ? "request one for what this change brings, or remove it" : nil
    let problem = OverrideProblem(kind, message, in: override.path, help: help ?? usual)
    if !problems.contains(problem) { problems.append(problem) }
  }

  private mutating func weigh(
    _ decided: DecidedFinding, of dependency: Dependency, _ terms: OverrideTerms
  ) {
    let (rule, level) = (decided.finding.rule, decided.level)
    guard level < .forbid else {
      return add(.scope, "'\(rule)' is forbidden here, which no override lifts")
    }
    guard let requirement = terms.requirements[level] else {
      return add(
        .scope, "the policy lets no override lift '\(rule)' at the level '\(level.rawValue)'",
        help: "add '\(level.rawValue)' to 'overrides' in the policy at the base")
    }
    guard document.lifetime <= requirement.maximumLifetime else {
      return add(
        .scope,
        "the override holds for \(document.lifetime), and the policy lets it for "
          + "\(requirement.maximumLifetime)", help: "request one that expires sooner")
    }
    let counted = override.people.filter(requirement.people.contains)
    guard counted.count >= requirement.signatures else {
      let by = requirement.roles.map { "'\($0)'" }.joined(separator: " or ")
      let count = requirement.signatures
      let due = count == 1 ? "1 signature" : "\(count) signatures"
      return add(
        .unsigned, "'\(rule)' takes \(due) by \(by), and has \(counted.count)",
        help: "have more people sign with 'pipgate override sign \(override.id)'")
    }
    if level == .block, let flaw = flawForBlock { return add(.scope, flaw) }
    if !document.hashes.isEmpty, let mismatch = fileMismatch(with: dependency) {
      return add(.scope, mismatch)
    }
    lifted.append(decided)
  }

  /// Which limit of the override the dependency lies beyond.
  private func mismatch(with dependency: Dependency) -> String? {
    let path = judgement.introduction.path
    if !document.paths.contains(path) { return "the override is not for '\(path)'" }
    if !document.tier.utf8.elementsEqual(judgement.tier.utf8) {
      return "the override is for the tier '\(document.tier)', and '\(judgement.tier)' judges here"
    }
    if dependency.reference != nil {
      return "the override is for what an index offers, and this is a direct reference"
    }
    if dependency.index != nil || dependency.ecosystem != .python {
      return "the override is for what this run's index offers, and this comes from elsewhere"
    }
    if let pin = dependency.specifiers.pinned {
      return covers(pin)
        ? nil : "the override is for the versions '\(document.versions.text)', and this is \(pin)"
    }
    guard case .found(let record) = facts.lookup(document.project, for: dependency) else {
      return "the versions that can be installed are not known"
    }
    let versions = Selection(of: dependency, from: record).versions
    if versions.isEmpty { return "there is no version that could be installed" }
    return versions.first { !covers($0) }.map {
      "the override is for the versions '\(document.versions.text)', and \($0) can be installed"
    }
  }

  /// Whether the document is for a version. One `==` means that very version, its local label included.
  private func covers(_ version: Version) -> Bool {
    document.exactVersion.map { $0 == version }
      ?? document.versions.contains(version, prereleases: true)
  }

  /// Why the document is too wide for a block: that takes one version, and files that are known.
  private var flawForBlock: String? {
    if document.exactVersion == nil {
      return "a block is lifted for one exact version, not for '\(document.versions.text)'"
    }
    return document.hashes.isEmpty
      ? "a block is lifted for known files, and 'hashes' is empty" : nil
  }

  /// Which file the signers have not seen, where they say which they have.
  private func fileMismatch(with dependency: Dependency) -> String? {
    let record: ProjectRecord
    switch facts.lookup(document.project, for: dependency) {
    case .found(let found): record = found
    case .absent: return "the index has no files of '\(document.project)'"
    case .unavailable(let reason):
      return "the files of '\(document.project)' are not known: \(reason.reason)"
    }
    let selection = Selection(of: dependency, from: record)
    if let version = document.exactVersion, selection.versions != [version] {
      return "the override is for \(version) alone"
    }
    if selection.files.isEmpty { return "there is no file that the signers could have seen" }
    let unseen = selection.files.first { file in
      guard let digest = file.sha256 else { return true }
      return !document.hashes.contains(digest)
    }
    return unseen.map { "the signers have not seen the file '\($0.filename)'" }
  }
}
