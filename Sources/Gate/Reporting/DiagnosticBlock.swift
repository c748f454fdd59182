import SourceText

/// What is found at one place as a person reads it: where, what, the source line, what is known, what
/// to do.
struct DiagnosticBlock {
  let word: String
  let tone: Paint.Tone
  let message: String
  let rules: [RuleID]
  let path: RepositoryPath
  /// Nil for the file as a whole.
  let place: Location?
  var label: String?
  var facts: [Finding.Fact] = []
  /// What comes along with it, drawn as a tree.
  var tree: [String] = []
  var help: String?
  /// Phrases about where it came from.
  var background: [String] = []
  /// What else is found at the place, of no higher level.
  var others: [DiagnosticBlock] = []

  /// Blocks in their order, those about the place of an earlier one under that one.
  static func joined(_ blocks: [DiagnosticBlock]) -> [DiagnosticBlock] {
    blocks.reduce(into: []) { joined, block in
      let first = joined.firstIndex {
        $0.path == block.path && $0.place?.start == block.place?.start
      }
      if let first { joined[first].others.append(block) } else { joined.append(block) }
    }
  }

  /// The block, each line ending in LF.
  func text(_ paint: Paint, width: Int) -> String {
    let start = place?.start
    let gutter = String(repeating: " ", count: start.map { String($0.line).utf8.count } ?? 1)
    let bar = "\(gutter) \(paint("|", .frame))"
    var lines = [header(at: start, paint)]
    if let place {
      let source = SourceLine(at: place, width: min(max(width, 40), 1000) - gutter.utf8.count - 3)
      let mark = String(repeating: "^", count: source.markWidth)
      let label = label.map { " \(SafeText.line($0))" } ?? ""
      let indent = String(repeating: " ", count: source.indent)
      lines.append(bar)
      lines.append(
        "\(paint("\(source.number) |", .frame))\(source.text.isEmpty ? "" : " ")\(source.text)")
      lines.append("\(bar) \(indent)\(paint(mark + label, tone))")
    }
    let (rows, help) = (rows, advice)
    if place != nil, !rows.isEmpty || !others.isEmpty || !help.isEmpty { lines.append(bar) }
    for row in rows {
      lines.append("\(gutter) \(paint("=", .frame)) \(row.text)")
      if let marks = row.marks { lines.append("\(gutter)   \(paint(marks, tone))") }
    }
    lines += others.map { "\(gutter) \(paint("=", .frame)) \($0.sentence(paint))" }
    lines += help.map { "\(gutter) \(paint("help", .note)): \(SafeText.line($0))" }
    return lines.map { $0 + "\n" }.joined()
  }

  private func header(at start: Position?, _ paint: Paint) -> String {
    let position = start.map { ":\($0.line):\($0.column)" } ?? ""
    return "\(paint(shownPath + position, .strong)): \(sentence(paint))"
  }

  /// How bad it is, what it is, and by which rule.
  private func sentence(_ paint: Paint) -> String {
    let rules = rules.isEmpty ? "" : " [\(rules.map(\.text).joined(separator: ", "))]"
    return "\(paint(word, tone)): \(SafeText.line(message))\(rules)"
  }

  /// It and what else is as bad, which alone says what is known and what to do: with that, the rest
  /// is mostly settled.
  private var worst: [DiagnosticBlock] { [self] + others.filter { $0.word == word } }

  private var advice: [String] {
    worst.reduce(into: []) { advice, block in
      if let help = block.help, !advice.contains(help) { advice.append(help) }
    }
  }

  /// The path, which begins a line: one that could be taken for a command of a build server's log
  /// or for an option is written from the folder on.
  private var shownPath: String {
    let text = SafeText.line(path.description)
    guard let first = text.unicodeScalars.first else { return text }
    let isOrdinary =
      first == "." || first == "/" || first == "_" || first.properties.isAlphabetic
      || first.properties.generalCategory == .decimalNumber
    return isOrdinary ? text : "./\(text)"
  }

  /// What is known, aligned as a table, then where it came from.
  private var rows: [(text: String, marks: String?)] {
    let facts = worst.reduce(into: [Finding.Fact]()) { facts, block in
      facts += block.facts.filter { !facts.contains($0) }
    }
    let names = facts.map { SafeText.line($0.name) }
    let widest = min(names.map { DisplayWidth.of($0) }.max() ?? 0, 40)
    let table = zip(names, facts).map { name, fact -> (text: String, marks: String?) in
      let padding = max(0, widest - DisplayWidth.of(name)) + 3
      let text = name + String(repeating: " ", count: padding) + SafeText.line(fact.value)
      // The name stands in quotes.
      return (text, fact.marks.isEmpty ? nil : NameMarks.line(fact.marks, indent: 1))
    }
    let tree = worst.flatMap(\.tree)
    return table + (tree + background).map { (SafeText.line($0), nil) }
  }
}
