import SourceText

// Functions of the script itself.
extension ScriptInterpreter {
  /// Runs a function of the script with arguments, and gives what it may return.
  mutating func call(
    _ position: Int, _ arguments: [ScriptArgument], at range: Range<Int>
  ) -> ScriptValue {
    guard case .header(let header) = statements.statements[position].content else {
      return .unknown(range)
    }
    if running.contains(position) || running.count >= Self.maximumCalls {
      // A reader of files that calls itself follows what they include.
      let readsFiles = arguments.contains { argument in
        argument.value.alternatives.contains { if case .file = $0.content { true } else { false } }
      }
      return readsFiles ? ScriptValue(.constant, at: range) : .unknown(range)
    }
    visited.insert(position)
    spend(Self.costOfCall)
    let parameters = parameters(
      of: header, declaredAt: statements.statements[position].range, given: arguments)
    bindings.enter(parameters)
    running.append(position)
    results.append(nil)
    let outer = conditions
    conditions = 0
    runBlock(position)
    conditions = outer
    running.removeLast()
    bindings.leave()
    return results.removeLast() ?? ScriptValue(.constant, at: range)
  }

  private mutating func parameters(
    of header: PythonHeader, declaredAt range: Range<Int>, given: [ScriptArgument]
  ) -> [String: ScriptValue] {
    var values: [String: ScriptValue] = [:]
    var positional = given.filter { $0.name == nil }.map(\.value)[...]
    let declared = code.parameters(range)
    for parameter in declared {
      if let named = given.last(where: { $0.name == parameter.name }) {
        values[parameter.name] = named.value
      } else if parameter.takesRest {
        values[parameter.name] = ScriptValue(.items(Array(positional)), at: range)
        positional = []
      } else if let value = positional.popFirst() {
        values[parameter.name] = value
      } else if let fallback = parameter.fallback, let expression = code.expression(fallback) {
        values[parameter.name] = evaluate(expression)
      } else {
        values[parameter.name] = .unknown(range)
      }
    }
    return values
  }
}
