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
  /// How it was decided, for whoever asks.
  var explanation: [Finding.Fact] = []

  /// Blocks in their order, those about the place of an earlier one under that one.
  static func joined(_ blocks: [DiagnosticBlock]) -> [DiagnosticBlock] {
    var joined: [DiagnosticBlock] = []
    var places: [Spot: Int] = [:]
    for block in blocks {
      let spot = Spot(path: block.path, start: block.place?.range.lowerBound)
      if let first = places[spot] {
        joined[first].others.append(block)
      } else {
        places[spot] = joined.count
        joined.append(block)
      }
    }
    return joined
  }

  /// Where a block begins.
  private struct Spot: Hashable {
    let path: RepositoryPath
    let start: Int?
  }

  /// What is left when notes are not wanted: what stops, and what somebody lets pass.
  var withoutNotes: DiagnosticBlock? {
    guard tone != .go, word != Level.annotate.word else { return nil }
    var block = self
    block.others = others.filter { $0.word != Level.annotate.word }
    return block
  }

  /// The block, each line ending in LF; lines are broken only where somebody tells the width.
  func text(_ paint: Paint, width: Int?) -> String {
    let start = place?.start
    let gutter = String(repeating: " ", count: start.map { String($0.line).utf8.count } ?? 1)
    let room = gutter.utf8.count + 3
    let bar = "\(gutter) \(paint("|", .frame))"
    let width = width.map { min(max($0, 40), 1000) }
    var lines = header(at: start, paint).lines(width: width, start: 0, hang: 4)
    if let place {
      let source = SourceLine(at: place, width: (width ?? 100) - room)
      let indent = String(repeating: " ", count: source.indent)
      lines.append(bar)
      lines.append(
        "\(paint("\(source.number) |", .frame))\(source.text.isEmpty ? "" : " ")\(source.text)")
      lines += marks(under: source, paint, width: width.map { $0 - room })
        .map { "\(bar) \(indent)\($0)" }
    }
    let (rows, help) = (rows(width: width.map { $0 - room }), advice)
    if place != nil, !rows.isEmpty || !others.isEmpty || !help.isEmpty { lines.append(bar) }
    for row in rows {
      lines.append("\(gutter) \(paint("=", .frame)) \(row.lines[0])")
      var more = row.lines.dropFirst()
      if let marks = row.marks {
        // What goes on beside the name goes on beside its marks.
        let beside = more.first?.dropFirst(marks.utf8.count) ?? ""
        let isFree = more.first?.prefix(marks.utf8.count).allSatisfy { $0 == " " } ?? true
        lines.append("\(gutter)   \(paint(marks, tone))\(isFree ? String(beside) : "")")
        if isFree { more = more.dropFirst() }
      }
      lines += more.map { "\(gutter)   \($0)" }
    }
    func listed(_ sentence: Wrapping) -> [String] {
      sentence.lines(width: width, start: room, hang: room + 2)
    }
    for other in others {
      let sentence = listed(other.sentence(Wrapping(paint)))
      lines.append("\(gutter) \(paint("=", .frame)) \(sentence[0])")
      lines += sentence.dropFirst()
    }
    for advice in help {
      var sentence = Wrapping(paint)
      sentence.addWhole("help", .note, then: ":")
      sentence.add(SafeText.line(advice))
      let all = sentence.lines(width: width, start: gutter.utf8.count + 1, hang: room + 2)
      lines.append("\(gutter) \(all[0])")
      lines += all.dropFirst()
    }
    if !explanation.isEmpty { lines.append("\(gutter) \(paint("because", .note)):") }
    for row in Self.table(explanation, width: width.map { $0 - room }) {
      lines += row.lines.map { "\(gutter)   \($0)" }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func header(at start: Position?, _ paint: Paint) -> Wrapping {
    var header = Wrapping(paint)
    let position = start.map { ":\($0.line):\($0.column)" } ?? ""
    header.addWhole(shownPath + position, .strong, then: ":")
    return sentence(header)
  }

  /// How bad it is, what it is, and by which rule, after what there is.
  private func sentence(_ start: Wrapping) -> Wrapping {
    var sentence = start
    sentence.addWhole(word, tone, then: ":")
    sentence.add(SafeText.line(message))
    if !rules.isEmpty { sentence.add("[\(RuleList.phrase(rules))]") }
    return sentence
  }

  /// The carets and the label, which goes below them where it does not fit beside them.
  private func marks(under source: SourceLine, _ paint: Paint, width: Int?) -> [String] {
    let mark = String(repeating: "^", count: source.markWidth)
    guard let label = label.map({ SafeText.line($0) }) else { return [paint(mark, tone)] }
    let beside = "\(mark) \(label)"
    guard let width, source.indent + DisplayWidth.of(beside) > width else {
      return [paint(beside, tone)]
    }
    let lines = Wrapping.lines(label, width: max(width - source.indent, 12), start: 0, hang: 0)
    return ([mark] + lines).map { paint($0, tone) }
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

  /// What is known, aligned as a table, then where it came from. A row has a line at least.
  private func rows(width: Int?) -> [(lines: [String], marks: String?)] {
    let facts = worst.reduce(into: [Finding.Fact]()) { facts, block in
      facts += block.facts.filter { !facts.contains($0) }
    }
    let phrases = (worst.flatMap(\.tree) + background).map { SafeText.line($0) }
    return Self.table(facts, width: width)
      + phrases.map { (Wrapping.lines($0, width: width, start: 0, hang: 2), nil) }
  }

  /// Names and what is said of each, in two columns.
  private static func table(
    _ facts: [Finding.Fact], width: Int?
  ) -> [(lines: [String], marks: String?)] {
    let names = facts.map { SafeText.line($0.name) }
    let widest = min(names.map { DisplayWidth.of($0) }.max() ?? 0, 40)
    return zip(names, facts).map { name, fact -> (lines: [String], marks: String?) in
      let padding = String(repeating: " ", count: max(0, widest - DisplayWidth.of(name)) + 3)
      let column = DisplayWidth.of(name + padding)
      // Where the names leave no room, what is said of them stands below.
      let hang = width.map { $0 - column < 24 ? 4 : column } ?? column
      let value = Wrapping.lines(
        SafeText.line(fact.value), width: width, start: column, hang: hang)
      // The name stands in quotes.
      let marks = fact.marks.isEmpty ? nil : NameMarks.line(fact.marks, indent: 1)
      return ([name + padding + value[0]] + value.dropFirst(), marks)
    }
  }
}
