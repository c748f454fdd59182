import SourceText

/// `pyproject.toml`: the standard tables and those of the tools that install from it.
package enum PyprojectFormat: ManifestFormat {
  package static let id = "pyproject"
  package static let family = ManifestFamily.project
  package static let fileNames = "`pyproject.toml`"
  package static let patterns = ["pyproject.toml"]

  package static func manifest(of file: SourceFile, as role: DependencyRole) -> Manifest {
    PyprojectReader.manifest(of: file) { $0.read($1) }
  }
}

extension PyprojectReader {
  /// Reads a TOML file whose top level `read` knows.
  static func manifest(
    of file: SourceFile, reading read: (inout PyprojectReader, TOMLTable) -> Void
  ) -> Manifest {
    var reader = PyprojectReader(file: file)
    if let problem = ReadableText.problem(in: file, commentDeclaresEncoding: false) {
      reader.report(problem)
      return reader.manifest
    }
    do {
      read(&reader, try TOML.parse(file))
      reader.resolveIndexes()
    } catch {
      reader.report(Unreadable(error.diagnostic, extent: .file))
    }
    return reader.manifest
  }

  fileprivate mutating func read(_ root: TOMLTable) {
    readProject(root)
    readDependencyGroups(root["dependency-groups"])
    guard let tools = table(root["tool"]) else { return }
    readPoetry(tools["poetry"])
    readPDM(tools["pdm"])
    if let hatch = table(tools["hatch"]) { readHatch(hatch) }
    readRye(tools["rye"])
    readFlit(tools["flit"])
    readWheelBuilds(tools["cibuildwheel"])
    if let pixi = table(tools["pixi"]) { readPixi(pixi) }
    if let tox = table(tools["tox"]) { readTox(tox) }
    if let uv = table(tools["uv"]) { readUv(uv) }
  }
}
