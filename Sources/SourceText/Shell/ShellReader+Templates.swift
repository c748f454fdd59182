extension ShellReader {
  /// Reads `{{ … }}` of a template; another brace stands for itself.
  ///
  /// To a shell such braces are nothing special, so that commands may stand between them.
  mutating func readBrace(into draft: inout ShellWordDraft, isQuoted: Bool) {
    guard index + 1 < end, bytes[index + 1] == UInt8(ascii: "{"),
      let close = evenTemplateEnd(at: index, isQuoted: isQuoted)
    else {
      if !isQuoted { draft.noteBrace(at: index) }
      return draft.step(&index)
    }
    let start = index
    let content = (start + 2)..<(close - 2)
    if !isQuoted {
      if bytes[content].contains(where: { ";&|(`".utf8.contains($0) }) {
        readPart(content, isInWord: true)
      }
    } else if let quote = bytes[content].firstIndex(of: UInt8(ascii: "\"")) {
      readPart((quote + 1)..<content.upperBound, isInWord: true)
    }
    index = start
    replace(.computed, upTo: close, &draft, isQuoted: isQuoted)
  }

  /// Where a template's expression ends that begins here, if to a shell its quotes are closed in it:
  /// else it is read as a shell reads it.
  private mutating func evenTemplateEnd(at start: Int, isQuoted: Bool) -> Int? {
    guard let close = templateEnd(at: start) else { return nil }
    if isQuotedEvenly((start + 2)..<(close - 2), isQuoted: isQuoted) { return close }
    templateless = start..<close
    return nil
  }

  /// Whether a part leaves no quote open, nor closes the one that it stands in.
  private func isQuotedEvenly(_ range: Range<Int>, isQuoted: Bool) -> Bool {
    let outer = isQuoted ? UInt8(ascii: "\"") : 0
    var quote = outer
    var place = range.lowerBound
    while place < range.upperBound {
      let byte = bytes[place]
      if byte == dialect.escape, quote != UInt8(ascii: "'") {
        place += 1
      } else if quote == 0, byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        quote = byte
      } else if byte == quote {
        quote = 0
      }
      place += 1
    }
    return quote == outer
  }

  /// Where a template's expression ends, in the same line, that begins here with two braces.
  mutating func templateEnd(at start: Int) -> Int? {
    if templateless.contains(start) { return nil }
    let limit = lineEnd(from: start)
    var place = start + 2
    while place + 1 < limit {
      if bytes[place] == UInt8(ascii: "}"), bytes[place + 1] == bytes[place] { return place + 2 }
      place += 1
    }
    templateless = start..<max(start, limit)
    return nil
  }

  /// Where `<< parameters.version >>` ends, which CircleCI replaces; nil where none begins here.
  // https://circleci.com/docs/reference/reusing-config/#using-the-parameters-declaration
  func parameterEnd(at start: Int) -> Int? {
    var place = start + 2
    while place < end, bytes[place] == 0x20 { place += 1 }
    let rest = bytes[place..<end]
    guard ["parameters.", "pipeline.", "matrix."].contains(where: { rest.starts(with: $0.utf8) })
    else { return nil }
    while place < end,
      ShellVariable.isNameByte(bytes[place]) || ".- ".utf8.contains(bytes[place])
    {
      place += 1
    }
    return bytes[place..<end].starts(with: ">>".utf8) ? place + 2 : nil
  }
}
