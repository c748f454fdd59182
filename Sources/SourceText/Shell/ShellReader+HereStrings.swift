extension ShellReader {
  /// Reads `@'…'@` or `@"…"@` of PowerShell, whose quotes have lines to themselves.
  // https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_quoting_rules#here-strings
  mutating func readHereString(into draft: inout ShellWordDraft) {
    guard let (content, quote) = hereString() else { return draft.step(&index) }
    draft.isQuoted = true
    index = content.lowerBound
    if quote == UInt8(ascii: "'") {
      if !content.isEmpty { draft.step(&index, to: content.upperBound) }
    } else {
      let outerEnd = end
      end = content.upperBound
      while index < end, !draft.isBroken {
        switch bytes[index] {
        case dialect.escape: readQuotedEscape(into: &draft)
        case UInt8(ascii: "$"): readDollar(into: &draft, isQuoted: true)
        default: draft.step(&index)
        }
      }
      end = outerEnd
    }
    index = content.upperBound + 3
  }

  /// The content of the here-string that begins here, without its line ends, and its quote.
  private mutating func hereString() -> (Range<Int>, quote: UInt8)? {
    guard index + 1 < end, maySearch else { return nil }
    let quote = bytes[index + 1]
    guard quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else { return nil }
    var place = index + 2
    while place < end, [0x20, 0x09, 0x0d].contains(bytes[place]) { place += 1 }
    guard place < end, bytes[place] == 0x0a else { return nil }
    let start = place + 1
    while place + 2 < end {
      if bytes[place] == 0x0a, bytes[place + 1] == quote, bytes[place + 2] == UInt8(ascii: "@") {
        return (min(start, place)..<place, quote)
      }
      place += 1
    }
    readAgain += end - index
    return nil
  }
}
