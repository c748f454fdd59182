/// A signature as `ssh-keygen -Y sign` writes it, read strictly: what OpenSSH tolerates and nobody
/// needs is refused.
///
/// https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.sshsig
package struct DetachedSignature: Hashable, Sendable {
  package let key: PublicKey
  let namespace: String
  let hash: MessageHash
  let value: Value

  /// The signature itself, in the form in which its key verifies it.
  enum Value: Hashable, Sendable {
    case ed25519([UInt8])
    /// Both numbers at the curve's full width.
    case ecdsa([UInt8])
    case rsa(MessageHash, [UInt8])
  }

  /// Reads the text of a signature that was made for a purpose.
  package init(armored text: [UInt8], namespace: String) throws(SignatureProblem) {
    let bytes = try SignatureArmor.contents(of: text)
    var reader = WireReader(bytes)
    guard reader.bytes(6)?.elementsEqual(Self.magic) == true, let version = reader.number() else {
      throw .malformed
    }
    guard version == 1 else { throw .version(version) }
    guard let key = reader.string(), let found = reader.text(), let reserved = reader.string(),
      let hash = reader.text(), let signature = reader.string(), reader.isAtEnd
    else { throw .malformed }
    do throws(KeyProblem) {
      self.key = try PublicKey(blob: key)
    } catch {
      throw .key(error)
    }
    guard found.utf8.elementsEqual(namespace.utf8) else { throw .otherNamespace(Self.shown(found)) }
    self.namespace = namespace
    guard reserved.isEmpty else { throw .reservedData }
    guard let known = MessageHash(rawValue: hash) else { throw .unknownHash(Self.shown(hash)) }
    self.hash = known
    value = try Value(signature, of: self.key)
  }

  static let magic = Array("SSHSIG".utf8)

  fileprivate static func shown(_ text: String) -> String {
    String(text.unicodeScalars.prefix(64).map(Character.init))
  }
}

extension DetachedSignature.Value {
  init(_ bytes: ArraySlice<UInt8>, of key: PublicKey) throws(SignatureProblem) {
    var reader = WireReader(bytes)
    guard let algorithm = reader.text(), let signature = reader.string(), reader.isAtEnd else {
      throw .malformed
    }
    switch (key.material, algorithm) {
    case (.ed25519, "ssh-ed25519"):
      guard signature.count == 64 else { throw .malformed }
      self = .ed25519(Array(signature))
    case (.ecdsa(let curve, _), _) where algorithm == curve.keyType:
      var numbers = WireReader(signature)
      guard let r = numbers.positiveInteger(), let s = numbers.positiveInteger(), numbers.isAtEnd,
        r.count <= curve.width, s.count <= curve.width
      else { throw .malformed }
      func padded(_ number: ArraySlice<UInt8>) -> [UInt8] {
        Array(repeating: 0, count: curve.width - number.count) + number
      }
      self = .ecdsa(padded(r) + padded(s))
    case (.rsa, "ssh-rsa"): throw .sha1
    case (.rsa(let modulus, _), "rsa-sha2-256"), (.rsa(let modulus, _), "rsa-sha2-512"):
      guard signature.count == modulus.count else { throw .malformed }
      self = .rsa(algorithm == "rsa-sha2-256" ? .sha256 : .sha512, Array(signature))
    default: throw .otherAlgorithm(DetachedSignature.shown(algorithm))
    }
  }
}
