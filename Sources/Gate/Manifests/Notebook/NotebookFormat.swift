import SourceText

/// Jupyter notebooks: what their code cells import and install.
package enum NotebookFormat: ManifestFormat {
  package static let id = "notebook"
  package static let family = ManifestFamily.script
  package static let fileNames = "`*.ipynb`"
  package static let patterns = ["*.ipynb"]

  package static func manifest(of file: SourceFile, as role: DependencyRole) -> Manifest {
    var manifest = Manifest()
    let notebook: NotebookCells
    do {
      notebook = try NotebookCells(file)
    } catch {
      // A file without a byte is what an editor leaves of a new notebook.
      if !file.bytes.isEmpty {
        manifest.unreadable.append(
          Unreadable(error.diagnostic(in: file), extent: .file, kind: .command))
      }
      return manifest
    }
    for cell in notebook.cells where cell.kind != .other {
      let text = notebook.text(of: cell)
      if manifest.isFull {
        manifest.unreadable.append(.tooMany(at: text.location))
        return manifest
      }
      if cell.kind == .markdown {
        readProse(text, into: &manifest)
      } else {
        read(text, in: cell.language ?? notebook.language ?? "python", into: &manifest)
      }
    }
    return manifest
  }

  /// Instructions between the code are read as in Markdown.
  private static func readProse(_ text: MappedText, into manifest: inout Manifest) {
    var reader = ProseReader(text, hasFences: true)
    reader.readAll()
    manifest.dependencies += reader.manifest.dependencies
    manifest.options += reader.manifest.options
    manifest.unreadable += reader.manifest.unreadable
  }

  private static func read(_ text: MappedText, in language: String, into manifest: inout Manifest) {
    guard String(validating: text.content, as: UTF8.self) != nil else {
      manifest.unreadable.append(
        Unreadable(
          Diagnostic(
            "the cell is not UTF-8", at: text.location, help: "save the notebook as UTF-8"),
          extent: .declaration, kind: .command))
      return
    }
    let language = language.lowercased()
    if shellLanguages.contains(language) {
      CommandText(form: .script(text), shell: .posix).read(into: &manifest)
    } else if pythonLanguages.contains(where: { language.contains($0) }) {
      let code = NotebookCode(text)
      for command in code.commands { command.read(into: &manifest) }
      if let python = code.python { PythonImports.read(python, into: &manifest) }
    }
  }

  private static let shellLanguages: Set<String> = ["bash", "sh", "shell", "shellscript", "zsh"]
  private static let pythonLanguages = ["python", "sage", "pyspark"]
}
