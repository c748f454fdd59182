import Crypto
import CryptoExtras

/// A public key of a kind whose signatures are accepted, in OpenSSH's form.
///
/// The bytes of a key are canonical, so two keys are the same just when their bytes are.
package struct PublicKey: Hashable, Sendable {
  /// The key as it is written in Base64.
  package let blob: [UInt8]
  let material: Material

  /// What a signature is verified with; the points of curves are known to lie on them.
  enum Material: Hashable, Sendable {
    case ed25519([UInt8])
    case ecdsa(EllipticCurve, point: [UInt8])
    case rsa(modulus: [UInt8], exponent: [UInt8])
  }

  /// How long an RSA key may be.
  package static let rsaBits = 3072...8192
  private static let blobLimit = 4096

  package init(blob: some Collection<UInt8>) throws(KeyProblem) {
    guard blob.count <= Self.blobLimit else { throw .malformed }
    var reader = WireReader(blob)
    guard let type = reader.text() else { throw .malformed }
    material = try Self.material(ofType: type, &reader)
    guard reader.isAtEnd else { throw .malformed }
    self.blob = Array(blob)
  }

  /// Reads the two words of a key as files of keys have them.
  package init(type: String, base64: some Collection<UInt8>) throws(KeyProblem) {
    guard let blob = Base64.decoded(base64) else { throw .malformed }
    var reader = WireReader(blob)
    guard let found = reader.text() else { throw .malformed }
    // A word that is no type at all says more than that it is another than the key's.
    guard found.utf8.elementsEqual(type.utf8) else {
      throw .otherType(named: type, found: String(found.prefix(64)))
    }
    try self.init(blob: blob)
  }

  package static func == (a: Self, b: Self) -> Bool { a.blob == b.blob }

  package func hash(into hasher: inout Hasher) { hasher.combine(blob) }

  package var fingerprint: Fingerprint { Fingerprint(of: blob) }

  /// The kind of key as a reader knows it: `Ed25519`, `RSA 3072`.
  package var kind: String {
    switch material {
    case .ed25519: "Ed25519"
    case .ecdsa(let curve, _): "ECDSA \(curve.rawValue)"
    case .rsa(let modulus, _): "RSA \(Self.bitCount(modulus))"
    }
  }

  private static func material(
    ofType type: String, _ reader: inout WireReader
  ) throws(KeyProblem) -> Material {
    switch type {
    case "ssh-ed25519":
      guard let point = reader.string(), point.count == 32 else { throw .malformed }
      return .ed25519(Array(point))
    case "ssh-rsa":
      guard let exponent = reader.positiveInteger(), let modulus = reader.positiveInteger() else {
        throw .malformed
      }
      return try rsa(modulus: modulus, exponent: exponent)
    default:
      guard let curve = EllipticCurve(keyType: type) else { throw .type(type) }
      guard let name = reader.string(), name.elementsEqual(curve.rawValue.utf8),
        let point = reader.string(), curve.hasPoint(Array(point))
      else { throw .malformed }
      return .ecdsa(curve, point: Array(point))
    }
  }

  private static func rsa(
    modulus: ArraySlice<UInt8>, exponent: ArraySlice<UInt8>
  ) throws(KeyProblem) -> Material {
    let bits = bitCount(modulus)
    if bits < rsaBits.lowerBound { throw .shortRSA(bits: bits) }
    if bits > rsaBits.upperBound { throw .longRSA(bits: bits) }
    guard let last = modulus.last, last & 1 == 1 else { throw .malformed }
    // https://csrc.nist.gov/pubs/fips/186-5/final, A.1.1: odd, and above 2¹⁶; 32 bits are plenty.
    guard exponent.count <= 4, exponent.reduce(0 as UInt64, { $0 << 8 | UInt64($1) }) > 0x1_0000,
      let lowest = exponent.last, lowest & 1 == 1
    else { throw .smallExponent }
    return .rsa(modulus: Array(modulus), exponent: Array(exponent))
  }

  private static func bitCount(_ magnitude: some Collection<UInt8>) -> Int {
    magnitude.count * 8 - (magnitude.first?.leadingZeroBitCount ?? 0)
  }
}
