import SourceText

/// Files that declare dependencies in a way that is not read: named when they change, never passed
/// over in silence.
package enum UnsupportedManifests {
  package static let patterns = [
    "pixi.lock", "conda-lock.yml", "conda-lock.yaml",
    "*.conda-lock.yml", "meta.yaml", "recipe.yaml", "anaconda-project.yml", "buildout.cfg",
    "pdm.toml", "poetry.toml", "pip.conf", "pip.ini", "requirements*.yml", "requirements*.yaml",
    "pants.toml", "constraints.yaml", "easy-install.pth", "pex.toml", "pyodide-lock.json",
  ]

  package static func contains(_ path: RepositoryPath) -> Bool { table.contains(path) }

  /// Names under which most files have nothing to do with Python.
  package static let ambiguousPatterns = [
    "build", "build.bazel", "module.bazel", "workspace", "workspace.bazel", "*.bzl", "flake.nix",
    "default.nix", "shell.nix",
  ]

  /// Words that only a build file which installs Python projects has.
  private static let tellingWords = [
    "pip_parse", "pip_install", "pip.parse", "pip_library", "pip_repositories",
    "python_requirement", "pip_requirements", "buildPythonPackage", "buildPythonApplication",
    "python3Packages", "python3.withPackages",
  ].map { Array($0.utf8) }

  /// Whether a path may be such a file, which its text decides.
  static func mayContain(_ path: RepositoryPath) -> Bool { ambiguousTable.contains(path) }

  static func tells(_ bytes: [UInt8]) -> Bool {
    let initials = Set(tellingWords.compactMap(\.first))
    return bytes.indices.contains { index in
      initials.contains(bytes[index])
        && tellingWords.contains { bytes[index...].starts(with: $0) }
    }
  }

  private static let table = PathTable(patterns)
  private static let ambiguousTable = PathTable(ambiguousPatterns)
}
