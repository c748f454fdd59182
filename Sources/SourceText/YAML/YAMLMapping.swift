/// The entries of a mapping in a file of others: any key is its text, a key may stand repeatedly, and
/// `<<` adds what other mappings hold.
enum YAMLMapping {
  /// Takes keys and values in turn; nil stands for an alias without a value.
  static func entries(of children: [YAMLNode?], in file: SourceFile) -> [YAMLEntry] {
    var entries: [YAMLEntry] = []
    entries.reserveCapacity(children.count / 2)
    var inherited: [YAMLEntry] = []
    for index in stride(from: 0, to: children.count - 1, by: 2) {
      guard let key = children[index], let value = children[index + 1] else { continue }
      if key.content == .scalar("<<", isPlain: true), let more = merged(value) {
        inherited += more
      } else {
        entries.append(YAMLEntry(name: name(of: key, in: file), range: key.range, value: value))
      }
    }
    if inherited.isEmpty { return entries }
    // https://yaml.org/type/merge.html: what stands in the mapping itself wins.
    let own = Set(entries.map { ExactText($0.name) })
    return entries + inherited.filter { !own.contains(ExactText($0.name)) }
  }

  /// The entries of a mapping or of a list of mappings; nil for any other value.
  private static func merged(_ value: YAMLNode) -> [YAMLEntry]? {
    switch value.content {
    case .mapping(let entries): return entries
    case .sequence(let nodes):
      var all: [YAMLEntry] = []
      for node in nodes {
        guard case .mapping(let entries) = node.content else { return nil }
        all += entries
      }
      return all
    case .scalar: return nil
    }
  }

  /// The longest beginning of a list or a mapping that is taken for a name, in bytes.
  private static let maximumName = 256

  private static func name(of key: YAMLNode, in file: SourceFile) -> String {
    if case .scalar(let text, _) = key.content { return text }
    return file.text(
      key.range.lowerBound..<min(key.range.upperBound, key.range.lowerBound + maximumName))
  }
}
