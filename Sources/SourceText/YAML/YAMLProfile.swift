/// What a YAML file may hold, and how much of it.
package struct YAMLProfile: Hashable, Sendable {
  /// Whether everything is refused on which readers of YAML do not agree, or that lets a file say the
  /// same in two ways.
  let isStrict: Bool
  package let byteLimit: Int
  /// Values, keys included. What an alias stands for counts again at each alias.
  package let nodeLimit: Int
  package let depthLimit = 64
  /// Whoever has more problems than this has one problem.
  package let diagnosticLimit = 100
  /// libyaml compares each `%TAG` with all before it.
  let directiveLimit = 100

  /// The files of this program: one document of plain mappings, lists and texts.
  package static let policy = YAMLProfile(isStrict: true, byteLimit: 1 << 20, nodeLimit: 100_000)
  /// The files of others: whatever libyaml reads.
  package static let manifest = YAMLProfile(
    isStrict: false, byteLimit: 8 << 20, nodeLimit: 1_000_000)
}
