/// A value of a YAML document together with its place.
package struct YAMLNode: Hashable, Sendable {
  package enum Content: Hashable, Sendable {
    /// `isPlain` says that it stands without quotes and not as a block of text.
    case scalar(String, isPlain: Bool)
    case sequence([YAMLNode])
    case mapping([YAMLEntry])
  }

  package let content: Content
  /// The bytes from the first to the last of the value, without anchor and tag; empty for a value
  /// that is left out. What an alias stands for has the place of its anchor.
  package let range: Range<Int>
  /// The tag as libyaml resolves it, `!reference` or `tag:yaml.org,2002:str`.
  package let tag: String?

  package init(_ content: Content, range: Range<Int>, tag: String? = nil) {
    self.content = content
    self.range = range
    self.tag = tag
  }
}

/// A key of a mapping together with its value.
package struct YAMLEntry: Hashable, Sendable {
  /// The text of the key; of a key that is itself a list or a mapping, the beginning as it is written.
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

extension YAMLNode {
  /// Nil unless this is a scalar.
  package var text: String? {
    if case .scalar(let text, _) = content { text } else { nil }
  }

  /// Nil unless this is a list.
  package var elements: [YAMLNode]? {
    if case .sequence(let elements) = content { elements } else { nil }
  }

  /// Nil unless this is a mapping.
  package var entries: [YAMLEntry]? {
    if case .mapping(let entries) = content { entries } else { nil }
  }

  /// Whether this is what a key has whose value is left out, or `null`.
  package var isNull: Bool {
    if case .scalar(let text, let isPlain) = content {
      YAMLScalarType(of: text, isPlain: isPlain) == .null
    } else {
      false
    }
  }

  /// The values of a key, of which other people's files may hold several; readers differ in which
  /// they take.
  package func values(of name: String) -> [YAMLNode] {
    (entries ?? []).lazy.filter { ExactText($0.name) == ExactText(name) }.map(\.value)
  }
}
