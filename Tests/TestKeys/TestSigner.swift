import Crypto
import Signatures

/// A person with an Ed25519 key that is the same in every run, who signs without a tool.
package struct TestSigner: Sendable {
  package let principal: String
  private let seed: UInt8

  package init(_ principal: String, seed: UInt8) {
    self.principal = principal
    self.seed = seed
  }

  private func secret() throws -> Curve25519.Signing.PrivateKey {
    try Curve25519.Signing.PrivateKey(rawRepresentation: Array(repeating: seed, count: 32))
  }

  private func blob() throws -> [UInt8] {
    WireWriter.string("ssh-ed25519")
      + WireWriter.string(Array(try secret().publicKey.rawRepresentation))
  }

  /// The line of the key in a list of signers; options follow the namespaces.
  package func line(_ options: String = "") throws -> String {
    "\(principal) namespaces=\"\(testNamespace)\"\(options) \(try keyText())\n"
  }

  /// The two words of the key.
  package func keyText() throws -> String {
    "ssh-ed25519 \(WireWriter.base64(try blob()))"
  }

  /// The signature's file.
  package func sign(_ document: [UInt8], for namespace: String = testNamespace) throws -> [UInt8] {
    let digest = Array(SHA512.hash(data: document))
    let signed =
      Array("SSHSIG".utf8) + WireWriter.string(namespace) + WireWriter.string("")
      + WireWriter.string("sha512") + WireWriter.string(digest)
    return WireWriter.Blob(
      key: try blob(), namespace: namespace, algorithm: "ssh-ed25519",
      signature: Array(try secret().signature(for: signed))
    ).armored
  }
}
