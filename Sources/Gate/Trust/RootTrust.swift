import Signatures
import SourceText

/// Who counts by the word of those who hold the root keys: `.pipgate/trust.json`.
///
/// Where an operator has pinned the root, this replaces `.pipgate/allowed_signers` and bounds the roles of
/// the policy, so that whoever writes to the base cannot name signers.
package struct RootTrust: Sendable {
  /// Counts up by one with every edit.
  package let version: Int
  /// From when on no override counts by it.
  package let expires: Timestamp
  /// All people with their keys.
  package let signers: AllowedSigners
  /// By name; `root` is always among them.
  package let roles: [String: Role]

  package struct Role: Hashable, Sendable {
    package let people: Set<String>
    /// How many of them it takes, at least one.
    package let threshold: Int
  }

  package static let path: RepositoryPath = ".pipgate/trust.json"
  /// What signatures of it are for.
  package static let namespace = "pipgate-trust"
  static let rootRole = "root"

  /// How many people of the root are among those whose keys these are.
  func countOfRoot(among keys: [PublicKey]) -> Int {
    let people = Set(keys.compactMap { signers.signer(with: $0)?.principal })
    return people.intersection(roles[Self.rootRole]?.people ?? []).count
  }

  /// The keys that whoever pins this root has to know, as `PIPGATE_ROOT` takes them.
  package var pin: RootPin {
    let root = roles[Self.rootRole]
    let keys = signers.signers.filter { root?.people.contains($0.principal) ?? false }
    return RootPin(
      threshold: root?.threshold ?? 1, fingerprints: Set(keys.map(\.key.fingerprint)))
  }
}

extension OverrideTerms {
  /// The same among the people of a root: a role that it does not name has nobody, and takes no fewer
  /// signatures than it says.
  package func bound(by root: RootTrust) -> OverrideTerms {
    OverrideTerms(
      roles: roles,
      requirements: requirements.mapValues { own in
        let named = own.roles.compactMap { root.roles[$0] }
        let people = named.reduce(into: Set<String>()) { $0.formUnion($1.people) }
        return Requirement(
          signatures: max(own.signatures, named.map(\.threshold).min() ?? 1), roles: own.roles,
          people: own.people.intersection(people), maximumLifetime: own.maximumLifetime)
      })
  }
}
