import SourceText

/// Python code: what it imports, and the metadata block of a script.
package enum PythonFormat: ManifestFormat {
  package static let id = "python"
  package static let family = ManifestFamily.script
  package static let fileNames = "`*.py`, `*.pyw`: imports, and the metadata of scripts (PEP 723)"
  package static let patterns = ["*.py", "*.pyw"]

  /// Files in which a tool looks for dependencies have formats of their own.
  package static func reads(_ path: RepositoryPath) -> Bool {
    let name = path.name.map { $0.isASCIIUppercase ? $0 | 0x20 : $0 }
    return !["setup.py", "noxfile.py"].contains { name.elementsEqual($0.utf8) }
  }

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

extension UInt8 {
  fileprivate var isASCIIUppercase: Bool { (0x41...0x5a).contains(self) }
}

extension DependencyKind {
  /// What code that cannot be read would import.
  static let anyImport = DependencyKind.imported(module: "", isOptional: false)
}
