import PythonPackaging
import SourceText

/// An override as its file states it: a permission for one project, within limits that all hold.
package struct OverrideDocument: Hashable, Sendable {
  /// Equal to the name of its file, without the `.yaml`.
  package let id: String
  /// The repository that it is for, as the policy names it.
  package let repository: String
  package let project: ProjectName
  package let versions: SpecifierSet
  /// Of the files that the signers have seen.
  package let hashes: Set<SHA256Digest>
  /// The rules whose findings it lifts.
  package let rules: [RuleID]
  /// The manifests in which it holds.
  package let paths: [RepositoryPath]
  package let tier: String
  /// Hostile text.
  package let reason: String
  /// Who asked for it, and whose own signature does not count.
  package let requester: String
  package let issued: Timestamp
  package let expires: Timestamp
  package let serial: Int

  package init(
    id: String, repository: String, project: ProjectName, versions: SpecifierSet,
    hashes: Set<SHA256Digest>, rules: [RuleID], paths: [RepositoryPath], tier: String,
    reason: String, requester: String, issued: Timestamp, expires: Timestamp, serial: Int
  ) {
    self.id = id
    self.repository = repository
    self.project = project
    self.versions = versions
    self.hashes = hashes
    self.rules = rules
    self.paths = paths
    self.tier = tier
    self.reason = reason
    self.requester = requester
    self.issued = issued
    self.expires = expires
    self.serial = serial
  }

  /// The one version that it is for; nil when `versions` says more or less than one `==`.
  package var exactVersion: Version? {
    guard let clause = versions.specifiers.first, versions.specifiers.count == 1,
      clause.op == .equal, !clause.isPrefix
    else { return nil }
    return clause.version
  }

  package var lifetime: Age { Age(since: issued, now: expires) }
}
