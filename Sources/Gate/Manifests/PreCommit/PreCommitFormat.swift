import SourceText

/// The configuration of pre-commit: what its hooks install beside themselves.
// https://pre-commit.com/#pre-commit-configyaml---hooks
package enum PreCommitFormat: ManifestFormat {
  package static let id = "pre-commit"
  package static let family = ManifestFamily.environment
  package static let fileNames = "`.pre-commit-config.yaml`, `.pre-commit-config.yml`"

  package static let patterns = [".pre-commit-config.yaml", ".pre-commit-config.yml"]

  package static func manifest(of file: SourceFile, as role: DependencyRole) -> Manifest {
    var reader = YAMLManifestReader(file, kind: .declared)
    for root in reader.roots {
      for repository in reader.elements(of: "repos", in: root) {
        for hook in reader.elements(of: "hooks", in: repository) {
          reader.readHook(hook, of: repository)
        }
      }
    }
    return reader.manifest
  }
}

extension YAMLManifestReader {
  fileprivate mutating func readHook(_ hook: YAMLNode, of repository: YAMLNode) {
    let nodes = elements(of: "additional_dependencies", in: hook)
    if nodes.isEmpty { return }
    var texts: [MappedText] = []
    for node in nodes {
      if let text = node.mappedText(in: file) {
        texts.append(text.trimmed)
      } else {
        reject(node, expected: "a requirement")
      }
    }
    let id = hook.values(of: "id").last?.text
    let role = id.map { DependencyRole.group($0) } ?? .runtime
    switch PreCommitLanguage(of: hook, in: repository, installing: texts) {
    case .python: for text in texts { readPipArgument(text, role: role) }
    case .conda: for text in texts { readCondaArgument(text, role: role) }
    case .other: return
    }
  }

  private mutating func readPipArgument(_ text: MappedText, role: DependencyRole) {
    attempt(at: text.location.range) { manifest throws(Unreadable) in
      // Of a command line, unlike of a file, everything is a word of its own, comments included.
      try PipArguments.read(text, role: role, into: &manifest)
    }
  }

  private mutating func readCondaArgument(_ text: MappedText, role: DependencyRole) {
    attempt(at: text.location.range) { manifest throws(Unreadable) in
      guard text.range.count <= PipArguments.maximumLength else {
        throw .declaration("the package is longer than 64 KiB", at: text.location)
      }
      if let dependency = try CondaMatchSpec.dependency(in: text, role: role) {
        manifest.dependencies.append(dependency)
      }
    }
  }
}
