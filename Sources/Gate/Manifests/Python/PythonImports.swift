import SourceText

/// Finds the modules that Python code imports: by statements anywhere, and by `import_module` and
/// `__import__` where they are given a literal. Relative imports name no project.
package enum PythonImports {
  /// `provided` names the modules, by their first component, that whoever runs the file brings along.
  package static func read(
    _ text: MappedText, providing provided: [String] = [], into manifest: inout Manifest
  ) {
    // Most data files lack the word.
    guard text.mentions("import", rareOffset: 1) else { return }
    var reader = PythonImportReader(text)
    reader.read()
    for found in reader.imports {
      if provided.contains(String(found.module.prefix { $0 != "." })) {
        continue
      }
      if manifest.isFull {
        manifest.unreadable.append(.tooMany(at: found.location))
        return
      }
      manifest.imports.append(found)
    }
    for problem in reader.unreadable where !manifest.isFull { manifest.unreadable.append(problem) }
  }
}
