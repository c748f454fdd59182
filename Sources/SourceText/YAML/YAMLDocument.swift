/// The one document of a strict YAML file, with a place for every value.
///
/// Refused are anchors, aliases, tags, directives, merge keys, repeated keys, keys that are not
/// strings, further documents, and whatever readers of YAML do not agree on. Each is a diagnostic:
///
///     .pipgate/policy.yaml:3:1: the key 'tier' stands here twice; it was first given on line 2
package struct YAMLDocument: Hashable, Sendable {
  package let file: SourceFile
  /// Nil when the file holds no value, or none that could be composed.
  package let root: YAMLNode?
  /// What is refused, sorted by place. With diagnostics the root holds what could be composed: an
  /// alias is missing from it, a repeated key stands in it repeatedly.
  package let diagnostics: [Diagnostic]

  /// Reads at most 1 MiB, 100,000 values and a depth of 64; more than that is a diagnostic.
  package init(_ file: SourceFile) {
    self.file = file
    if file.bytes.count > Self.byteLimit {
      let end = Location(file: file, range: Self.byteLimit..<Self.byteLimit)
      root = nil
      diagnostics = [Diagnostic("the file is larger than 1 MiB", at: end)]
    } else if let problem = YAMLText.problem(in: file) {
      root = nil
      diagnostics = [problem]
    } else {
      var composer = YAMLComposer(file: file)
      YAMLEvents.read(file) { composer.take($0) }
      root = composer.root
      diagnostics = composer.diagnostics.sorted { $0.location < $1.location }
    }
  }

  package static let byteLimit = 1 << 20
  package static let nodeLimit = 100_000
  package static let depthLimit = 64
  /// Whoever has more problems than this has one problem.
  package static let diagnosticLimit = 100
}
