import SourceText

/// Reads the block of comments in which a script names its dependencies.
// https://peps.python.org/pep-0723/
enum ScriptMetadata {
  static func read(_ text: MappedText, into manifest: inout Manifest) {
    let blocks = ScriptBlocks(of: text).blocks
    guard let block = blocks.first else { return }
    if blocks.count > 1 {
      manifest.unreadable.append(
        unreadable(
          "the script has a second block of metadata", at: text.location(of: blocks[1].opening),
          help: "keep one of the blocks"))
      return
    }
    let content = block.content(in: text)
    let file = SourceFile(path: text.file.path, bytes: content.bytes)
    if let problem = ReadableText.problem(in: file, commentDeclaresEncoding: false) {
      manifest.unreadable.append(mapped(problem.diagnostic, to: content))
      return
    }
    var reader = PyprojectReader(file: file, origin: content)
    do {
      reader.readScript(try TOML.parse(file))
    } catch {
      manifest.unreadable.append(mapped(error.diagnostic, to: content))
    }
    take(reader.manifest, into: &manifest)
  }

  private static func take(_ found: Manifest, into manifest: inout Manifest) {
    manifest.dependencies += found.dependencies.map { dependency in
      var dependency = dependency
      dependency.kind = .script
      return dependency
    }
    manifest.options += found.options
    manifest.unreadable += found.unreadable.map { part in
      var part = part
      part.kind = .script
      return part
    }
  }

  /// A diagnostic of the block's text as one of the file.
  private static func mapped(_ diagnostic: Diagnostic, to content: MappedText) -> Unreadable {
    unreadable(
      diagnostic.message, at: content.location(of: diagnostic.location.range),
      help: diagnostic.help)
  }

  private static func unreadable(
    _ message: String, at location: Location, help: String?
  ) -> Unreadable {
    Unreadable(
      Diagnostic(message, at: location, help: help), extent: .file, kind: .script)
  }
}

extension PyprojectReader {
  /// Reads the metadata of a script: what it needs, and what uv is told about it.
  fileprivate mutating func readScript(_ root: TOMLTable) {
    requirements(root["dependencies"], role: .runtime)
    if let tools = table(root["tool"]), let uv = table(tools["uv"]) { readUv(uv) }
    resolveIndexes()
  }
}
