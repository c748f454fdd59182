/// Why a signature is not accepted.
package enum SignatureProblem: Error, Hashable {
  case tooLarge(limit: Int)
  /// The text is not one armored block and nothing else.
  case armor(Armor)
  case version(UInt32)
  /// A signature for another purpose, such as a commit.
  case otherNamespace(String)
  /// Something stands where the format reserves room.
  case reservedData
  case unknownHash(String)
  case sha1
  /// The algorithm is not one that the key has.
  case otherAlgorithm(String)
  case key(KeyProblem)
  case malformed
  /// The signature is in order, and is not that of this document by this key.
  case doesNotVerify

  /// What is wrong with the text around a signature.
  package enum Armor: Hashable, Sendable {
    case carriageReturn, noBeginning, noEnding, moreThanOne, base64
  }
}

extension SignatureProblem: CustomStringConvertible {
  /// What is so, in lower case and without a final stop. May quote a stranger's text.
  package var description: String {
    switch self {
    case .tooLarge(let limit): "the signature is larger than \(limit) bytes"
    case .armor(let armor): armor.description
    case .version(let version): "the signature has version \(version), and only version 1 is known"
    case .otherNamespace(let name): "the signature is for '\(name)', not for overrides"
    case .reservedData: "the signature carries data that nobody has given a meaning"
    case .unknownHash(let name): "'\(name)' is not a hash that is accepted: sha256 and sha512 are"
    case .sha1: "signatures with SHA-1 are not accepted"
    case .otherAlgorithm(let name): "'\(name)' is not an algorithm that is accepted for this key"
    case .key(let problem): problem.description
    case .malformed: "the signature is malformed"
    case .doesNotVerify: "the signature is not that of this document"
    }
  }
}

extension SignatureProblem.Armor {
  fileprivate var description: String {
    switch self {
    case .carriageReturn: "the signature has a carriage return"
    case .noBeginning: "the file does not begin with '-----BEGIN SSH SIGNATURE-----'"
    case .noEnding: "the file does not end with '-----END SSH SIGNATURE-----' and a line feed"
    case .moreThanOne: "the file holds more than one signature"
    case .base64: "the signature is not written in even lines of Base64"
    }
  }
}
