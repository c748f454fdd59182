import Signatures
import SourceText

/// Whose signatures count and what has been taken back: read from the base, never from the change.
package struct OverrideTrust: Sendable {
  package let signers: AllowedSigners
  package let revocations: Revocations

  /// What signatures of overrides are for.
  package static let namespace = "pipgate-override"
  package static let signersPath: RepositoryPath = ".pipgate/allowed_signers"
  package static let revocationsPath: RepositoryPath = ".pipgate/revoked"

  package init(
    signers: AllowedSigners = AllowedSigners(), revocations: Revocations = Revocations()
  ) {
    self.signers = signers
    self.revocations = revocations
  }

  /// What a tree says; a file that is missing names nobody. A file that cannot be read is an error:
  /// what it revokes is not known.
  package static func read(
    in tree: FileTree
  ) throws(TreeError) -> Result<OverrideTrust, TrustFileProblems> {
    var signers = AllowedSigners()
    var revocations = Revocations()
    var diagnostics: [Diagnostic] = []
    switch try TrustedFile.read(signersPath, in: tree) {
    case .success(nil): break
    case .success(let file?):
      switch AllowedSigners.read(
        file, namespace: namespace, moment: { Timestamp($0)?.seconds })
      {
      case .success(let read): signers = read
      case .failure(let problems): diagnostics += problems.diagnostics
      }
    case .failure(let problem): diagnostics.append(problem.diagnostic)
    }
    switch try TrustedFile.read(revocationsPath, in: tree) {
    case .success(nil): break
    case .success(let file?):
      switch Revocations.read(file, isID: { OverrideDocument.isID($0) }) {
      case .success(let read): revocations = read
      case .failure(let problems): diagnostics += problems.diagnostics
      }
    case .failure(let problem): diagnostics.append(problem.diagnostic)
    }
    return diagnostics.isEmpty
      ? .success(OverrideTrust(signers: signers, revocations: revocations))
      : .failure(TrustFileProblems(diagnostics: diagnostics))
  }
}
