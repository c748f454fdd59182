import PythonPackaging
import SourceText

extension YAMLManifestReader {
  /// Reads what Read the Docs installs without a command.
  // https://docs.readthedocs.com/platform/stable/config-file/v2.html#python
  mutating func readReadTheDocs() {
    for step in roots.flatMap({ $0.values(of: "python") }).flatMap({
      elements(of: "install", in: $0)
    }) {
      for node in step.values(of: "requirements") { readIncludedFile(node) }
      for node in step.values(of: "path") { readInstalledFolder(node, of: step) }
    }
  }

  private mutating func readIncludedFile(_ node: YAMLNode) {
    guard let text = node.mappedText(in: file)?.trimmed else {
      return reject(node, expected: "a path")
    }
    attempt(at: node.range) { manifest throws(Unreadable) in
      var include = try IncludePath.include(.requirements, text, at: text.location)
      // The path counts from the top level, wherever this file stands.
      include.guesses = RepositoryPath.resolve(text.content, in: nil).map { [$0] } ?? []
      manifest.includes.append(include)
    }
  }

  private mutating func readInstalledFolder(_ node: YAMLNode, of step: YAMLNode) {
    guard let text = node.mappedText(in: file)?.trimmed, !text.isEmpty else {
      return reject(node, expected: "a path")
    }
    let names = step.values(of: "extra_requirements").flatMap { $0.elements ?? [] }.compactMap(
      \.text)
    attempt(at: node.range) { manifest throws(Unreadable) in
      let kind = ReferenceReader.kind(of: text.content, in: text.file.path.parent)
      var dependency = Dependency(
        name: nil, extras: Set(names.compactMap { ProjectName($0) }).sorted(),
        reference: DirectReference(kind: kind, text: text.text), role: .runtime,
        location: text.location, nameLocation: text.location)
      dependency.kind = .command
      manifest.dependencies.append(dependency)
    }
  }
}
