import Crypto
import CryptoExtras

extension DetachedSignature {
  /// Throws unless this is the key's signature over exactly these bytes.
  package func verify(_ document: [UInt8]) throws(SignatureProblem) {
    guard verifies(signedBytes(for: document)) else { throw .doesNotVerify }
  }

  /// What is signed in place of the document.
  private func signedBytes(for document: [UInt8]) -> [UInt8] {
    var bytes = Self.magic
    for part in [Array(namespace.utf8), [], Array(hash.rawValue.utf8), hash.digest(of: document)] {
      let count = UInt32(part.count)
      for shift in [24, 16, 8, 0] as [UInt32] { bytes.append(UInt8(count >> shift & 0xff)) }
      bytes += part
    }
    return bytes
  }

  private func verifies(_ bytes: [UInt8]) -> Bool {
    do {
      switch (key.material, value) {
      case (.ed25519(let point), .ed25519(let signature)):
        return try Curve25519.Signing.PublicKey(rawRepresentation: point)
          .isValidSignature(signature, for: bytes)
      case (.ecdsa(let curve, let point), .ecdsa(let signature)):
        return curve.verifies(signature, over: bytes, with: point)
      case (.rsa(let modulus, let exponent), .rsa(let hash, let signature)):
        let key = try _RSA.Signing.PublicKey(n: modulus, e: exponent)
        let signature = _RSA.Signing.RSASignature(rawRepresentation: signature)
        return switch hash {
        case .sha256:
          key.isValidSignature(
            signature, for: SHA256.hash(data: bytes), padding: .insecurePKCS1v1_5)
        case .sha512:
          key.isValidSignature(
            signature, for: SHA512.hash(data: bytes), padding: .insecurePKCS1v1_5)
        }
      default: return false
      }
    } catch {
      return false
    }
  }
}
