/// A value of a YAML document together with its place.
package struct YAMLNode: Hashable, Sendable {
  package enum Content: Hashable, Sendable {
    /// `isPlain` says that it stands without quotes and not as a block of text.
    case scalar(String, isPlain: Bool)
    case sequence([YAMLNode])
    case mapping([YAMLEntry])
  }

  package let content: Content
  /// The bytes from the first to the last of the value; empty for a value that is left out.
  package let range: Range<Int>

  package init(_ content: Content, range: Range<Int>) {
    self.content = content
    self.range = range
  }
}

/// A key of a mapping together with its value.
package struct YAMLEntry: Hashable, Sendable {
  /// The text of the key, which is always a string.
  package let name: String
  /// The place of the key.
  package let range: Range<Int>
  package let value: YAMLNode

  package init(name: String, range: Range<Int>, value: YAMLNode) {
    self.name = name
    self.range = range
    self.value = value
  }
}
