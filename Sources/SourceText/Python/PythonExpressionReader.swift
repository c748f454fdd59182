/// Reads expressions from the tokens of one statement, at a cost linear in their number.
struct PythonExpressionReader {
  let text: MappedText
  let bytes: [UInt8]
  let tokens: ArraySlice<PythonToken>
  /// For each token `closing(of:)`, counted from the first.
  private let closings: [Int]
  var position: Int
  private var depth = 0

  init(_ tokens: ArraySlice<PythonToken>, of text: MappedText) {
    self.text = text
    self.tokens = tokens
    bytes = text.bytes
    position = tokens.startIndex
    closings = Self.closings(of: tokens, in: text.bytes)
  }

  var isAtEnd: Bool { position >= tokens.endIndex }
  private var current: PythonToken? { isAtEnd ? nil : tokens[position] }

  /// Reads `a, b` as a tuple, as a statement may have it without brackets.
  mutating func expressionList() -> PythonExpression {
    let first = expression()
    guard skip(",") else { return first }
    var items = [first]
    while !isAtEnd, !ends(at: position) {
      items.append(expression())
      if !skip(",") { break }
    }
    let end = tokens[position - 1].range.upperBound
    return PythonExpression(.tuple(items), at: first.range.lowerBound..<end)
  }

  /// Reads what is bound, `a` or `a, b`: it does not go beyond an `in`.
  mutating func target() -> PythonExpression {
    let start = position
    var items = [sum()]
    while skip(",") { items.append(sum()) }
    return items.count == 1 ? items[0] : make(.tuple(items), from: start)
  }

  /// Reads one expression; it takes no token where there is none.
  mutating func expression() -> PythonExpression {
    depth += 1
    defer { depth -= 1 }
    let start = position
    guard depth <= PythonExpression.maximumDepth else { return other(from: start) }
    if skip("*") {
      let item = sum()
      return ends(at: position) ? make(.unpacked(item), from: start) : other(from: start)
    }
    if skip("lambda") {
      // The commas and values of its parameters end nothing.
      while !ends(at: position) || isWord(",") || isWord("=") { skipToken() }
      if skip(":") { _ = expression() }
      return make(.other, from: start)
    }
    var first = sum()
    if !ends(at: position), !isWord("if") {
      while !ends(at: position), !isWord("if") { skipToken() }
      first = make(.other, from: start)
    }
    guard skip("if") else { return first }
    while !isAtEnd, !isWord("else"), !ends(at: position) { skipToken() }
    guard skip("else") else { return other(from: start) }
    return make(.either(first, expression()), from: start)
  }

  private mutating func sum() -> PythonExpression {
    let start = position
    var items = [term()]
    while skip("+") { items.append(term()) }
    return items.count == 1 ? items[0] : make(.sum(items), from: start)
  }

  /// An operand of `+`.
  private mutating func term() -> PythonExpression {
    let start = position
    let first = primary()
    guard !isAtEnd, Self.multipliers.contains(where: { isWord($0) }) else { return first }
    let isFormat = isWord("%")
    while !isAtEnd, Self.multipliers.contains(where: { isWord($0) }) {
      position += 1
      let before = position
      _ = primary()
      if position == before { break }
    }
    if isFormat, case .string = first.content { return make(.formatted, from: start) }
    return make(.other, from: start)
  }

  private static let multipliers: [StaticString] = ["%", "*", "/", "//", "@", "**"]
  private static let prefixes: [StaticString] = ["+", "-", "~", "await"]

  /// An atom with the attributes, calls and subscripts that follow it.
  private mutating func primary() -> PythonExpression {
    let start = position
    var result = atom()
    if position == start { return result }
    while !isAtEnd {
      if isWord("."), position + 1 < tokens.endIndex, tokens[position + 1].kind == .name {
        let name = word(tokens[position + 1])
        position += 2
        result = make(.attribute(of: result, name), from: start)
      } else if isWord("(") {
        let arguments = arguments()
        result = make(.call(result, arguments), from: start)
      } else if isWord("[") {
        let (index, isPlain) = bracketed()
        if isPlain, index.count == 1 {
          result = make(.element(of: result, at: index[0]), from: start)
        } else {
          result = make(.other, from: start)
        }
      } else {
        break
      }
    }
    return result
  }

  private mutating func atom() -> PythonExpression {
    guard !isAtEnd else { return PythonExpression(.other, at: place(of: position)) }
    let start = position
    while Self.prefixes.contains(where: { isWord($0) }) { position += 1 }
    if position > start {
      _ = primary()
      return make(.other, from: start)
    }
    switch tokens[position].kind {
    case .string: return strings()
    case .number:
      position += 1
      return make(.number, from: start)
    case .name: return named()
    case .sign where isWord("("): return grouped()
    case .sign where isWord("["):
      let (items, isPlain) = bracketed()
      return make(isPlain ? .list(items) : .other, from: start)
    case .sign where isWord("{"): return braced()
    case .sign where isWord("..."):
      position += 1
      return make(.other, from: start)
    case .sign, .lineEnd: return PythonExpression(.other, at: place(of: position))
    }
  }

  private mutating func strings() -> PythonExpression {
    let start = position
    while !isAtEnd, tokens[position].kind == .string { position += 1 }
    let string = PythonString(tokens[start..<position].lazy.map(\.range), in: text)
    switch string {
    case .text(let text): return make(.string(text), from: start)
    case .formatted: return make(.formatted, from: start)
    case .bytes, .undecided: return make(.other, from: start)
    }
  }

  private mutating func named() -> PythonExpression {
    let start = position
    let name = word(tokens[position])
    // An operator in front or between is no operand.
    if Self.keywords.contains(name) { return PythonExpression(.other, at: place(of: position)) }
    position += 1
    switch name {
    case "True": return make(.boolean(true), from: start)
    case "False": return make(.boolean(false), from: start)
    case "None": return make(.none, from: start)
    default: return make(.name(name), from: start)
    }
  }

  private static let keywords: Set<String> = [
    "not", "and", "or", "in", "is", "if", "else", "for", "lambda", "await", "yield", "as", "from",
    "async", "import",
  ]

  // MARK: Tokens

  func isWord(_ word: StaticString) -> Bool {
    position < tokens.endIndex && tokens[position].is(word, in: bytes)
  }

  /// Goes past a word if it stands here.
  mutating func skip(_ word: StaticString) -> Bool {
    guard isWord(word) else { return false }
    position += 1
    return true
  }

  /// Goes past a token, or past a bracket and all that it holds.
  mutating func skipToken() { position = min(closing(of: position), tokens.endIndex) }

  /// Takes a name or keyword.
  mutating func takeName() -> String? {
    guard let token = current, token.kind == .name else { return nil }
    skipToken()
    return word(token)
  }

  func word(_ token: PythonToken) -> String { String(decoding: bytes[token.range], as: UTF8.self) }

  /// The place of tokens up to the one before the present one.
  func range(from start: Int) -> Range<Int> {
    let end = min(max(position, start + 1), tokens.endIndex)
    guard start < end else { return place(of: start) }
    return tokens[start].range.lowerBound..<tokens[end - 1].range.upperBound
  }

  func make(_ content: PythonExpression.Content, from start: Int) -> PythonExpression {
    PythonExpression(content, at: range(from: start))
  }

  func make(
    _ content: PythonExpression.Content, from start: Int, to end: Int
  ) -> PythonExpression {
    PythonExpression(
      content, at: tokens[start].range.lowerBound..<tokens[end - 1].range.upperBound)
  }

  /// Everything up to what ends an expression.
  private mutating func other(from start: Int) -> PythonExpression {
    while !ends(at: position) { skipToken() }
    return make(.other, from: start)
  }

  /// The place of a token, or an empty one after the last.
  private func place(of position: Int) -> Range<Int> {
    if position < tokens.endIndex { return tokens[position].range }
    let end = tokens.last?.range.upperBound ?? text.range.lowerBound
    return end..<end
  }

  /// Whether a token cannot belong to the expression before it.
  private func ends(at position: Int) -> Bool {
    guard position < tokens.endIndex else { return true }
    let token = tokens[position]
    switch token.kind {
    case .lineEnd: return true
    case .name: return Self.endWords.contains { token.is($0, in: bytes) }
    case .sign: return Self.endSigns.contains { token.is($0, in: bytes) }
    case .number, .string: return false
    }
  }

  private static let endWords: [StaticString] = ["for", "async", "else", "as", "from"]
  private static let endSigns: [StaticString] = [",", ")", "]", "}", ":", "=", ";", "+="]

  /// The position after the closing bracket, or after the token if it opens none; one too many for a
  /// bracket that is not closed, as if the closing one stood at the end.
  func closing(of position: Int) -> Int {
    tokens.startIndex + closings[position - tokens.startIndex]
  }

  private static func closings(of tokens: ArraySlice<PythonToken>, in bytes: [UInt8]) -> [Int] {
    var closings = Array(1...max(tokens.count, 1))
    var open: [Int] = []
    for (index, token) in tokens.enumerated() where token.kind == .sign && token.range.count == 1 {
      switch bytes[token.range.lowerBound] {
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): open.append(index)
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        if let start = open.popLast() { closings[start] = index + 1 }
      default: break
      }
    }
    // What is not closed reaches to the end.
    for start in open { closings[start] = tokens.count + 1 }
    return closings
  }
}
