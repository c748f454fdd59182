import SourceText

/// Files of Docker and Podman that build images.
package enum DockerfileFormat: ManifestFormat {
  package static let id = "dockerfile"
  package static let family = ManifestFamily.command
  package static let fileNames =
    "`Dockerfile`, `Dockerfile.*`, `*.Dockerfile`, `Containerfile`, `Containerfile.*`"
  package static let patterns = [
    "dockerfile", "dockerfile.*", "dockerfile-*", "*.dockerfile", "containerfile",
    "containerfile.*", "*.containerfile",
  ]

  package static func manifest(of file: SourceFile, as role: DependencyRole) -> Manifest {
    CommandFile.manifest(of: file, kind: .command) { text, manifest in
      DockerfileReader.read(text, into: &manifest)
    }
  }
}
