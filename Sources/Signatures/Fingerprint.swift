import Crypto

/// The SHA-256 digest of a public key, which names it.
package struct Fingerprint: Hashable, Sendable {
  private let digest: [UInt8]

  init(of blob: [UInt8]) { digest = Array(SHA256.hash(data: blob)) }

  /// Reads `SHA256:` and 43 characters of Base64, as `ssh-keygen -l` writes it.
  package init?(_ text: some Collection<UInt8>) {
    let prefix = Array("SHA256:".utf8)
    guard text.starts(with: prefix), text.count == prefix.count + 43,
      let digest = Base64.decoded(Array(text.dropFirst(prefix.count)) + [UInt8(ascii: "=")])
    else { return nil }
    self.digest = digest
  }
}

extension Fingerprint: CustomStringConvertible {
  package var description: String { "SHA256:\(Base64.unpadded(digest))" }
}
