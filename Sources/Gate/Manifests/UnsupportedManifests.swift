import SourceText

/// Files that declare dependencies in a way that is not read: named when they change, never passed
/// over in silence.
package enum UnsupportedManifests {
  package static let patterns = [
    "setup.py", "setup.cfg", "pipfile", "pipfile.lock", "poetry.lock", "uv.lock", "pdm.lock",
    "pylock.toml", "pylock.*.toml", "pixi.toml", "pixi.lock", "conda-lock.yml", "environment.yml",
    "environment.yaml", "environment-*.yml", "environment-*.yaml", "environment_*.yml",
    "conda-lock.yaml", "*.conda-lock.yml", "meta.yaml", "recipe.yaml", "conda.yml", "conda.yaml",
    "anaconda-project.yml", "tox.ini", "tox.toml", "noxfile.py", "buildout.cfg", "hatch.toml",
    "uv.toml", "pdm.toml", "poetry.toml", "pip.conf", "pip.ini", ".pre-commit-config.yaml",
    ".pre-commit-config.yml", "requirements*.yml", "requirements*.yaml", "pants.toml",
    "constraints.yaml", "dockerfile", "dockerfile.*", "*.dockerfile", "containerfile",
    "easy-install.pth", "pex.toml", "pyodide-lock.json",
  ]

  package static func contains(_ path: RepositoryPath) -> Bool { table.contains(path) }

  private static let table = PathTable(patterns)
}
