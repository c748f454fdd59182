extension ShellReader {
  /// Reads one word; nil when nothing of one stands here.
  mutating func word() -> ShellWord? {
    let start = index
    var draft = ShellWordDraft(text, from: start)
    while index < end, !draft.isBroken {
      let byte = bytes[index]
      if dialect.endsWord(byte) {
        guard isPartOfWord(byte, of: draft) else { break }
        readProcess(into: &draft)
        continue
      }
      if byte == UInt8(ascii: "`"), dialect.isPOSIX, depth > 0, isBacktickOpen { break }
      switch byte {
      case dialect.escape: readEscape(into: &draft)
      case UInt8(ascii: "'") where dialect != .cmd: readApostrophes(into: &draft)
      case UInt8(ascii: "\""): readQuotationMarks(into: &draft)
      case UInt8(ascii: "$") where dialect != .cmd: readDollar(into: &draft, isQuoted: false)
      case UInt8(ascii: "`"): readBacktick(into: &draft, isQuoted: false)
      case UInt8(ascii: "%"), UInt8(ascii: "!"):
        if dialect == .cmd {
          readPercent(into: &draft, isQuoted: false)
        } else {
          draft.step(&index)
        }
      case UInt8(ascii: "{"): readBrace(into: &draft, isQuoted: false)
      case UInt8(ascii: "*"), UInt8(ascii: "?"):
        draft.step(&index)
        draft.expand(.pattern, from: index - 1, to: index, isQuoted: false)
      default: draft.step(&index)
      }
    }
    return index == start ? nil : draft.word(upTo: index)
  }

  /// Whether `<(…)`, `>(…)` or `=(…)` goes on with the word.
  private func isPartOfWord(_ byte: UInt8, of draft: ShellWordDraft) -> Bool {
    dialect.isPOSIX && draft.start == index && index + 1 < end
      && (byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">"))
      && bytes[index + 1] == UInt8(ascii: "(")
  }

  private mutating func readProcess(into draft: inout ShellWordDraft) {
    let start = index
    index += 2
    readSubstitution(from: start, into: &draft, isQuoted: false)
  }

  private mutating func readEscape(into draft: inout ShellWordDraft) {
    if let width = lineEndWidth(at: index + 1) {
      draft.skip(to: index + 1 + width, &index)
    } else if index + 1 < end {
      draft.isQuoted = true
      draft.skip(to: index + 1, &index)
      draft.step(&index)
    } else {
      // The text ends where its last line would go on.
      draft.skip(to: end, &index)
    }
  }

  private mutating func readApostrophes(into draft: inout ShellWordDraft) {
    let start = index
    var close = start + 1
    let limit = maySearch ? end : lineEnd(from: start)
    while close < limit, bytes[close] != UInt8(ascii: "'") { close += 1 }
    guard close < limit else { return breakOff(&draft, at: start) }
    draft.isQuoted = true
    draft.skip(to: start + 1, &index)
    draft.step(&index, to: close)
    draft.skip(to: close + 1, &index)
    // PowerShell doubles the quote that is meant.
    if dialect == .powershell, close + 1 < end, bytes[close + 1] == UInt8(ascii: "'") {
      draft.step(&index)
      index -= 1
      draft.skip(to: close + 1, &index)
    }
  }

  private mutating func readQuotationMarks(into draft: inout ShellWordDraft) {
    let start = index
    let limit = maySearch ? end : lineEnd(from: start)
    draft.isQuoted = true
    draft.skip(to: start + 1, &index)
    while index < limit, bytes[index] != UInt8(ascii: "\""), !draft.isBroken {
      switch bytes[index] {
      case dialect.escape where dialect != .cmd: readQuotedEscape(into: &draft)
      case UInt8(ascii: "$") where dialect != .cmd: readDollar(into: &draft, isQuoted: true)
      case UInt8(ascii: "`") where dialect.isPOSIX: readBacktick(into: &draft, isQuoted: true)
      case UInt8(ascii: "%") where dialect == .cmd: readPercent(into: &draft, isQuoted: true)
      case UInt8(ascii: "{"): readBrace(into: &draft, isQuoted: true)
      default: draft.step(&index)
      }
    }
    if draft.isBroken { return }
    guard index < limit else { return breakOff(&draft, at: start) }
    draft.skip(to: index + 1, &index)
  }

  private mutating func readQuotedEscape(into draft: inout ShellWordDraft) {
    if let width = lineEndWidth(at: index + 1) {
      return draft.skip(to: index + 1 + width, &index)
    }
    let isMeant =
      index + 1 < end
      && (dialect == .powershell || "$`\"\\".utf8.contains(bytes[index + 1]))
    if isMeant { draft.skip(to: index + 1, &index) }
    draft.step(&index)
  }

  /// Ends a word whose quote is not closed at the end of the line, so that the next line is read.
  mutating func breakOff(_ draft: inout ShellWordDraft, at place: Int) {
    failures += 1
    index = max(lineEnd(from: place), place + 1)
    draft.isBroken = true
  }
}
