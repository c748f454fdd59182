/// The statements of Python code, one after the other, each with the block that it is in.
package struct PythonStatements: Sendable {
  package let statements: [PythonStatement]
  /// What no Python reads; see `PythonTokenizer`.
  package let problems: [PythonProblem]

  package init(_ text: MappedText) {
    var tokenizer = PythonTokenizer(text)
    var reader = PythonStatementReader(text: text)
    // The tokens of a line, and where in them a statement ends.
    var tokens: [PythonToken] = []
    var ends: [Int] = []
    while let token = tokenizer.next() {
      if token.kind == .lineEnd {
        ends.append(tokens.count)
        reader.read(tokens, endingAt: ends, indentation: tokenizer.indentation)
        tokens.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
      } else if tokenizer.depth == 0, token.is(";", in: text.bytes) {
        ends.append(tokens.count)
      } else {
        tokens.append(token)
      }
    }
    statements = reader.statements
    problems = tokenizer.problems
  }

  /// The headers of the blocks around a statement, innermost first.
  package func enclosingHeaders(of statement: PythonStatement) -> [PythonHeader] {
    var headers: [PythonHeader] = []
    var parent = statement.parent
    while let position = parent {
      if case .header(let header) = statements[position].content { headers.append(header) }
      parent = statements[position].parent
    }
    return headers
  }
}

/// Reads logical lines into statements.
private struct PythonStatementReader {
  let text: MappedText
  private(set) var statements: [PythonStatement] = []
  /// The headers whose blocks the next line may belong to, with their columns.
  private var open: [(indentation: Int, position: Int)] = []

  init(text: MappedText) { self.text = text }

  mutating func read(_ tokens: [PythonToken], endingAt ends: [Int], indentation: Int) {
    while let last = open.last, last.indentation >= indentation { open.removeLast() }
    var parent = open.last?.position
    var start = 0
    for end in ends {
      var statement = tokens[start..<end]
      start = end
      if statement.startIndex == 0, let (header, length) = header(of: statement) {
        let range = range(of: statement.prefix(length))
        open.append((indentation, statements.count))
        statement = statement.dropFirst(length)
        append(.header(header), at: range, in: parent, indentation)
        parent = statements.count - 1
      }
      if statement.isEmpty { continue }
      append(content(of: statement), at: range(of: statement), in: parent, indentation)
    }
  }

  private mutating func append(
    _ content: PythonStatement.Content, at range: Range<Int>, in parent: Int?, _ indentation: Int
  ) {
    statements.append(
      PythonStatement(content: content, indentation: indentation, parent: parent, range: range))
  }

  private func range(of tokens: ArraySlice<PythonToken>) -> Range<Int> {
    guard let first = tokens.first, let last = tokens.last else { return 0..<0 }
    return first.range.lowerBound..<last.range.upperBound
  }

  private func content(of tokens: ArraySlice<PythonToken>) -> PythonStatement.Content {
    if let imports = PythonImportStatement(tokens, in: text) { return .imports(imports) }
    var reader = PythonExpressionReader(tokens, of: text)
    if reader.skip("return") { return .returned(reader.isAtEnd ? nil : reader.wholeRest()) }
    if reader.skip("@") { return .decorator(reader.wholeRest()) }
    let first = reader.expressionList()
    if reader.isAtEnd { return .expression(first) }
    if reader.skip("+=") { return .addition(target: first, value: reader.wholeRest()) }
    if reader.skip(":") { _ = reader.expression() }
    guard reader.skip("=") else { return .other }
    var targets = [first]
    while true {
      let start = reader.position
      let next = reader.expressionList()
      if reader.isAtEnd { return .assignment(targets: targets, value: next) }
      guard reader.skip("=") else {
        return .assignment(targets: targets, value: reader.rest(from: start))
      }
      targets.append(next)
    }
  }

  // MARK: Headers

  /// The header that a line begins with, and how many tokens it has with its colon.
  private func header(of tokens: ArraySlice<PythonToken>) -> (PythonHeader, length: Int)? {
    var reader = PythonExpressionReader(tokens, of: text)
    _ = reader.skip("async")
    guard let word = reader.takeName(), let keyword = PythonHeader.Keyword(rawValue: word) else {
      return nil
    }
    var header = PythonHeader(keyword)
    switch keyword {
    case .if, .elif, .while: header.condition = reader.expressionList()
    case .except:
      _ = reader.skip("*")
      if !reader.isWord(":") { header.condition = reader.expressionList() }
    case .for:
      let target = reader.target()
      if reader.skip("in") {
        header.bindings = [.init(target: target, value: reader.expressionList())]
      }
    case .with:
      repeat {
        let value = reader.expression()
        let target = reader.skip("as") ? reader.expression() : nil
        header.bindings.append(.init(target: target, value: value))
      } while reader.skip(",")
    case .def:
      header.name = reader.takeName()
      header.parameters = reader.parameters()
    case .class: header.name = reader.takeName()
    case .else, .try, .finally: break
    case .match, .case:
      // They are keywords only where a block follows.
      guard tokens.last?.is(":", in: text.bytes) == true, tokens.count > 2 else { return nil }
      return (header, tokens.count)
    }
    while !reader.isAtEnd, !reader.isWord(":") { reader.skipToken() }
    guard reader.skip(":") else { return nil }
    return (header, reader.position - tokens.startIndex)
  }
}

extension PythonExpressionReader {
  /// All that is left as one expression.
  fileprivate mutating func wholeRest() -> PythonExpression {
    let start = position
    let expression = expressionList()
    return isAtEnd ? expression : rest(from: start)
  }

  /// What nobody can tell, from a token to the last.
  fileprivate mutating func rest(from start: Int) -> PythonExpression {
    while !isAtEnd { skipToken() }
    return PythonExpression(.other, at: range(from: start))
  }
}
