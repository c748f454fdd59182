import SourceText

/// Splits the options of a line into words as Python's `shlex.split` does.
enum OptionWords {
  static func split(_ line: MappedText) throws(Unreadable) -> [MappedText] {
    var words: [MappedText] = []
    var index = line.range.lowerBound
    while index < line.range.upperBound {
      if isBlank(line.bytes[index]) {
        index += 1
        continue
      }
      var word = Word(line: line, start: index)
      try word.scan()
      words.append(word.text)
      index = word.index
    }
    return words
  }

  fileprivate static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}

/// One word while it is read. Its bytes are only collected once a quote or an escape makes them
/// differ from the line's.
private struct Word {
  let line: MappedText
  let start: Int
  private(set) var index: Int
  private var bytes: [UInt8] = []
  private var runs: [MappedText.Run] = []
  private var isVerbatim = true

  private static let backslash = UInt8(ascii: "\\")
  private static let apostrophe = UInt8(ascii: "'")
  private static let quotationMark = UInt8(ascii: "\"")

  init(line: MappedText, start: Int) {
    self.line = line
    self.start = start
    index = start
  }

  var text: MappedText {
    if isVerbatim { return line.part(start..<index) }
    let runs = runs.isEmpty ? [.init(start: 0, source: line.source(of: start))] : runs
    return MappedText(bytes, runs: runs, of: line.file)
  }

  mutating func scan() throws(Unreadable) {
    let end = line.range.upperBound
    while index < end, !OptionWords.isBlank(line.bytes[index]) {
      switch line.bytes[index] {
      case Self.backslash:
        collect()
        guard index + 1 < end else { throw unfinished("a backslash ends the line") }
        take(index + 1)
        index += 2
      case Self.apostrophe:
        collect()
        index += 1
        while index < end, line.bytes[index] != Self.apostrophe { takeNext() }
        guard index < end else { throw unfinished("a quote is not closed") }
        index += 1
      case Self.quotationMark:
        collect()
        try scanQuoted(until: end)
      default:
        if isVerbatim { index += 1 } else { takeNext() }
      }
    }
  }

  private mutating func scanQuoted(until end: Int) throws(Unreadable) {
    index += 1
    while index < end, line.bytes[index] != Self.quotationMark {
      if line.bytes[index] == Self.backslash, index + 1 < end,
        line.bytes[index + 1] == Self.backslash || line.bytes[index + 1] == Self.quotationMark
      {
        index += 1
      }
      takeNext()
    }
    guard index < end else { throw unfinished("a quote is not closed") }
    index += 1
  }

  /// Copies what was verbatim so far.
  private mutating func collect() {
    guard isVerbatim else { return }
    isVerbatim = false
    for position in start..<index { take(position) }
  }

  private mutating func takeNext() {
    take(index)
    index += 1
  }

  private mutating func take(_ position: Int) {
    let source = line.source(of: position)
    if runs.last.map({ $0.source + bytes.count - $0.start }) != source {
      runs.append(.init(start: bytes.count, source: source))
    }
    bytes.append(line.bytes[position])
  }

  private func unfinished(_ what: String) -> Unreadable {
    .declaration(
      "the options cannot be split: \(what)",
      at: line.location(of: start..<line.range.upperBound), help: "close what the word opens")
  }
}
