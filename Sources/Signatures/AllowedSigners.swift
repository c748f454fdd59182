import SourceText

/// The people whose signatures count, as `.pipgate/allowed_signers` names them.
package struct AllowedSigners: Sendable {
  /// In the order of the file; no key stands twice.
  package let signers: [AllowedSigner]
  private let byKey: [PublicKey: AllowedSigner]
  /// For what the keys of lines that were passed over may sign.
  private let otherPurposes: [Fingerprint: [String]]

  package init(_ signers: [AllowedSigner] = [], otherPurposes: [Fingerprint: [String]] = [:]) {
    self.signers = signers
    self.otherPurposes = otherPurposes
    byKey = Dictionary(signers.map { ($0.key, $0) }) { first, _ in first }
  }

  package func signer(with key: PublicKey) -> AllowedSigner? { byKey[key] }

  /// For what a key that is nobody's here may sign by a line of the same file; nil without one.
  package func otherPurposes(of key: PublicKey) -> [String]? { otherPurposes[key.fingerprint] }
}

/// A person together with one of their keys.
package struct AllowedSigner: Hashable, Sendable {
  /// The name by which roles mean the person.
  package let principal: String
  package let key: PublicKey
  /// In seconds since 1970; nil for no limit.
  package let validAfter: Int64?
  package let validBefore: Int64?
  package let location: Location

  package init(
    principal: String, key: PublicKey, validAfter: Int64? = nil, validBefore: Int64? = nil,
    location: Location
  ) {
    self.principal = principal
    self.key = key
    self.validAfter = validAfter
    self.validBefore = validBefore
    self.location = location
  }

  /// Whether the key may sign at a moment, in seconds since 1970. It no longer may in the second
  /// that ends its validity.
  package func isValid(at moment: Int64) -> Bool {
    (validAfter ?? .min) <= moment && moment < (validBefore ?? .max)
  }
}
