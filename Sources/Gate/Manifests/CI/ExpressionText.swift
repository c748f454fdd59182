import SourceText

/// A text in which the system puts values before a shell reads it: `${{ matrix.x }}`,
/// `$[[ inputs.x ]]`, `<< parameters.x >>`, `{{.X}}`.
struct ExpressionText {
  private let text: MappedText
  /// Where the next end of each kind of expression stands, as far as it was looked for.
  private var nextEnds: [Int]

  /// The same text with a variable of the shell in place of each expression: neither can be decided,
  /// and the shell would read the blanks and signs of an expression as its own.
  static func neutralized(_ text: MappedText) -> MappedText {
    guard hasMark(text.content) else { return text }
    var expressions = ExpressionText(text)
    return expressions.neutralized()
  }

  private init(_ text: MappedText) {
    self.text = text
    nextEnds = Array(repeating: text.range.lowerBound, count: Self.marks.count)
  }

  private static let variable = Array("${EXPRESSION}".utf8)

  private static let marks: [(open: [UInt8], close: [UInt8])] = [
    ("${{", "}}"), ("$[[", "]]"), ("<<", ">>"), ("{{", "}}"),
  ].map { (Array($0.utf8), Array($1.utf8)) }

  private static func hasMark(_ bytes: ArraySlice<UInt8>) -> Bool {
    zip(bytes, bytes.dropFirst()).contains { first, second in
      first == second && "{[<".utf8.contains(first)
    }
  }

  private mutating func neutralized() -> MappedText {
    var builder = MappedTextBuilder(from: text)
    var index = text.range.lowerBound
    var start = index
    while index < text.range.upperBound {
      guard let end = expressionEnd(at: index) else {
        index += 1
        continue
      }
      builder.append(start..<index)
      builder.append(Self.variable, for: index, width: end - index)
      index = end
      start = end
    }
    builder.append(start..<text.range.upperBound)
    return builder.text
  }

  /// The end of the expression that begins at an index; nil when none does.
  private mutating func expressionEnd(at index: Int) -> Int? {
    guard "${<".utf8.contains(text.bytes[index]) else { return nil }
    let rest = text.bytes[index..<text.range.upperBound]
    guard let kind = Self.marks.firstIndex(where: { rest.starts(with: $0.open) }) else {
      return nil
    }
    let mark = Self.marks[kind]
    let inner = rest.dropFirst(mark.open.count)
    // Here-documents begin like the parameters of CircleCI.
    if mark.open.first == UInt8(ascii: "<"), !Self.isParameter(inner) { return nil }
    while nextEnds[kind] < inner.startIndex
      || nextEnds[kind] < inner.endIndex && !rest[nextEnds[kind]...].starts(with: mark.close)
    {
      nextEnds[kind] = max(nextEnds[kind] + 1, inner.startIndex)
    }
    return nextEnds[kind] < inner.endIndex ? nextEnds[kind] + mark.close.count : nil
  }

  /// Whether a text goes on as what CircleCI puts between `<<` and `>>`.
  private static func isParameter(_ text: ArraySlice<UInt8>) -> Bool {
    let name = text.drop { $0 == 0x20 }
    return ["parameters.", "pipeline.", "matrix."].contains { name.starts(with: $0.utf8) }
  }
}
