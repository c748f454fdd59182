extension ShellReader {
  /// Skips blanks and continued line ends; true, so that it can stand in a condition.
  mutating func skipBlanks() -> Bool {
    while index < end {
      let byte = bytes[index]
      if byte == 0x20 || byte == 0x09 {
        index += 1
      } else if byte == 0x0d, index + 1 < end, bytes[index + 1] == 0x0a {
        index += 1
      } else if byte == dialect.escape, let width = lineEndWidth(at: index + 1) {
        index += 1 + width
      } else {
        break
      }
    }
    return true
  }

  /// How many bytes a line's end takes at a place; nil where none is.
  func lineEndWidth(at place: Int) -> Int? {
    guard place < end else { return nil }
    if bytes[place] == 0x0a { return 1 }
    return bytes[place] == 0x0d && place + 1 < end && bytes[place + 1] == 0x0a ? 2 : nil
  }

  /// Where the line of a place ends.
  mutating func lineEnd(from place: Int) -> Int {
    if knownLine.contains(place) { return knownLine.upperBound }
    let stop = bytes[min(place, end)..<end].firstIndex(of: 0x0a) ?? end
    knownLine = min(place, stop)..<stop
    return stop
  }

  /// Whether a comment begins here, where a word could.
  func isComment() -> Bool {
    let byte = bytes[index]
    switch dialect {
    case .posix, .make: return byte == UInt8(ascii: "#")
    case .powershell:
      return byte == UInt8(ascii: "#")
    case .cmd:
      return isLineStart
        && (bytes[index..<end].starts(with: "::".utf8) || isRemark(bytes[index..<end]))
    }
  }

  mutating func skipComment() { index = lineEnd(from: index) }

  /// Whether `<# … #>` of PowerShell begins here.
  var isBlockComment: Bool {
    dialect == .powershell && index + 1 < end && bytes[index + 1] == UInt8(ascii: "#")
  }

  /// Skips to the end of the comment, or of the line when it has none.
  mutating func skipBlockComment() {
    guard maySearch, let close = bytes[index..<end].firstRange(of: Array("#>".utf8)) else {
      failures += 1
      return skipComment()
    }
    index = close.upperBound
  }

  /// Skips a sign that only make sees, at the beginning of a recipe's line; false when none is there.
  mutating func skipRecipeSign(before draft: ShellCommandDraft) -> Bool {
    guard dialect == .make, depth == 0, draft.command.words.isEmpty,
      "@-+".utf8.contains(bytes[index]), isLineStart
    else { return false }
    index += 1
    return true
  }

  private var isLineStart: Bool {
    var place = index
    while place > text.range.lowerBound,
      " \t@-+".utf8.contains(bytes[place - 1])
    {
      place -= 1
    }
    return place == text.range.lowerBound || bytes[place - 1] == 0x0a
  }

  private func isRemark(_ rest: ArraySlice<UInt8>) -> Bool {
    let word = rest.prefix(4).map { $0 | 0x20 }
    return word.starts(with: "rem".utf8)
      && (word.count == 3 || [0x20, 0x29, 0x2a, 0x2d].contains(word[3]))
  }
}
