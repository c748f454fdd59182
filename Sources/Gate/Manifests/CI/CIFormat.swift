import SourceText

/// What build services and development containers run: every command in their files.
package enum CIFormat: ManifestFormat {
  package static let id = "ci"
  package static let family = ManifestFamily.command
  package static let fileNames =
    "GitHub, Forgejo and Gitea workflows and actions, `*.gitlab-ci.yml`, `.gitlab/ci/**`, "
    + "`azure-pipelines*.yml`, `.azure-pipelines/**`, `.circleci/**`, `.travis.yml`, "
    + "`bitbucket-pipelines.yml`, `.drone.yml`, `.woodpecker*`, `appveyor.yml`, `.buildkite/**`, "
    + "`.cirrus.yml`, `cloudbuild*.yaml`, `buildspec*.yml`, `.readthedocs.yaml`, `Taskfile*.yml`, "
    + "`render.yaml`, `.gitpod.yml`, `devcontainer.json`"

  package static let patterns =
    [
      ".github/workflows/*", ".github/actions/**/action", ".forgejo/workflows/*",
      ".gitea/workflows/*", "action", "*.gitlab-ci", ".gitlab/ci/**/*", "azure-pipelines*",
      ".azure-pipelines/**/*", ".circleci/**/*", ".travis", "bitbucket-pipelines", ".drone",
      ".woodpecker*", ".woodpecker/**/*", "appveyor", ".appveyor", ".buildkite/**/*", ".cirrus",
      "cloudbuild*", "buildspec*", ".readthedocs", "readthedocs", "taskfile*", "render", ".gitpod",
    ].flatMap { [$0 + ".yml", $0 + ".yaml"] } + ["devcontainer.json", ".devcontainer.json"]

  package static func manifest(of file: SourceFile, as role: DependencyRole) -> Manifest {
    let isJSON = file.path.name.last == UInt8(ascii: "n")
    var reader = YAMLManifestReader(
      file, kind: .command, notation: { isJSON ? JSONComments.blanked($0) : $0 })
    reader.readCommands()
    if file.path.name.map({ $0 | 0x20 }).contains("readthedocs".utf8) { reader.readReadTheDocs() }
    return reader.manifest
  }
}

/// What containers run: commands and build files in the files of Compose.
// https://docs.docker.com/reference/compose-file/
package enum ComposeFormat: ManifestFormat {
  package static let id = "compose"
  package static let family = ManifestFamily.command
  package static let fileNames =
    "`docker-compose*.yml`, `compose.yml`, `compose.*.yml`, the same with `.yaml`"

  package static let patterns = ["docker-compose*", "compose", "compose.*", "compose-*"]
    .flatMap { [$0 + ".yml", $0 + ".yaml"] }

  package static func manifest(of file: SourceFile, as role: DependencyRole) -> Manifest {
    var reader = YAMLManifestReader(file, kind: .command)
    reader.readCommands()
    return reader.manifest
  }
}

extension YAMLManifestReader {
  /// Reads every command of the file, and the variables that tell installers where to look.
  fileprivate mutating func readCommands() {
    var walk = YAMLCommandWalk(file)
    for root in roots { walk.visit(root) }
    for command in walk.commands {
      attempt(at: command.place) { manifest throws(Unreadable) in command.read(into: &manifest) }
    }
    for option in walk.options {
      attempt(at: option.location.range) { manifest throws(Unreadable) in
        manifest.options.append(option)
      }
    }
  }
}
