import SourceText

extension YAMLNode {
  /// The tree on one line, without places: text in angle brackets when plain, in quotes otherwise.
  var outline: String {
    switch content {
    case .scalar(let text, let isPlain): isPlain ? "<\(text)>" : "\"\(text)\""
    case .sequence(let elements): "[" + elements.map(\.outline).joined(separator: " ") + "]"
    case .mapping(let entries):
      "{" + entries.map { "\($0.name): \($0.value.outline)" }.joined(separator: " ") + "}"
    }
  }
}

extension Diagnostic {
  /// `line:column: message`.
  var line: String {
    "\(location.start.line):\(location.start.column): \(message)"
  }
}
