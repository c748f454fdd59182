import SourceText

// Parts of values.
extension ScriptValue {
  /// Stands for the tables of this file, as if it were a module.
  static let projectFile = "pyproject.toml"

  /// Whether it is a part of `pyproject.toml` that the reader of that file declares.
  var isReadElsewhere: Bool {
    guard case .imported(let names) = content, names.count > 1,
      names.first == Self.projectFile
    else { return false }
    return ["project", "dependency-groups", "build-system"].contains(names[1])
  }

  /// The same value where a name stands for it. Its place stays that of what it was made of, except
  /// where nothing tells what it is.
  func moved(to range: Range<Int>) -> ScriptValue {
    switch content {
    case .unknown, .imported, .function, .session: return ScriptValue(content, at: range)
    default: return self
    }
  }

  /// The value of a key; nil when a table certainly lacks it.
  func entry(_ key: MappedText?) -> ScriptValue? {
    switch content {
    case .table(let entries):
      let found = entries.filter { $0.key == nil || key == nil || $0.key?.text == key?.text }
      if found.isEmpty { return nil }
      return found.count == 1 ? found[0].value : ScriptValue(.any(found.map(\.value)), at: range)
    case .any(let values):
      let found = values.compactMap { $0.entry(key) }
      return found.isEmpty ? nil : ScriptValue(.any(found), at: range)
    case .constant: return nil
    default: return .unknown(range)
    }
  }

  /// The part of a value that is taken apart, `a, b = value`.
  func item(_ index: Int) -> ScriptValue {
    switch content {
    case .items(let values) where values.indices.contains(index): return values[index]
    case .any(let values): return ScriptValue(.any(values.map { $0.item(index) }), at: range)
    case .file: return self
    default: return .unknown(range)
    }
  }
}
