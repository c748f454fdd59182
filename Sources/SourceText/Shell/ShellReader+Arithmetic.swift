extension ShellReader {
  /// Skips `((…))` where a command could begin; false where two subshells stand there.
  mutating func skipArithmeticCommand() -> Bool {
    let start = index
    let second = behindLineEnds(start + 1)
    guard dialect.isPOSIX, second < end, bytes[second] == UInt8(ascii: "(") else { return false }
    index = second + 1
    if skipArithmetic(UInt8(ascii: "("), UInt8(ascii: ")"), isDoubled: true) { return true }
    index = start
    return false
  }

  /// Where `name[…]` ends, in whose brackets a shell sees arithmetic; nil where it does not begin here
  /// or its line ends before.
  mutating func subscriptEnd() -> Int? {
    var place = index
    while place < end, ShellVariable.isNameByte(bytes[place]) { place += 1 }
    guard dialect.isPOSIX, place > index, place < end, bytes[place] == UInt8(ascii: "[") else {
      return nil
    }
    let (start, outerEnd) = (index, end)
    index = place + 1
    end = lineEnd(from: place)
    let isSubscript = skipArithmetic(UInt8(ascii: "["), UInt8(ascii: "]"), isDoubled: false)
    let stop = index
    (index, end) = (start, outerEnd)
    return isSubscript ? min(stop, outerEnd) : nil
  }

  /// Skips arithmetic from its first byte to behind the sign that closes it; false, and nothing
  /// skipped, where it is none. The commands of substitutions in it are read.
  // A shell decides so: https://www.gnu.org/software/bash/manual/bash.html#Command-Substitution
  mutating func skipArithmetic(_ open: UInt8, _ close: UInt8, isDoubled: Bool) -> Bool {
    guard depth < Self.maximumDepth, maySearch else { return false }
    let start = index
    let counts = (commands.count, assignments.count, documents.count)
    var word = ShellWordDraft(text, from: index)
    var level = 0
    depth += 1
    defer { depth -= 1 }
    while index < end, !word.isBroken {
      let byte = bytes[index]
      if byte == close, level == 0 {
        let second = isDoubled ? behindLineEnds(index + 1) : index
        if second < end, bytes[second] == close {
          index = second + 1
          return true
        }
        if mayGoBack(to: start) { break }
        level = 1
      }
      if byte == open { level += 1 }
      if byte == close { level -= 1 }
      readNested(byte, into: &word, isQuoted: false)
    }
    if !mayGoBack(to: start) { return true }
    goBack(to: start, commands: counts.0, assignments: counts.1, documents: counts.2)
    return false
  }

  /// Reads a byte, or what it begins, inside of an expansion, whose text is the shell's alone.
  mutating func readNested(_ byte: UInt8, into word: inout ShellWordDraft, isQuoted: Bool) {
    switch byte {
    case dialect.escape: index = min(index + 2, end)
    case UInt8(ascii: "'") where !isQuoted: readApostrophes(into: &word)
    case UInt8(ascii: "\""): readQuotationMarks(into: &word)
    case UInt8(ascii: "$"): readDollar(into: &word, isQuoted: isQuoted)
    case UInt8(ascii: "`"): readBacktick(into: &word, isQuoted: isQuoted)
    default: index += 1
    }
  }
}
