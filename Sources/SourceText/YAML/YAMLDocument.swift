/// The documents of a YAML file, with a place for every value.
///
/// Of a policy one document is read, and strictly. Refused are anchors, aliases, tags, directives,
/// merge keys, repeated keys, keys that are not strings, further documents, and whatever readers of
/// YAML do not agree on. Each is a diagnostic:
///
///     .pipgate/policy.yaml:3:1: the key 'tier' stands here twice; it was first given on line 2
///
/// Manifests may hold all of these. An alias shares the node of its anchor, a merge key adds what its
/// mapping holds beyond the keys that stand there, and every key is its text.
package struct YAMLDocument: Hashable, Sendable {
  package let file: SourceFile
  /// The values of the documents that could be composed.
  package let roots: [YAMLNode]
  /// What is refused, sorted by place. With diagnostics the roots hold what could be composed: a
  /// refused alias is missing from them, a repeated key stands in them repeatedly.
  package let diagnostics: [Diagnostic]

  /// The first document's value. Nil when the file holds no value, or none that could be composed.
  package var root: YAMLNode? { roots.first }

  /// Reads no more than the profile allows; more than that is a diagnostic.
  package init(_ file: SourceFile, as profile: YAMLProfile = .policy) {
    self.file = file
    if file.bytes.count > profile.byteLimit {
      let end = Location(file: file, range: profile.byteLimit..<profile.byteLimit)
      roots = []
      diagnostics = [Diagnostic(YAMLMessage.bytes(profile.byteLimit).text, at: end)]
    } else if let problem = YAMLText.problem(in: file, as: profile) {
      roots = []
      diagnostics = [problem]
    } else {
      var composer = YAMLComposer(file: file, profile: profile)
      YAMLEvents.read(file) { composer.take($0) }
      roots = composer.roots
      diagnostics = composer.diagnostics.sorted { $0.location < $1.location }
    }
  }

  package static let byteLimit = YAMLProfile.policy.byteLimit
  package static let nodeLimit = YAMLProfile.policy.nodeLimit
  package static let depthLimit = YAMLProfile.policy.depthLimit
  package static let diagnosticLimit = YAMLProfile.policy.diagnosticLimit
}
