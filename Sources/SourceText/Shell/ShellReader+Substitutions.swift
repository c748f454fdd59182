extension ShellReader {
  /// Reads the commands of `$(…)` or `<(…)`, from behind its parenthesis. One that nothing closes
  /// takes up all of the rest, whose commands are read all the same.
  mutating func readSubstitution(
    from start: Int, into draft: inout ShellWordDraft, isQuoted: Bool
  ) {
    let inside = index
    guard depth < Self.maximumDepth else {
      index = start
      return replace(.computed, upTo: inside, &draft, isQuoted: isQuoted)
    }
    let documentCount = documents.count
    depth += 1
    readCommands(inParentheses: true)
    depth -= 1
    // What follows the line is not the body of a document that began in here.
    documents.forgetOpen(from: documentCount)
    committed = index
    guard index < end else { return draft.breakOff(at: lineEnd(from: start)) }
    let stop = index + 1
    index = start
    replace(.computed, upTo: stop, &draft, isQuoted: isQuoted)
  }

  /// Reads the commands between backticks, which the next one closes whatever stands before it.
  mutating func readBacktick(into draft: inout ShellWordDraft, isQuoted: Bool) {
    guard dialect.isPOSIX else { return draft.step(&index) }
    let start = index
    guard depth < Self.maximumDepth, let close = closingBacktick(from: start + 1) else {
      return replace(.computed, upTo: start + 1, &draft, isQuoted: isQuoted)
    }
    let content = (start + 1)..<close
    if let unescaped = unescaped(content, isQuoted: isQuoted) {
      readText(unescaped)
      committed = close
    } else {
      readPart(content)
    }
    index = start
    replace(.computed, upTo: close + 1, &draft, isQuoted: isQuoted)
  }

  /// What stands between backticks without the escapes that are theirs; nil where there are none.
  private func unescaped(_ range: Range<Int>, isQuoted: Bool) -> MappedText? {
    guard bytes[range].contains(UInt8(ascii: "\\")) else { return nil }
    var builder = MappedTextBuilder(from: text)
    var start = range.lowerBound
    var place = start
    while place + 1 < range.upperBound {
      if bytes[place] == UInt8(ascii: "\\") {
        place += 1
        let byte = bytes[place]
        if "$`\\".utf8.contains(byte) || isQuoted && byte == UInt8(ascii: "\"") {
          builder.append(start..<(place - 1))
          start = place
        }
      }
      place += 1
    }
    builder.append(start..<range.upperBound)
    return builder.text
  }

  /// Reads the commands of another text as if they stood here.
  private mutating func readText(_ text: MappedText) {
    var reader = ShellReader(text, dialect: dialect, within: self)
    reader.readAll()
    take(reader)
  }

  /// Reads the commands of a part, whose end nothing in it can move. It may begin within a word.
  mutating func readPart(_ range: Range<Int>, isInWord: Bool = false) {
    guard depth < Self.maximumDepth else { return }
    let documentCount = documents.count
    let outerEnd = end
    index = range.lowerBound
    end = range.upperBound
    depth += 1
    if isInWord, index < end, !dialect.endsWord(bytes[index]) { _ = word() }
    readCommands(inParentheses: false)
    depth -= 1
    end = outerEnd
    documents.forgetOpen(from: documentCount)
    committed = range.upperBound
  }

  /// Reads the bodies of here-documents that are due, with the commands of substitutions in them.
  mutating func readDocuments() {
    let bodies = documents.readBodies(of: text, from: &index, upTo: end)
    guard !bodies.isEmpty, depth < Self.maximumDepth else { return }
    let (outerIndex, outerEnd) = (index, end)
    depth += 1
    for body in bodies {
      index = body.lowerBound
      end = body.upperBound
      var word = ShellWordDraft(text, from: index)
      while index < end {
        switch bytes[index] {
        case UInt8(ascii: "$"), UInt8(ascii: "`"), dialect.escape:
          readNested(bytes[index], into: &word, isQuoted: true)
        default: index += 1
        }
      }
    }
    depth -= 1
    (index, end) = (outerIndex, outerEnd)
    committed = index
  }

  private func closingBacktick(from start: Int) -> Int? {
    var place = start
    while place < end, bytes[place] != UInt8(ascii: "`") {
      place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
    }
    return place < end ? place : nil
  }
}
