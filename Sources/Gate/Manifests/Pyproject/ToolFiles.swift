import SourceText

/// `hatch.toml`: what `[tool.hatch]` holds, at the top level of a file of its own.
package enum HatchFormat: ManifestFormat {
  package static let id = "hatch"
  package static let family = ManifestFamily.environment
  package static let fileNames = "`hatch.toml`"
  package static let patterns = ["hatch.toml"]

  package static func manifest(of file: SourceFile, as role: DependencyRole) -> Manifest {
    PyprojectReader.manifest(of: file) { $0.readHatch($1) }
  }
}

/// `uv.toml`: what `[tool.uv]` holds; above all, which indexes are asked.
package enum UvFormat: ManifestFormat {
  package static let id = "uv"
  package static let family = ManifestFamily.project
  package static let fileNames = "`uv.toml`"
  package static let patterns = ["uv.toml"]

  package static func manifest(of file: SourceFile, as role: DependencyRole) -> Manifest {
    PyprojectReader.manifest(of: file) { $0.readUv($1) }
  }
}

/// `pixi.toml`: conda and Python projects of Pixi's environments.
package enum PixiFormat: ManifestFormat {
  package static let id = "pixi"
  package static let family = ManifestFamily.environment
  package static let fileNames = "`pixi.toml`"
  package static let patterns = ["pixi.toml"]

  package static func manifest(of file: SourceFile, as role: DependencyRole) -> Manifest {
    PyprojectReader.manifest(of: file) { $0.readPixi($1) }
  }
}
