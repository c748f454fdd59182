import SourceText

/// `tox.ini` and `tox.toml`: what tox installs into its environments.
// https://tox.wiki/en/latest/config.html
package enum ToxFormat: ManifestFormat {
  package static let id = "tox"
  package static let family = ManifestFamily.environment
  package static let fileNames = "`tox.ini`, `tox.toml`"
  package static let patterns = ["tox.ini", "tox.toml"]

  package static func manifest(of file: SourceFile, as role: DependencyRole) -> Manifest {
    if file.path.name.suffix(5).map({ $0 | 0x20 }).elementsEqual(".toml".utf8) {
      return PyprojectReader.manifest(of: file) { $0.readTox($1) }
    }
    var collector = ManifestCollector()
    if let problem = ReadableText.problem(in: file, commentDeclaresEncoding: false) {
      collector.report(problem)
      return collector.manifest
    }
    // tox 4 reads the file with `configparser`. `iniconfig`, which tox 3 used, refuses more of it
    // and otherwise reads the same, except that it does not fold the case of the options.
    let document = INIDocument(MappedText(file), foldsKeys: true)
    collector.report(document.problems)
    var reader = ToxReader(
      document: document, coreName: ToxReader.coreName, collector: collector)
    reader.read()
    return reader.collector.manifest
  }
}
