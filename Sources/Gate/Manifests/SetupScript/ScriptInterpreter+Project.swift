import SourceText

// The tables of `pyproject.toml`, which some scripts read.
extension ScriptInterpreter {
  /// What a reader of TOML makes of the project's own file.
  func projectTable(_ source: ScriptValue?, at range: Range<Int>) -> ScriptValue {
    let path: ScriptPath
    switch source?.content {
    case .text(let text, _): path = ScriptPath(text)
    case .path(let found), .file(let found): path = found
    default: return .unknown(range)
    }
    let place = code.text.location(of: range)
    guard path.isCertain, path.relative(at: place).text == ScriptValue.projectFile else {
      return .unknown(range)
    }
    return ScriptValue(.imported([ScriptValue.projectFile]), at: range)
  }

  /// What a method gives of such a table.
  func projectPart(
    _ names: [String], _ key: ScriptValue?, at range: Range<Int>
  ) -> ScriptValue {
    var names = names
    let method = names.removeLast()
    if method == "get" { names.append(key?.text?.text ?? "*") }
    return ScriptValue(.imported(names), at: range)
  }
}
