extension PythonTokenizer {
  /// Where the string literal ends whose prefix is given and whose first quote follows it. What has
  /// no end of its own ends with its line, or with the text if it has three quotes.
  mutating func endOfString(prefix: Range<Int>) -> Int {
    let quoted = Quotes(at: prefix.upperBound, in: self)
    if let prefix = PythonStringPrefix(bytes[prefix]), prefix.isFormatted {
      if brokenFields < Self.maximumBrokenFields {
        if let end = endOfFormatted(quoted, isRaw: prefix.isRaw) { return end }
        brokenFields += 1
      }
    }
    let (stop, isClosed) = endOfPlain(quoted)
    if !isClosed {
      report(
        PythonProblem(
          "the string is not closed", at: prefix.lowerBound..<quoted.content,
          hidesRest: quoted.areTriple))
    }
    return stop
  }

  /// Looking for the end of fields that have none may lead to the end of the text; beyond this many
  /// times f-strings are read like others.
  private static let maximumBrokenFields = 8

  private func endOfPlain(_ quotes: Quotes) -> (Int, isClosed: Bool) {
    bytes.withUnsafeBufferPointer { bytes in
      var offset = quotes.content
      while offset < end {
        let byte = bytes[offset]
        if byte == quotes.byte {
          if let after = quotes.end(at: offset, in: self) { return (after, true) }
        } else if byte == UInt8(ascii: "\\") {
          offset = afterEscape(at: offset)
          continue
        } else if byte == 0x0a || byte == 0x0d, !quotes.areTriple {
          return (offset, false)
        }
        offset += 1
      }
      return (end, false)
    }
  }

  /// The offset after a backslash and what it keeps from its meaning.
  private func afterEscape(at offset: Int) -> Int {
    offset + 1 < end ? lineStart(after: offset + 1) : end
  }

  // https://peps.python.org/pep-0701/
  /// Where an f-string ends; nil if its fields do not close.
  private func endOfFormatted(_ quotes: Quotes, isRaw: Bool) -> Int? {
    var open = [Part(.literal, quotes, isRaw: isRaw)]
    var offset = quotes.content
    while offset < end, open.count <= Self.maximumParts {
      let last = open.count - 1
      let byte = bytes[offset]
      switch open[last].kind {
      case .literal, .spec:
        let part = open[last]
        if byte == part.quotes.byte, let after = part.quotes.end(at: offset, in: self) {
          if part.kind == .spec { return nil }
          open.removeLast()
          if open.isEmpty { return after }
          offset = after
          continue
        }
        switch byte {
        case 0x0a, 0x0d:
          if !part.quotes.areTriple { return nil }
          offset += 1
        case UInt8(ascii: "\\"): offset = afterEscape(at: offset, isRaw: part.isRaw)
        case UInt8(ascii: "{"):
          if part.kind == .literal, self[offset + 1] == byte {
            offset += 2
          } else {
            open.append(Part(.field, part.quotes, isRaw: part.isRaw))
            offset += 1
          }
        case UInt8(ascii: "}"):
          if part.kind == .spec { open.removeLast(2) }
          offset += 1
        default: offset += 1
        }
      case .field:
        guard let next = step(inFieldAt: offset, byte, &open) else { return nil }
        offset = next
      }
    }
    return nil
  }

  /// Goes one step on in the code of a field; nil if a string in it does not close.
  private func step(inFieldAt offset: Int, _ byte: UInt8, _ open: inout [Part]) -> Int? {
    let last = open.count - 1
    switch byte {
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): open[last].brackets += 1
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
      if open[last].brackets > 0 {
        open[last].brackets -= 1
      } else if byte == UInt8(ascii: "}") {
        open.removeLast()
      } else {
        return nil
      }
    case UInt8(ascii: ":") where open[last].brackets == 0:
      open.append(Part(.spec, open[last].quotes, isRaw: open[last].isRaw))
    case UInt8(ascii: "#"): return lineEnd(from: offset)
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return string(in: &open, prefix: offset..<offset)
    case _ where Self.isNameByte(byte):
      var stop = offset + 1
      while Self.isNameByte(self[stop]) { stop += 1 }
      let isQuoted = self[stop] == UInt8(ascii: "\"") || self[stop] == UInt8(ascii: "'")
      return isQuoted ? string(in: &open, prefix: offset..<stop) : stop
    default: break
    }
    return offset + 1
  }

  /// Opens a string within a field, or goes past it.
  private func string(in open: inout [Part], prefix: Range<Int>) -> Int? {
    let quotes = Quotes(at: prefix.upperBound, in: self)
    if let prefix = PythonStringPrefix(bytes[prefix]), prefix.isFormatted {
      open.append(Part(.literal, quotes, isRaw: prefix.isRaw))
      return quotes.content
    }
    let (stop, isClosed) = endOfPlain(quotes)
    return isClosed ? stop : nil
  }

  /// A backslash does not keep a brace from its meaning, but it gives `\N{…}` another.
  private func afterEscape(at offset: Int, isRaw: Bool) -> Int {
    switch self[offset + 1] {
    case UInt8(ascii: "{"), UInt8(ascii: "}"): return offset + 1
    case UInt8(ascii: "N") where !isRaw && self[offset + 2] == UInt8(ascii: "{"):
      var stop = offset + 3
      while stop < end, Self.isNameByte(bytes[stop]) || [0x20, 0x2d].contains(bytes[stop]) {
        stop += 1
      }
      return self[stop] == UInt8(ascii: "}") ? stop + 1 : offset + 2
    default: return afterEscape(at: offset)
    }
  }

  /// The most strings, fields and specifications that may lie within each other in one f-string.
  private static let maximumParts = 256

  /// A part of an f-string that is not closed yet.
  private struct Part {
    enum Kind { case literal, field, spec }

    let kind: Kind
    /// Those of the string that the part belongs to.
    let quotes: Quotes
    let isRaw: Bool
    var brackets = 0

    init(_ kind: Kind, _ quotes: Quotes, isRaw: Bool) {
      self.kind = kind
      self.quotes = quotes
      self.isRaw = isRaw
    }
  }

  /// The quotes that open a string and close it.
  private struct Quotes {
    let byte: UInt8
    let areTriple: Bool
    /// Where the string's content begins.
    let content: Int

    init(at offset: Int, in tokenizer: PythonTokenizer) {
      byte = tokenizer.bytes[offset]
      areTriple = tokenizer[offset + 1] == byte && tokenizer[offset + 2] == byte
      content = offset + (areTriple ? 3 : 1)
    }

    /// The offset after the closing quotes, if they stand at an offset that holds a quote.
    @inline(__always)
    func end(at offset: Int, in tokenizer: PythonTokenizer) -> Int? {
      if !areTriple { return offset + 1 }
      return tokenizer[offset + 1] == byte && tokenizer[offset + 2] == byte ? offset + 3 : nil
    }
  }
}
