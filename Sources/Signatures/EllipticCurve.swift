import Crypto

/// The NIST curves of RFC 5656, each with the hash that belongs to it.
enum EllipticCurve: String, Hashable, Sendable, CaseIterable {
  case p256 = "nistp256"
  case p384 = "nistp384"
  case p521 = "nistp521"

  /// What keys and signatures on this curve are called.
  var keyType: String { "ecdsa-sha2-\(rawValue)" }

  init?(keyType: String) {
    guard let curve = Self.allCases.first(where: { $0.keyType.utf8.elementsEqual(keyType.utf8) })
    else { return nil }
    self = curve
  }

  /// The bytes of a coordinate, and of each half of a signature.
  var width: Int {
    switch self {
    case .p256: 32
    case .p384: 48
    case .p521: 66
    }
  }

  /// Whether bytes are an uncompressed point of this curve.
  func hasPoint(_ point: [UInt8]) -> Bool {
    guard point.count == 1 + 2 * width, point.first == 0x04 else { return false }
    switch self {
    case .p256: return (try? P256.Signing.PublicKey(x963Representation: point)) != nil
    case .p384: return (try? P384.Signing.PublicKey(x963Representation: point)) != nil
    case .p521: return (try? P521.Signing.PublicKey(x963Representation: point)) != nil
    }
  }

  /// Whether `signature`, both halves at their full width, is that of a point over bytes.
  func verifies(_ signature: [UInt8], over bytes: [UInt8], with point: [UInt8]) -> Bool {
    do {
      switch self {
      case .p256:
        return try P256.Signing.PublicKey(x963Representation: point).isValidSignature(
          P256.Signing.ECDSASignature(rawRepresentation: signature), for: bytes)
      case .p384:
        return try P384.Signing.PublicKey(x963Representation: point).isValidSignature(
          P384.Signing.ECDSASignature(rawRepresentation: signature), for: bytes)
      case .p521:
        return try P521.Signing.PublicKey(x963Representation: point).isValidSignature(
          P521.Signing.ECDSASignature(rawRepresentation: signature), for: bytes)
      }
    } catch {
      return false
    }
  }
}
