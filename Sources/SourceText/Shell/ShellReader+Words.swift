extension ShellReader {
  /// Reads one word; nil when nothing of one stands here.
  mutating func word() -> ShellWord? { word(from: index) }

  /// Reads one word, of which the bytes up to a place stand for themselves.
  mutating func word(from place: Int) -> ShellWord? {
    let start = index
    var draft = ShellWordDraft(text, from: start)
    if place > start { draft.step(&index, to: place) }
    while index < end, !draft.isBroken {
      let byte = bytes[index]
      if dialect.endsWord(byte), byte != 0x0d || !isLoneReturn {
        guard draft.start == index, isProcess else { break }
        readProcess(into: &draft)
        continue
      }
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
      case UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: "}"):
        draft.noteBrace(at: index)
        draft.step(&index)
      case UInt8(ascii: "@") where dialect == .powershell && draft.start == index:
        readHereString(into: &draft)
      case UInt8(ascii: "*"), UInt8(ascii: "?"):
        draft.step(&index)
        draft.expand(.pattern, from: index - 1, to: index, isQuoted: false)
      default: draft.step(&index)
      }
    }
    return index == start ? nil : draft.word(upTo: index)
  }

  /// Whether a carriage return stands here that belongs to no line's end, which is like a letter.
  var isLoneReturn: Bool {
    dialect.isPOSIX && bytes[index] == 0x0d && lineEndWidth(at: index) == nil && index + 1 < end
  }

  /// Whether `<(…)` or `>(…)` begins here.
  var isProcess: Bool {
    dialect.isPOSIX && index + 1 < end
      && (bytes[index] == UInt8(ascii: "<") || bytes[index] == UInt8(ascii: ">"))
      && bytes[index + 1] == UInt8(ascii: "(")
  }

  mutating func readProcess(into draft: inout ShellWordDraft) {
    let start = index
    index += 2
    readSubstitution(from: start, into: &draft, isQuoted: false)
  }

  private mutating func readEscape(into draft: inout ShellWordDraft) {
    if let width = lineEndWidth(at: index + 1) {
      index += 1 + width
    } else if index + 1 < end {
      draft.isQuoted = true
      index += 1
      draft.step(&index)
    } else {
      // The text ends where its last line would go on.
      index = end
    }
  }

  mutating func readApostrophes(into draft: inout ShellWordDraft) {
    let start = index
    var close = start + 1
    let limit = maySearch ? end : lineEnd(from: start)
    while close < limit, bytes[close] != UInt8(ascii: "'") { close += 1 }
    guard close < limit else {
      index = limit
      return breakOff(&draft, at: start)
    }
    draft.isQuoted = true
    index = start + 1
    draft.step(&index, to: close)
    index = close + 1
    // PowerShell doubles the quote that is meant.
    if dialect == .powershell, close + 1 < end, bytes[close + 1] == UInt8(ascii: "'") {
      draft.step(&index)
      index = close + 1
    }
  }

  mutating func readQuotationMarks(into draft: inout ShellWordDraft) {
    let start = index
    let limit = maySearch && dialect != .cmd ? end : lineEnd(from: start)
    draft.isQuoted = true
    index += 1
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
    index += 1
    // PowerShell doubles the quote that is meant, here as well.
    if dialect == .powershell, index < end, bytes[index] == UInt8(ascii: "\"") {
      draft.step(&index)
      index -= 1
    }
  }

  mutating func readQuotedEscape(into draft: inout ShellWordDraft) {
    if let width = lineEndWidth(at: index + 1) {
      index += 1 + width
      return
    }
    let isMeant =
      index + 1 < end
      && (dialect == .powershell || "$`\"\\".utf8.contains(bytes[index + 1]))
    if isMeant { index += 1 }
    draft.step(&index)
  }

  /// Ends a word whose quote is not closed at the end of the line, so that the next line is read. If
  /// too much was read again, commands behind it that were read stay.
  mutating func breakOff(_ draft: inout ShellWordDraft, at place: Int) {
    let stop = lineEnd(from: place)
    draft.breakOff(at: stop)
    let next = max(stop, place + 1)
    if next >= committed || readAgain + index - next > readAgainLimit {
      let next = max(next, committed)
      readAgain += max(0, index - next)
      index = next
    } else {
      forgetCommands(behind: next)
      readAgain += max(0, index - next)
      committed = next
      index = next
    }
  }
}
