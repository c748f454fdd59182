extension YAMLNode {
  /// The text of a scalar with the way back to the bytes it stands for; nil for lists and mappings.
  ///
  /// Each byte that stands in the file leads to itself; what an escape or the fold of a line makes
  /// leads to where that begins.
  package func mappedText(in file: SourceFile) -> MappedText? {
    guard case .scalar(let text, _) = content else { return nil }
    let decoded = Array(text.utf8)
    let written = MappedText(range, of: file)
    if written.content.elementsEqual(decoded) { return written }
    var reader = YAMLScalarReader(MappedText(range.lowerBound..<blankEnd(in: file), of: file))
    let mapped = reader.read(decoded, end: range.upperBound)
    // libyaml decides what a file says, and this only where it stands.
    return mapped.content.elementsEqual(decoded)
      ? mapped : MappedText(decoded: decoded, at: written.location)
  }

  /// Where the white space behind the node ends, some of which belongs to the text of a block.
  private func blankEnd(in file: SourceFile) -> Int {
    let first = file.bytes[range].first
    guard first == UInt8(ascii: "|") || first == UInt8(ascii: ">") else { return range.upperBound }
    let blanks: Set<UInt8> = [0x20, 0x09, 0x0a, 0x0d]
    return file.bytes[range.upperBound...].firstIndex { !blanks.contains($0) } ?? file.bytes.count
  }
}

/// Reads a scalar once more, as libyaml has read it, and keeps where each byte comes from.
// https://yaml.org/spec/1.2.2/#chapter-7-flow-style-productions, in the details as libyaml 0.2.5 does.
private struct YAMLScalarReader {
  private let source: MappedText
  private var output: MappedTextBuilder
  private var index: Int
  private var end: Int

  init(_ source: MappedText) {
    self.source = source
    output = MappedTextBuilder(from: source)
    index = source.range.lowerBound
    end = source.range.upperBound
  }

  /// `decoded` only tells how deep a block of text is indented; all but a block ends at `end`.
  mutating func read(_ decoded: [UInt8], end: Int) -> MappedText {
    switch current {
    case UInt8(ascii: "|"), UInt8(ascii: ">"): readBlock(decoded)
    case UInt8(ascii: "'"), UInt8(ascii: "\""):
      self.end = end
      readQuoted()
    default:
      self.end = end
      readFlow(quote: nil)
    }
    return output.text
  }

  private var current: UInt8? { index < end ? source.bytes[index] : nil }

  /// The bytes of the line ending at the index; 0 when there is none.
  private var breakWidth: Int {
    switch current {
    case 0x0a: 1
    case 0x0d: index + 1 < end && source.bytes[index + 1] == 0x0a ? 2 : 1
    default: 0
    }
  }

  private var isAtBlank: Bool { current == 0x20 || current == 0x09 }

  private mutating func readQuoted() {
    let quote = current
    index += 1
    if end > index, source.bytes[end - 1] == quote { end -= 1 }
    readFlow(quote: quote)
  }

  /// Reads text whose lines are folded: plain or in quotes.
  private mutating func readFlow(quote: UInt8?) {
    while let byte = current {
      if breakWidth > 0 || isAtBlank {
        readBlanks()
      } else if byte == quote, byte == UInt8(ascii: "'") {
        output.append(index..<index + 1)
        index += 2
      } else if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        readEscape()
      } else {
        let start = index
        repeat { index += 1 } while !isAtMark(quote)
        output.append(start..<index)
      }
    }
  }

  /// Whether the byte at the index may mean something else than itself.
  private func isAtMark(_ quote: UInt8?) -> Bool {
    guard let byte = current else { return true }
    return byte <= 0x20 || byte == quote || byte == UInt8(ascii: "\\") && quote != nil
  }

  /// Reads white space: as it is within a line, folded around the ends of lines.
  private mutating func readBlanks() {
    let start = index
    while isAtBlank { index += 1 }
    if breakWidth == 0 { return output.append(start..<index) }
    let first = index
    index += breakWidth
    if !readFurtherBreaks() { output.append([0x20], for: first) }
  }

  /// Reads empty lines and the indentation of the next; each empty line is a line feed.
  private mutating func readFurtherBreaks() -> Bool {
    var isAny = false
    while isAtBlank || breakWidth > 0 {
      if isAtBlank {
        index += 1
      } else {
        output.append([0x0a], for: index)
        index += breakWidth
        isAny = true
      }
    }
    return isAny
  }

  private mutating func readEscape() {
    let start = index
    index += 1
    if breakWidth > 0 {
      index += breakWidth
      _ = readFurtherBreaks()
      return
    }
    guard let (scalar, digits) = escaped else { return }
    index += 1
    var value = scalar
    if digits > 0 {
      value = 0
      let stop = min(index + digits, end)
      while index < stop, let digit = source.bytes[index].hexadecimalValue {
        value = value << 4 | digit
        index += 1
      }
    }
    output.append(
      Unicode.Scalar(value).flatMap { UTF8.encode($0) }.map(Array.init) ?? [], for: start)
  }

  /// What the letter of an escape stands for, or the number of its digits.
  private var escaped: (UInt32, digits: Int)? {
    switch current {
    case nil: nil
    case UInt8(ascii: "0"): (0, 0)
    case UInt8(ascii: "a"): (0x07, 0)
    case UInt8(ascii: "b"): (0x08, 0)
    case UInt8(ascii: "t"): (0x09, 0)
    case UInt8(ascii: "n"): (0x0a, 0)
    case UInt8(ascii: "v"): (0x0b, 0)
    case UInt8(ascii: "f"): (0x0c, 0)
    case UInt8(ascii: "r"): (0x0d, 0)
    case UInt8(ascii: "e"): (0x1b, 0)
    case UInt8(ascii: "N"): (0x85, 0)
    case UInt8(ascii: "_"): (0xa0, 0)
    case UInt8(ascii: "L"): (0x2028, 0)
    case UInt8(ascii: "P"): (0x2029, 0)
    case UInt8(ascii: "x"): (0, 2)
    case UInt8(ascii: "u"): (0, 4)
    case UInt8(ascii: "U"): (0, 8)
    case .some(let byte): (UInt32(byte), 0)
    }
  }
}

// https://yaml.org/spec/1.2.2/#81-block-scalar-styles
extension YAMLScalarReader {
  private mutating func readBlock(_ decoded: [UInt8]) {
    let isFolded = current == UInt8(ascii: ">")
    let header = source.bytes[index..<end].prefix { "|>+-0123456789".utf8.contains($0) }
    while current != nil, breakWidth == 0 { index += 1 }
    index += breakWidth
    if decoded.allSatisfy({ $0 == 0x0a }) { return readEmptyLines(decoded.count) }
    let indentation = indentation(decoded)
    var breaks = readLineBreaks(indentation)
    var lineBreak: Int?
    var wasBlank = false
    while current != nil {
      let isBlank = isAtBlank
      if let place = lineBreak {
        if isFolded, !wasBlank, !isBlank {
          if breaks.isEmpty { output.append([0x20], for: place) }
        } else {
          output.append([0x0a], for: place)
        }
      }
      for place in breaks { output.append([0x0a], for: place) }
      wasBlank = isBlank
      let start = index
      while current != nil, breakWidth == 0 { index += 1 }
      output.append(start..<index)
      lineBreak = breakWidth > 0 ? index : nil
      index += breakWidth
      breaks = readLineBreaks(indentation)
    }
    if header.contains(UInt8(ascii: "-")) { return }
    if let place = lineBreak { output.append([0x0a], for: place) }
    if header.contains(UInt8(ascii: "+")) {
      for place in breaks { output.append([0x0a], for: place) }
    }
  }

  /// Reads a block that holds no more than so many ends of lines.
  private mutating func readEmptyLines(_ count: Int) {
    for _ in 0..<count {
      while isAtBlank { index += 1 }
      if breakWidth == 0 { return }
      output.append([0x0a], for: index)
      index += breakWidth
    }
  }

  /// Reads empty lines and the indentation of the next; gives the places of their ends.
  private mutating func readLineBreaks(_ indentation: Int) -> [Int] {
    var places: [Int] = []
    while true {
      var column = 0
      while column < indentation, current == 0x20 {
        index += 1
        column += 1
      }
      if breakWidth == 0 { return places }
      places.append(index)
      index += breakWidth
    }
  }

  /// How deep the lines are indented: what the first line that holds something has more than what it
  /// stands for.
  private func indentation(_ decoded: [UInt8]) -> Int {
    let emptyLines = decoded.prefix { $0 == 0x0a }.count
    var line = index
    for _ in 0..<emptyLines {
      while line < end, source.bytes[line] != 0x0a, source.bytes[line] != 0x0d { line += 1 }
      let isCRLF = line + 1 < end && source.bytes[line] == 0x0d && source.bytes[line + 1] == 0x0a
      line += isCRLF ? 2 : 1
    }
    guard line < end else { return 0 }
    let written = source.bytes[line..<end].prefix { $0 == 0x20 }.count
    return max(0, written - decoded[emptyLines...].prefix { $0 == 0x20 }.count)
  }
}
