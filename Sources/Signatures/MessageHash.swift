import Crypto

/// A hash that stands for what is signed.
package enum MessageHash: String, Hashable, Sendable {
  case sha256, sha512

  package func digest(of bytes: [UInt8]) -> [UInt8] {
    switch self {
    case .sha256: Array(SHA256.hash(data: bytes))
    case .sha512: Array(SHA512.hash(data: bytes))
    }
  }
}
