import SourceText

// What calls stand for.
extension ScriptInterpreter {
  mutating func call(
    _ callee: PythonExpression, _ arguments: [PythonArgument], at range: Range<Int>
  ) -> ScriptValue {
    if case .attribute(let base, let method) = callee.content,
      let value = callMethod(method, of: base, arguments, at: range)
    {
      return value
    }
    let function = evaluate(callee)
    let (values, rest) = evaluate(arguments)
    var results: [ScriptValue] = []
    for alternative in function.alternatives {
      switch alternative.content {
      case .function(let position): results.append(call(position, values, at: range))
      case .imported(let names):
        results.append(callImported(names, values, rest, at: range))
      default: results.append(.unknown(range))
      }
    }
    return results.count == 1 ? results[0] : ScriptValue(.any(results), at: range)
  }

  /// The arguments by position and name, and what `**` gives that no name is known of.
  mutating func evaluate(
    _ arguments: [PythonArgument]
  ) -> (values: [ScriptArgument], rest: [ScriptValue]) {
    var values: [ScriptArgument] = []
    var rest: [ScriptValue] = []
    for argument in arguments {
      let value = evaluate(argument.value)
      switch argument.form {
      case .positional: values.append(ScriptArgument(name: nil, value: value))
      case .keyword(let name): values.append(ScriptArgument(name: name, value: value))
      case .unpacked:
        if case .items(let items) = value.content {
          values += items.map { ScriptArgument(name: nil, value: $0) }
        } else {
          values.append(ScriptArgument(name: nil, value: value))
        }
      case .unpackedKeywords:
        for alternative in value.alternatives {
          guard case .table(let entries) = alternative.content else {
            if case .constant = alternative.content { continue }
            rest.append(alternative)
            continue
          }
          for entry in entries {
            if let key = entry.key {
              values.append(ScriptArgument(name: key.text, value: entry.value))
            } else {
              rest.append(entry.value)
            }
          }
        }
      }
    }
    return (values, rest)
  }

  // MARK: Functions that Python or a library has

  private mutating func callImported(
    _ names: [String], _ arguments: [ScriptArgument], _ rest: [ScriptValue], at range: Range<Int>
  ) -> ScriptValue {
    let positional = arguments.filter { $0.name == nil }.map(\.value)
    let first = positional.first
    if names.first == ScriptValue.projectFile { return projectPart(names, first, at: range) }
    switch names.last ?? "" {
    case "setup":
      calls.append(ScriptCall(target: .setup, arguments: arguments, rest: rest, range: range))
      return ScriptValue(.constant, at: range)
    case "list", "tuple", "set", "frozenset", "sorted", "reversed", "iter", "deepcopy", "copy",
      "dedent", "str", "unicode", "Requirement", "unique", "from_iterable", "sum", "enumerate":
      return first ?? ScriptValue(.items([]), at: range)
    case "next": return first?.element ?? .unknown(range)
    case "load_toml", "load", "loads": return projectTable(first, at: range)
    // It stands in `pyproject.toml`, and is read there.
    case "dependency_groups" where names.contains("nox"): return ScriptValue(.constant, at: range)
    case "param" where names.contains("nox"):
      return positional.count == 1 ? positional[0] : ScriptValue(.items(positional), at: range)
    case "chain": return ScriptValue(.items(positional), at: range)
    case "filter", "filterfalse": return positional.last ?? .unknown(range)
    case "map", "imap":
      guard positional.count == 2 else { return .unknown(range) }
      let element = positional[1].element
      if case .function(let position) = positional[0].content {
        let value = call(position, [ScriptArgument(name: nil, value: element)], at: range)
        return ScriptValue(.items([value]), at: range)
      }
      return ScriptValue(.items([element]), at: range)
    case "dict", "OrderedDict", "defaultdict":
      return table(arguments, rest, at: range)
    case "open", "file": return file(first ?? .unknown(range), at: range)
    case "parse_requirements", "yield_lines":
      // pip's takes a path, that of setuptools text.
      guard let first else { return .unknown(range) }
      let isPath =
        names.contains("pip") || names.contains("req") || names.contains("req_file")
        || arguments.contains { $0.name == "session" }
      return isPath ? file(first, at: range) : first
    case "join" where names.contains("os") || names.contains("path"):
      return joinPath(positional, at: range)
    case "dirname": return mapPaths(first, at: range) { $0.parent }
    case "abspath", "realpath", "normpath", "expanduser", "fspath", "relpath":
      return mapPaths(first, at: range) { $0 }
    case "split" where names.contains("path"): return mapPaths(first, at: range) { $0.parent }
    case "Path", "PurePath", "PosixPath", "local": return joinPath(positional, at: range)
    case "getcwd", "cwd", "getcwdu": return ScriptValue(.path(.folder), at: range)
    case "len", "int", "bool", "isinstance", "print", "any", "all", "hasattr", "exists", "isfile",
      "isdir", "type", "exit", "insert", "chdir", "range":
      return ScriptValue(.constant, at: range)
    case "sub", "split", "findall", "compile":
      // What a regular expression makes of the lines of a file.
      let files = positional.filter { value in
        value.alternatives.contains { if case .file = $0.content { true } else { false } }
      }
      return names.first == "re" ? files.first ?? .unknown(range) : .unknown(range)
    default: return .unknown(range)
    }
  }

  func table(
    _ arguments: [ScriptArgument], _ rest: [ScriptValue], at range: Range<Int>
  ) -> ScriptValue {
    var entries: [ScriptValue.Entry] = []
    for argument in arguments {
      if let name = argument.name {
        let place = code.text.location(of: argument.value.range)
        let key = MappedText(decoded: Array(name.utf8), at: place)
        entries.append(.init(key: key, value: argument.value))
      } else if case .table(let others) = argument.value.content {
        entries += others
      } else if case .items(let pairs) = argument.value.content {
        entries += pairs.flatMap(\.alternatives).map { pair in
          .init(key: pair.item(0).text, value: pair.item(1))
        }
      } else if case .imported = argument.value.content {
        // `defaultdict(list)`
        continue
      } else {
        entries.append(.init(key: nil, value: argument.value))
      }
    }
    entries += rest.map { .init(key: nil, value: $0) }
    return ScriptValue(.table(entries), at: range)
  }

  /// The content of a file that is opened.
  func file(_ path: ScriptValue, at range: Range<Int>) -> ScriptValue {
    let values = path.alternatives.map { path -> ScriptValue in
      switch path.content {
      case .path(let path): return ScriptValue(.file(path), at: range)
      case .text(let text, _): return ScriptValue(.file(ScriptPath(text)), at: range)
      case .file: return path
      default: return .unknown(range)
      }
    }
    return values.count == 1 ? values[0] : ScriptValue(.any(values), at: range)
  }

  private func mapPaths(
    _ value: ScriptValue?, at range: Range<Int>, _ change: (ScriptPath) -> ScriptPath
  ) -> ScriptValue {
    guard let value else { return .unknown(range) }
    let values = value.alternatives.map { value -> ScriptValue in
      switch value.content {
      case .path(let path): return ScriptValue(.path(change(path)), at: range)
      case .text(let text, _): return ScriptValue(.path(change(ScriptPath(text))), at: range)
      // `os.path.abspath(os.curdir)` and the like of a module that is not known.
      default: return ScriptValue(.path(.elsewhere), at: range)
      }
    }
    return values.count == 1 ? values[0] : ScriptValue(.any(values), at: range)
  }

  // MARK: Methods

  /// What a method gives; nil where the name is not that of a method but of a function.
  private mutating func callMethod(
    _ method: String, of base: PythonExpression, _ arguments: [PythonArgument],
    at range: Range<Int>
  ) -> ScriptValue? {
    let receiver = evaluate(base)
    spend(receiver.width)
    switch receiver.content {
    case .imported, .function: return nil
    case .session(let name):
      let (values, rest) = evaluate(arguments)
      calls.append(
        ScriptCall(
          target: .session(name, method: method), arguments: values, rest: rest, range: range))
      return .unknown(range)
    default: break
    }
    if let result = change(base, by: method, arguments, at: range) { return result }
    if method == "setup", case .unknown = receiver.content { return nil }
    let (values, _) = evaluate(arguments)
    var results: [ScriptValue] = []
    for receiver in receiver.alternatives {
      spend(receiver.width)
      if isExhausted { return .unknown(range) }
      results.append(result(of: method, on: receiver, values, at: range))
    }
    return results.count == 1 ? results[0] : ScriptValue(.any(results), at: range)
  }

  private mutating func result(
    of method: String, on receiver: ScriptValue, _ arguments: [ScriptArgument],
    at range: Range<Int>
  ) -> ScriptValue {
    let first = arguments.first?.value
    switch receiver.content {
    case .text(let text, let whole):
      return textResult(of: method, on: text, whole, receiver, arguments, at: range)
    case .items:
      return ["copy", "keys", "values", "union"].contains(method)
        ? ScriptValue(.items([receiver] + arguments.map(\.value)), at: range)
        : ["pop", "difference"].contains(method) ? receiver : ScriptValue(.constant, at: range)
    case .table(let entries):
      switch method {
      case "values", "itervalues": return ScriptValue(.items(entries.map(\.value)), at: range)
      case "items", "iteritems":
        return ScriptValue(
          .items(
            entries.map { entry in
              let key = entry.key.map { ScriptValue(.text($0, whole: nil), at: range) }
              return ScriptValue(.items([key ?? .unknown(range), entry.value]), at: range)
            }), at: range)
      case "keys", "iterkeys": return receiver.element
      case "copy": return receiver
      case "get", "pop":
        guard let key = first?.text else {
          let others = arguments.dropFirst().map(\.value)
          return ScriptValue(.any(entries.map(\.value) + others), at: range)
        }
        return receiver.entry(key)
          ?? (arguments.count > 1 ? arguments[1].value : .init(.constant, at: range))
      default: return ScriptValue(.constant, at: range)
      }
    case .path(let path):
      switch method {
      case "joinpath", "with_name":
        let base = method == "joinpath" ? path : path.parent
        return joinPath([ScriptValue(.path(base), at: range)] + arguments.map(\.value), at: range)
      case "open", "read_text", "read_bytes", "read": return ScriptValue(.file(path), at: range)
      case "exists", "is_file", "is_dir": return ScriptValue(.constant, at: range)
      case "resolve", "absolute", "expanduser", "as_posix": return receiver
      default: return .unknown(range)
      }
    // Whatever is done to the text of a file, it is that file's.
    case .file: return receiver
    case .constant: return receiver
    default: return .unknown(range)
    }
  }
}
