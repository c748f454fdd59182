import SourceText

/// Environments of conda and mamba, with their lists for pip.
// https://docs.conda.io/projects/conda/en/stable/user-guide/tasks/manage-environments.html
package enum CondaEnvironmentFormat: ManifestFormat {
  package static let id = "conda-environment"
  package static let family = ManifestFamily.environment
  package static let fileNames =
    "`environment.yml`, `environment-*.yml`, `environment_*.yml`, `environment.*.yml`, "
    + "`*environment.yml`, `conda.yml`, `conda-env.yml`, `conda_env.yml`, the same with `.yaml`"

  package static let patterns = [
    "*environment", "environment-*", "environment_*", "environment.*", "conda", "conda-env",
    "conda_env",
  ].flatMap { [$0 + ".yml", $0 + ".yaml"] }

  package static func manifest(of file: SourceFile, as role: DependencyRole) -> Manifest {
    var reader = YAMLManifestReader(file, kind: .declared)
    // What is no mapping is no environment, whatever its name.
    for root in reader.roots where root.entries != nil {
      reader.readChannels(of: root)
      for node in reader.elements(of: "dependencies", in: root) {
        reader.readCondaDependency(node, role: role)
      }
    }
    return reader.manifest
  }
}

extension YAMLManifestReader {
  fileprivate mutating func readChannels(of root: YAMLNode) {
    let file = file
    for node in elements(of: "channels", in: root) {
      guard let text = node.mappedText(in: file)?.trimmed else {
        reject(node, expected: "a channel's name")
        continue
      }
      // What conda has without being told, and the word that takes it away.
      if ["defaults", "nodefaults", ""].contains(text.text) { continue }
      attempt(at: node.range) { manifest throws(Unreadable) in
        manifest.options.append(
          IndexOption(kind: .channel, value: text.text, location: text.location))
      }
    }
  }

  fileprivate mutating func readCondaDependency(_ node: YAMLNode, role: DependencyRole) {
    if let text = node.mappedText(in: file) {
      attempt(at: node.range) { manifest throws(Unreadable) in
        guard text.range.count <= PipArguments.maximumLength else {
          throw .declaration("the package is longer than 64 KiB", at: text.location)
        }
        if let dependency = try CondaMatchSpec.dependency(in: text, role: role) {
          manifest.dependencies.append(dependency)
        }
      }
      return
    }
    guard let entries = node.entries else { return reject(node, expected: "a package") }
    for entry in entries {
      guard entry.name == "pip" else {
        let place = location(entry.range)
        let isTemplate = Self.isTemplate(file.bytes[node.range])
        attempt(at: entry.range) { _ throws(Unreadable) in
          throw Unreadable(
            Diagnostic(
              "conda has no installer '\(entry.name)'", at: place,
              help: "list packages of conda, and those of pip under 'pip:'"),
            extent: .declaration, reason: isTemplate ? .undecided : .syntax)
        }
        continue
      }
      for line in elements(of: "pip", in: YAMLNode(.mapping([entry]), range: node.range)) {
        readPipLine(line, role: role)
      }
    }
  }

  private mutating func readPipLine(_ node: YAMLNode, role: DependencyRole) {
    guard let text = node.mappedText(in: file) else {
      return reject(node, expected: "a line of a requirements file")
    }
    for line in PipArguments.lines(of: text) {
      attempt(at: node.range) { manifest throws(Unreadable) in
        try PipArguments.read(line, role: role, into: &manifest)
      }
    }
  }
}
