import Signatures
import SourceText

/// Whose signatures count and what has been taken back: read from the base, never from the change.
package struct OverrideTrust: Sendable {
  package let signers: AllowedSigners
  package let revocations: Revocations
  /// What operators say beside their floors, all of which holds too.
  package private(set) var floors: [Floor] = []

  /// Keys and revocations of an operator, beside those of a repository.
  package struct Floor: Sendable {
    /// Nil where the operator names none: then whose key is whose is the repository's to say.
    package let signers: AllowedSigners?
    package let revocations: Revocations
  }

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

  /// The same, where some of it counts only as far as operators let it.
  package func above(_ floors: [Floor]) -> OverrideTrust {
    var trust = self
    trust.floors = floors
    return trust
  }

  /// The same with the people of a root, where there is one, in place of those whom the base names.
  package func rooted(in root: RootTrust?) -> OverrideTrust {
    guard let root else { return self }
    return OverrideTrust(signers: root.signers, revocations: revocations).above(floors)
  }

  /// Whether the base or an operator has taken back the document of an id.
  func revokes(_ id: String) -> Bool { allRevocations.contains { $0.overrides.contains(id) } }

  func revokes(_ key: PublicKey) -> Bool { allRevocations.contains { $0.contains(key) } }

  /// The lowest serial that a document may have.
  package var minimumSerial: Int { allRevocations.map(\.minimumSerial).reduce(0, max) }

  private var allRevocations: [Revocations] { [revocations] + floors.map(\.revocations) }

  /// What a tree says; a file that is missing names nobody. A file that cannot be read is an error:
  /// what it revokes is not known.
  package static func read(
    in tree: FileTree
  ) throws(TreeError) -> Result<OverrideTrust, TrustFileProblems> {
    var diagnostics: [Diagnostic] = []
    func file(_ path: RepositoryPath) throws(TreeError) -> SourceFile? {
      switch try TrustedFile.read(path, in: tree) {
      case .success(let file): return file
      case .failure(let problem):
        diagnostics.append(problem.diagnostic)
        return nil
      }
    }
    let signers = try file(signersPath)
    let revocations = try file(revocationsPath)
    let read = Floor.read(signers: signers, revocations: revocations, &diagnostics)
    return diagnostics.isEmpty
      ? .success(
        OverrideTrust(
          signers: read.signers ?? AllowedSigners(), revocations: read.revocations))
      : .failure(TrustFileProblems(diagnostics: diagnostics))
  }
}

extension OverrideTrust.Floor {
  /// Reads what an operator keeps beside a floor, each where it is there.
  package static func read(
    signers: SourceFile?, revocations: SourceFile?
  ) -> Result<OverrideTrust.Floor, TrustFileProblems> {
    var diagnostics: [Diagnostic] = []
    let floor = read(signers: signers, revocations: revocations, &diagnostics)
    return diagnostics.isEmpty
      ? .success(floor) : .failure(TrustFileProblems(diagnostics: diagnostics))
  }

  fileprivate static func read(
    signers: SourceFile?, revocations: SourceFile?, _ diagnostics: inout [Diagnostic]
  ) -> OverrideTrust.Floor {
    func value<Value>(_ result: Result<Value, TrustFileProblems>) -> Value? {
      switch result {
      case .success(let value): return value
      case .failure(let problems):
        diagnostics += problems.diagnostics
        return nil
      }
    }
    let people = signers.flatMap { file in
      value(
        AllowedSigners.read(
          file, namespace: OverrideTrust.namespace, moment: { Timestamp($0)?.seconds }))
    }
    let revoked = revocations.flatMap { file in
      value(Revocations.read(file, isID: { OverrideDocument.isID($0) }))
    }
    return OverrideTrust.Floor(signers: people, revocations: revoked ?? Revocations())
  }
}
