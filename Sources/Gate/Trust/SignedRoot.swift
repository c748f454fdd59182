import Signatures
import SourceText

/// The trust file of a tree together with the keys that have signed it.
package struct SignedRoot: Sendable {
  package let root: RootTrust
  private let keys: [PublicKey]

  private static let signatureLimit = 16

  /// Nil where the tree has none. Signatures lie beside it, `trust.json.sig`, `trust.json.2.sig` and so
  /// on; one that is not in order counts for nothing.
  package static func read(
    in tree: FileTree
  ) throws(TreeError) -> Result<SignedRoot?, TrustFileProblems> {
    let file: SourceFile
    switch try TrustedFile.read(RootTrust.path, in: tree) {
    case .success(nil): return .success(nil)
    case .success(let found?): file = found
    case .failure(let problem):
      return .failure(TrustFileProblems(diagnostics: [problem.diagnostic]))
    }
    var keys: [PublicKey] = []
    for path in signaturePaths {
      guard case .file(let bytes) = try tree.entry(path) else { continue }
      do throws(SignatureProblem) {
        let signature = try DetachedSignature(armored: bytes, namespace: RootTrust.namespace)
        try signature.verify(file.bytes)
        keys.append(signature.key)
      } catch {
        // What does not count is told by the number of those that do.
        continue
      }
    }
    return RootTrust.read(file).map { SignedRoot(root: $0, keys: keys) }
  }

  static let signaturePaths = (1...signatureLimit).map { number in
    RepositoryPath("\(RootTrust.path)\(number == 1 ? "" : ".\(number)").sig")
  }

  /// Why it is not what the keys of a pin and its own root have signed; nil where it is.
  package func flaw(under pin: RootPin) -> String? {
    let count = Set(keys.map(\.fingerprint)).intersection(pin.fingerprints).count
    if count < pin.threshold {
      return "it takes \(pin.threshold) of the signatures of the pinned keys, and has \(count)"
    }
    return shortage(of: root)
  }

  /// Why it cannot follow an earlier one, which has to be signed by both, and numbered one below it. Nil
  /// where it can.
  func flaw(following earlier: RootTrust?) -> String? {
    guard let earlier else { return shortage(of: root) }
    if root.version != earlier.version + 1 {
      return "its version is \(root.version), and \(earlier.version + 1) is due"
    }
    return shortage(of: earlier) ?? shortage(of: root)
  }

  /// Why a root has not signed it.
  func shortage(of root: RootTrust) -> String? {
    let due = root.roles[RootTrust.rootRole]?.threshold ?? 1
    let count = root.countOfRoot(among: keys)
    guard count < due else { return nil }
    return "the root of version \(root.version) takes \(due) signatures, and has \(count)"
  }
}
