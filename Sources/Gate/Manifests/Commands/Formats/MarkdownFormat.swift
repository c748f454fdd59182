import SourceText

/// Text that people and agents read and may follow.
package enum MarkdownFormat: ManifestFormat {
  package static let id = "markdown"
  package static let family = ManifestFamily.prose
  package static let fileNames =
    "`*.md`, `*.mdx`, `*.mdc`, `*.markdown`, `*.rst`, `.cursorrules`, `.windsurfrules`, `.clinerules`, "
    + "`.goosehints`, `.aiderrules`, `llms.txt`, `llms-full.txt`"

  package static let patterns = [
    "*.md", "*.mdx", "*.mdc", "*.markdown", "*.rst", ".cursorrules", ".windsurfrules",
    ".clinerules", ".goosehints", ".aiderrules", "llms.txt", "llms-full.txt",
  ]

  package static func manifest(of file: SourceFile, as role: DependencyRole) -> Manifest {
    CommandFile.manifest(of: file, kind: .prose) { text, manifest in
      let isMarkdown = !file.path.name.suffix(4).map { $0 | 0x20 }.elementsEqual(".rst".utf8)
      var reader = ProseReader(text, hasFences: isMarkdown)
      reader.readAll()
      manifest = reader.manifest
    }
  }
}
