import SourceText

/// Python code: what it imports, and the metadata block of a script.
package enum PythonFormat: ManifestFormat {
  package static let id = "python"
  package static let family = ManifestFamily.script
  package static let fileNames = "`*.py`, `*.pyw`: imports, and the metadata of scripts (PEP 723)"
  package static let patterns = ["*.py", "*.pyw"]

  package static func manifest(of file: SourceFile, as role: DependencyRole) -> Manifest {
    var manifest = Manifest()
    if let problem = PythonSource.problem(in: file, kind: .anyImport) {
      manifest.unreadable.append(problem)
      return manifest
    }
    let text = MappedText(file)
    ScriptMetadata.read(text, into: &manifest)
    PythonImports.read(text, into: &manifest)
    return manifest
  }
}

extension DependencyKind {
  /// What code that cannot be read would import.
  static let anyImport = DependencyKind.imported(module: "", isOptional: false)
}
