import PythonPackaging
import SourceText

/// What somebody asks to let pass, and the document that says it, ready to sign.
package struct OverrideRequest: Sendable {
  package let project: ProjectName
  package let reason: String
  package let requester: String
  /// Nil for one made of project and version.
  package let id: String?
  /// Nil for the longest that the policy lets it hold, at most 30 days.
  package let lifetime: Age?
  package let serial: Int

  package init(
    project: ProjectName, reason: String, requester: String, id: String?, lifetime: Age?,
    serial: Int
  ) {
    self.project = project
    self.reason = reason
    self.requester = requester
    self.id = id
    self.lifetime = lifetime
    self.serial = serial
  }

  /// Why nothing can be asked for.
  package struct Refusal: Error, Hashable {
    /// In lower case and without a final stop.
    package let message: String
    /// One imperative sentence.
    package let help: String?

    init(_ message: String, help: String? = nil) {
      self.message = message
      self.help = help
    }
  }

  /// The document for everything about the project that stops a change. What is forbidden, and what
  /// nobody knows, is never asked for.
  package func document(
    for judgements: [Judgement], under policy: Policy, facts: Facts
  ) throws(Refusal) -> OverrideDocument {
    let stopped = judgements.filter { judgement in
      guard case .dependency(let dependency, _) = judgement.introduction else { return false }
      return dependency.name == project && judgement.outcome != .safe
    }
    guard let first = stopped.first else {
      throw Refusal(
        "nothing about '\(project)' stops this change", help: "stage the change that is stopped")
    }
    guard let repository = policy.repository else {
      throw Refusal(
        "the policy does not name its repository, so no override can be for it",
        help: "add 'repository' to the policy")
    }
    let findings = stopped.flatMap { $0.findings.filter { $0.level >= .review } }
    if let forbidden = findings.first(where: { $0.level == .forbid }) {
      throw Refusal(
        "'\(forbidden.finding.rule)' is forbidden here, which no override lifts: "
          + forbidden.finding.message.text, help: "change the dependency")
    }
    if let missing = stopped.flatMap(\.missing).first(where: { $0.level >= .review }) {
      throw Refusal(
        "'\(missing.rule)' could not be checked, and no override lifts what nobody knows: "
          + missing.unavailability.reason, help: "run again when the fact can be had")
    }
    guard !findings.isEmpty else {
      throw Refusal("nothing about '\(project)' stops this change")
    }
    if let other = stopped.first(where: { $0.tier != first.tier }) {
      throw Refusal(
        "the tiers '\(first.tier)' and '\(other.tier)' judge it, and an override is for one",
        help: "stage the files of one tier at a time")
    }
    let levels = Set(findings.map(\.level))
    var lifetime = self.lifetime ?? .days(30)
    for level in levels.sorted() {
      guard let requirement = policy.overrides.requirements[level] else {
        throw Refusal(
          "the policy lets no override lift what is at the level '\(level.rawValue)'",
          help: "add '\(level.rawValue)' to 'overrides' in the policy")
      }
      if let asked = self.lifetime, asked > requirement.maximumLifetime {
        throw Refusal("the policy lets an override hold for \(requirement.maximumLifetime)")
      }
      lifetime = min(lifetime, requirement.maximumLifetime)
    }
    let release = try release(of: stopped, facts)
    return OverrideDocument(
      id: id ?? Self.id(project, release.version), repository: repository, project: project,
      versions: release.specifiers, hashes: release.hashes,
      rules: Set(findings.map(\.finding.rule)).sorted(),
      paths: Set(stopped.map(\.introduction.path)).sorted(), tier: first.tier, reason: reason,
      requester: requester, issued: facts.now,
      expires: Timestamp(seconds: facts.now.seconds + lifetime.seconds), serial: serial)
  }

  /// The one version that is asked for, with the files that the index has of it now.
  private func release(
    of stopped: [Judgement], _ facts: Facts
  ) throws(Refusal) -> (version: Version, specifiers: SpecifierSet, hashes: Set<SHA256Digest>) {
    var version: Version?
    var hashes: Set<SHA256Digest> = []
    for judgement in stopped {
      guard case .dependency(let dependency, _) = judgement.introduction else { continue }
      if dependency.reference != nil || dependency.index != nil || dependency.ecosystem != .python {
        throw Refusal(
          "'\(project)' does not come from the index of this run, and an override is for what does")
      }
      guard case .found(let record) = facts.lookup(project, for: dependency) else {
        throw Refusal("the index has no files of '\(project)' that could be approved")
      }
      let selection = Selection(of: dependency, from: record)
      guard let only = selection.versions.first, selection.versions.count == 1,
        version.map({ $0 == only }) ?? true
      else {
        throw Refusal(
          "several versions of '\(project)' can be installed, and an override is for one",
          help: "pin the version that is wanted, like '\(project)==1.2.3'")
      }
      version = only
      for file in selection.files {
        guard let digest = file.sha256 else {
          throw Refusal("the index tells no SHA-256 digest of the file '\(file.filename)'")
        }
        hashes.insert(digest)
      }
    }
    guard let version, !hashes.isEmpty, let clause = Specifier("==\(version)") else {
      throw Refusal("the index has no files of '\(project)' that could be approved")
    }
    return (version, SpecifierSet([clause]), hashes)
  }

  private static func id(_ project: ProjectName, _ version: Version) -> String {
    let text = "\(project.normalized)-\(version)".utf8.prefix(100).map { byte -> UInt8 in
      OverrideDocument.isID("a\(Character(UnicodeScalar(byte)))a") ? byte : UInt8(ascii: "-")
    }
    return String(decoding: text, as: UTF8.self)
  }
}
