extension ShellReader {
  /// Skips blanks and continued line ends; true, so that it can stand in a condition.
  mutating func skipBlanks() -> Bool {
    let isRecipeStart = index == recipeStart
    while index < end {
      let byte = bytes[index]
      if byte == 0x20 || byte == 0x09 {
        index += 1
      } else if byte == 0x0d, index + 1 < end, bytes[index + 1] == 0x0a {
        index += 1
      } else if byte == dialect.escape, let width = lineEndWidth(at: index + 1) {
        index += 1 + width
      } else if byte == dialect.escape, index + 1 == end {
        index = end  // the text ends where its last line would go on
      } else {
        break
      }
    }
    if isRecipeStart { recipeStart = index }
    return true
  }

  /// The place behind the line ends at a place that the text goes on over, which may stand between
  /// the bytes of one sign.
  func behindLineEnds(_ place: Int) -> Int {
    var place = place
    while place < end, bytes[place] == dialect.escape, dialect.isPOSIX,
      let width = lineEndWidth(at: place + 1)
    {
      place += 1 + width
    }
    return place
  }

  /// How many bytes a line's end takes at a place; nil where none is.
  func lineEndWidth(at place: Int) -> Int? {
    guard place < end else { return nil }
    if bytes[place] == 0x0a { return 1 }
    return bytes[place] == 0x0d && place + 1 < end && bytes[place + 1] == 0x0a ? 2 : nil
  }

  /// Where the line of a place ends.
  mutating func lineEnd(from place: Int) -> Int {
    if !knownLine.contains(place) {
      let limit = text.range.upperBound
      let stop = bytes[min(place, limit)..<limit].firstIndex(of: 0x0a) ?? limit
      knownLine = min(place, stop)..<stop
    }
    return min(knownLine.upperBound, end)
  }

  /// Whether a comment begins here, where a word could.
  func isComment(before draft: ShellCommandDraft) -> Bool {
    if dialect != .cmd { return bytes[index] == UInt8(ascii: "#") }
    let rest = bytes[index..<end]
    return draft.isEmpty && (rest.starts(with: "::".utf8) || isRemark(rest))
  }

  mutating func skipComment() { index = lineEnd(from: index) }

  /// Whether `<# … #>` of PowerShell begins here.
  var isBlockComment: Bool {
    dialect == .powershell && index + 1 < end && bytes[index + 1] == UInt8(ascii: "#")
  }

  /// Skips to the end of the comment, or of the line when it has none.
  mutating func skipBlockComment() {
    guard maySearch else { return skipComment() }
    var place = index + 2
    while place + 1 < end {
      if bytes[place] == UInt8(ascii: "#"), bytes[place + 1] == UInt8(ascii: ">") {
        index = place + 2
        return
      }
      place += 1
    }
    readAgain += end - index
    skipComment()
  }

  /// Skips a sign that is not for the shell to see: `@`, `-` and `+` at the beginning of a recipe,
  /// `@` before a command of Windows; false when none is there.
  mutating func skipSign(before draft: ShellCommandDraft) -> Bool {
    let byte = bytes[index]
    let isAt = byte == UInt8(ascii: "@")
    switch dialect {
    case .make where index == recipeStart && depth == 0:
      guard isAt || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") else { return false }
      recipeStart = index + 1
    case .cmd where draft.isEmpty:
      guard isAt else { return false }
    default: return false
    }
    index += 1
    return true
  }

  private func isRemark(_ rest: ArraySlice<UInt8>) -> Bool {
    let word = rest.prefix(4).map { $0 | 0x20 }
    return word.starts(with: "rem".utf8)
      && (word.count == 3 || [0x20, 0x29, 0x2a, 0x2d].contains(word[3]))
  }
}
