/// Why a public key is not accepted.
package enum KeyProblem: Error, Hashable {
  case shortRSA(bits: Int)
  case longRSA(bits: Int)
  case smallExponent
  case dsa
  /// A key that a certificate authority vouches for, by its type.
  case certificate(String)
  /// A key in a FIDO token, by its type.
  case securityKey(String)
  case unknownType(String)
  /// A line names one type, and its key is of another.
  case otherType(named: String, found: String)
  case malformed
}

extension KeyProblem: CustomStringConvertible {
  /// What is so, in lower case and without a final stop. May quote a stranger's text.
  package var description: String {
    switch self {
    case .shortRSA(let bits):
      "an RSA key of \(bits) bits is too short: it takes at least \(PublicKey.rsaBits.lowerBound)"
    case .longRSA(let bits):
      "an RSA key of \(bits) bits is too long: it may have \(PublicKey.rsaBits.upperBound)"
    case .smallExponent: "an RSA key with such an exponent is not accepted: 65537 is usual"
    case .dsa: "DSA keys are not accepted"
    case .certificate(let type): "certificates are not accepted: '\(type)'"
    case .securityKey(let type): "keys of security tokens are not accepted yet: '\(type)'"
    case .unknownType(let type): "'\(type)' is not a type of key that is accepted"
    case .otherType(let named, let found): "'\(named)' is said of a key of the type '\(found)'"
    case .malformed: "the key is malformed"
    }
  }

  /// What to do about it, one imperative sentence.
  package var help: String {
    switch self {
    case .otherType, .malformed: "copy the line from the '.pub' file of the key"
    default: "use a key that 'ssh-keygen -t ed25519' makes"
    }
  }

  /// What a type that is not read stands for.
  static func type(_ name: some StringProtocol) -> KeyProblem {
    let shown = String(name.unicodeScalars.prefix(64).map(Character.init))
    let bytes = Array(name.utf8)
    if bytes.elementsEqual("ssh-dss".utf8) { return .dsa }
    if bytes.count > certificateEnding.count,
      bytes.suffix(certificateEnding.count).elementsEqual(certificateEnding)
    {
      return .certificate(shown)
    }
    return bytes.starts(with: "sk-".utf8) ? .securityKey(shown) : .unknownType(shown)
  }

  private static let certificateEnding = Array("-cert-v01@openssh.com".utf8)
}
