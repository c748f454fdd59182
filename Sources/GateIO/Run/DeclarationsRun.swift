import Gate
import SourceText

/// Lists what one side of a change declares, unjudged.
package struct DeclarationsRun {
  private let request: RunRequest

  package init(_ request: RunRequest) { self.request = request }

  package func declarations() throws(RunFailure) -> Declarations {
    let proposal = try Proposal(request)
    let change = proposal.change
    let policy = try PolicySource(request: request).policy(for: proposal)
    let selection = (policy?.manifests ?? ManifestSelection()).naming(change.named)
    do {
      return try Declarations.read(
        change.files.filter { $0.after != nil }.map(\.path), in: change.head, as: selection,
        sharing: Processors.sharing, modules: BuiltIn.modules)
    } catch {
      throw RunFailure(error)
    }
  }
}
