import SourceText

/// Pieces of a script read again, where the expression reader gives them up as a whole.
struct ScriptCode {
  /// The script with every logical line on one line, so that any part of one can be read again.
  let text: MappedText

  init(_ source: MappedText) {
    var bytes = source.bytes
    var tokenizer = PythonTokenizer(source)
    // Where the token before ends, if it is of the same logical line.
    var end: Int?
    while let token = tokenizer.next() {
      if let end, token.kind != .lineEnd, end < token.range.lowerBound {
        for index in end..<token.range.lowerBound { bytes[index] = 0x20 }
      }
      end = token.kind == .lineEnd ? nil : token.range.upperBound
    }
    text = MappedText(bytes, runs: [.init(start: 0, source: 0)], of: source.file)
      .part(source.range)
  }

  /// The expression that a range holds; nil where it holds something else.
  func expression(_ range: Range<Int>) -> PythonExpression? {
    let statements = PythonStatements(text.part(range)).statements
    if statements.count == 1, case .expression(let expression) = statements[0].content {
      return expression
    }
    return nil
  }

  /// The tokens of a range, line ends left out, each with the number of brackets around it.
  func tokens(_ range: Range<Int>) -> [(token: PythonToken, depth: Int)] {
    var tokenizer = PythonTokenizer(text.part(range))
    var tokens: [(PythonToken, Int)] = []
    while let token = tokenizer.next() {
      if token.kind == .lineEnd { continue }
      let isOpening =
        token.range.count == 1 && token.kind == .sign
        && Self.openings.contains(text.bytes[token.range.lowerBound])
      tokens.append((token, tokenizer.depth - (isOpening ? 1 : 0)))
    }
    return tokens
  }

  private static let openings = Array("([{".utf8)

  func word(_ token: PythonToken) -> String {
    String(decoding: text.bytes[token.range], as: UTF8.self)
  }

  /// The parts of a range between certain words or signs that stand outside of all brackets.
  func parts(_ range: Range<Int>, between words: Set<String>) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = range.lowerBound
    for (token, depth) in tokens(range) where depth == 0 && token.kind != .string {
      guard words.contains(word(token)) else { continue }
      parts.append(start..<token.range.lowerBound)
      start = token.range.upperBound
    }
    return parts + [start..<range.upperBound]
  }

  /// What is between the brackets that a range begins and ends with; nil when it does not.
  func interior(_ range: Range<Int>) -> Range<Int>? {
    let tokens = tokens(range)
    guard tokens.count > 1, let first = tokens.first?.token, let last = tokens.last?.token,
      ["(", "[", "{"].contains(word(first)), [")", "]", "}"].contains(word(last)),
      !tokens.dropFirst().dropLast().contains(where: { $0.depth == 0 })
    else { return nil }
    return first.range.upperBound..<last.range.lowerBound
  }
}

extension ScriptCode {
  struct Parameter {
    let name: String
    /// Whether it takes all arguments that are left.
    let takesRest: Bool
    /// The expression of its default value.
    let fallback: Range<Int>?
  }

  /// The parameters that the header of a function declares.
  func parameters(_ header: Range<Int>) -> [Parameter] {
    let tokens = tokens(header)
    guard let open = tokens.firstIndex(where: { word($0.token) == "(" }),
      let close = tokens[(open + 1)...].firstIndex(where: { $0.depth == 0 && word($0.token) == ")" }
      )
        ?? tokens[(open + 1)...].lastIndex(where: { word($0.token) == ")" })
    else { return [] }
    let parts = tokens[(open + 1)..<close].split { $0.depth == 1 && word($0.token) == "," }
    return parts.compactMap { part in
      guard let name = part.first(where: { $0.token.kind == .name }), let last = part.last else {
        return nil
      }
      let sign = part.first { $0.depth == 1 && word($0.token) == "=" }
      return Parameter(
        name: word(name.token), takesRest: part.first?.token.kind == .sign,
        fallback: sign.map { $0.token.range.upperBound..<last.token.range.upperBound })
    }
  }
}
