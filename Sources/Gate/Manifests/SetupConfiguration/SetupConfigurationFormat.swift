import SourceText

/// `setup.cfg`: what setuptools and the tools that came before it declare there, and tox's settings.
package enum SetupConfigurationFormat: ManifestFormat {
  package static let id = "setup-cfg"
  package static let family = ManifestFamily.project
  package static let fileNames = "`setup.cfg`"
  package static let patterns = ["setup.cfg"]

  package static func manifest(of file: SourceFile, as role: DependencyRole) -> Manifest {
    var reader = SetupConfigurationReader()
    if let problem = ReadableText.problem(in: file, commentDeclaresEncoding: false) {
      reader.collector.report(problem)
    } else {
      reader.read(MappedText(file))
    }
    return reader.collector.manifest
  }
}
