import SourceText

// Methods that change lists and tables.
extension ScriptInterpreter {
  /// The methods that change what they are called on.
  mutating func change(
    _ base: PythonExpression, by method: String, _ arguments: [PythonArgument],
    at range: Range<Int>
  ) -> ScriptValue? {
    let result = ScriptValue(.constant, at: range)
    switch method {
    case "append", "add":
      guard let argument = arguments.first, arguments.count == 1 else { return nil }
      let value = evaluate(argument.value)
      modify(base) { $0.append(value) }
      return result
    case "extend":
      guard let argument = arguments.first, arguments.count == 1 else { return nil }
      let value = evaluate(argument.value)
      modify(base) { Self.add(value, to: &$0) }
      return result
    case "insert":
      guard arguments.count == 2 else { return nil }
      let value = evaluate(arguments[1].value)
      modify(base) { $0.append(value) }
      return result
    case "update":
      let (values, rest) = evaluate(arguments)
      let entries = table(values, rest, at: range)
      guard case .table(let added) = entries.content else { return nil }
      modify(base) { old in
        if case .items = old.content {
          for value in values { old.append(value.value) }
        } else {
          for entry in added { old.set(entry.key, to: entry.value, isCertain: false) }
        }
      }
      return result
    case "setdefault":
      guard let key = arguments.first?.value else { return nil }
      let name = evaluate(key).text
      if let old = evaluate(base).entry(name) { return old }
      let value = arguments.count > 1 ? evaluate(arguments[1].value) : result
      modify(base) { $0.set(name, to: value, isCertain: false) }
      return value
    default: return nil
    }
  }
}
