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

  private var isLineStart: Bool {
    var place = index
    while place > text.range.lowerBound,
      [0x20, 0x09, UInt8(ascii: "@")].contains(bytes[place - 1])
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
