// What stands between brackets: tuples, lists, dictionaries, arguments and parameters.
extension PythonExpressionReader {
  /// `(a)` is `a`, all else in round brackets a tuple.
  mutating func grouped() -> PythonExpression {
    let start = position
    let close = closing(of: position)
    let (items, isPlain) = bracketed()
    if !isPlain { return make(.other, from: start) }
    let hasComma = close - 2 > start && tokens[close - 2].is(",", in: bytes)
    if items.count == 1, !hasComma {
      if case .unpacked = items[0].content { return make(.other, from: start) }
      return items[0]
    }
    return make(.tuple(items), from: start)
  }

  /// The expressions between brackets; not plain if something else stands between them, such as the
  /// `for` of a comprehension.
  mutating func bracketed() -> (items: [PythonExpression], isPlain: Bool) {
    let close = closing(of: position)
    var items: [PythonExpression] = []
    position += 1
    defer { position = min(close, tokens.endIndex) }
    let last = close - 1
    while position < last {
      let before = position
      items.append(expression())
      if position == before || position < last && !isWord(",") { return (items, false) }
      position += 1
    }
    return (items, true)
  }

  mutating func braced() -> PythonExpression {
    let start = position
    let close = closing(of: position)
    var entries: [PythonEntry] = []
    var items: [PythonExpression] = []
    position += 1
    while position < close - 1 {
      let before = position
      if skip("**") {
        entries.append(PythonEntry(key: nil, value: expression()))
      } else {
        let item = expression()
        if skip(":") {
          entries.append(PythonEntry(key: item, value: expression()))
        } else {
          items.append(item)
        }
      }
      if position == before || position < close - 1 && !isWord(",") {
        position = min(close, tokens.endIndex)
        return make(.other, from: start)
      }
      position += 1
    }
    position = min(close, tokens.endIndex)
    if items.isEmpty { return make(.dictionary(entries), from: start) }
    return make(entries.isEmpty ? .set(items) : .other, from: start)
  }

  mutating func arguments() -> [PythonArgument] {
    let close = closing(of: position)
    var arguments: [PythonArgument] = []
    position += 1
    while position < close - 1 {
      let before = position
      arguments.append(argument())
      // What does not end here, `x for x in y` for example, is one argument that nobody can tell.
      if position == before || position < close - 1 && !isWord(",") {
        arguments.removeLast()
        while position < close - 1, !isWord(",") { skipToken() }
        arguments.append(
          PythonArgument(
            form: .positional, value: make(.other, from: before, to: max(position, before + 1))))
      }
      position += 1
    }
    position = min(close, tokens.endIndex)
    return arguments
  }

  private mutating func argument() -> PythonArgument {
    if skip("**") { return PythonArgument(form: .unpackedKeywords, value: expression()) }
    if skip("*") { return PythonArgument(form: .unpacked, value: expression()) }
    if tokens[position].kind == .name, position + 1 < tokens.endIndex,
      tokens[position + 1].is("=", in: bytes)
    {
      let name = word(tokens[position])
      position += 2
      return PythonArgument(form: .keyword(name), value: expression())
    }
    return PythonArgument(form: .positional, value: expression())
  }

  /// The names of the parameters that brackets here list.
  mutating func parameters() -> [String] {
    guard isWord("(") else { return [] }
    let close = closing(of: position)
    var names: [String] = []
    position += 1
    while position < close - 1 {
      while skip("*") || skip("**") {}
      if let name = takeName() { names.append(name) }
      while position < close - 1, !isWord(",") { skipToken() }
      position += 1
    }
    position = min(close, tokens.endIndex)
    return names
  }
}
