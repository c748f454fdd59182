import Gate
import SourceText

extension OverrideDesk {
  /// Writes a document for what a run has stopped, ready to sign.
  package func write(
    _ request: OverrideRequest, for result: GateRun.Result
  ) throws(RunFailure) -> (document: OverrideDocument, path: String) {
    let document: OverrideDocument
    do throws(OverrideRequest.Refusal) {
      document = try request.document(
        for: result.report.judgements, under: result.policy, facts: result.facts)
    } catch {
      throw RunFailure(error.message, help: error.help, exitStatus: 2)
    }
    try Self.check(document)
    return (document, try keep(document))
  }

  /// Throws when what was asked for could not be read again.
  private static func check(_ document: OverrideDocument) throws(RunFailure) {
    let path = RepositoryPath("\(OverrideFolder.path)/\(document.id).yaml")
    let result = OverrideDocument.read(
      SourceFile(path: path, text: document.text), id: document.id)
    if case .failure(let problems) = result {
      throw RunFailure(
        "the override that is asked for would not be valid", exitStatus: 2,
        diagnostics: problems.diagnostics)
    }
  }
}
