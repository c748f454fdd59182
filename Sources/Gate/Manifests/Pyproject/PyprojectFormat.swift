import SourceText

/// `pyproject.toml`: the standard tables and those of the tools that install from it.
package enum PyprojectFormat: ManifestFormat {
  package static let id = "pyproject"
  package static let family = ManifestFamily.project
  package static let fileNames = "`pyproject.toml`"

  package static func reads(_ path: RepositoryPath) -> Bool {
    path.name.count == fileName.count
      && zip(path.name, fileName).allSatisfy { byte, expected in
        ((0x41...0x5a).contains(byte) ? byte | 0x20 : byte) == expected
      }
  }

  package static func manifest(of file: SourceFile, as role: DependencyRole) -> Manifest {
    var reader = PyprojectReader(file: file)
    if let problem = ReadableText.problem(in: file, commentDeclaresEncoding: false) {
      reader.report(problem)
      return reader.manifest
    }
    do {
      reader.read(try TOML.parse(file))
    } catch {
      reader.report(Unreadable(error.diagnostic, extent: .file))
    }
    return reader.manifest
  }

  private static let fileName = Array("pyproject.toml".utf8)
}

extension PyprojectReader {
  fileprivate mutating func read(_ root: TOMLTable) {
    readProject(root)
    readDependencyGroups(root["dependency-groups"])
    guard let tools = table(root["tool"]) else { return }
    readPoetry(tools["poetry"])
    readPDM(tools["pdm"])
    readHatch(tools["hatch"])
    readRye(tools["rye"])
    readFlit(tools["flit"])
    readUv(tools["uv"])
  }
}
