/// What adjacent string literals stand for together.
// https://docs.python.org/3/reference/lexical_analysis.html#string-and-bytes-literals
package enum PythonString: Hashable, Sendable {
  /// The text, with the way back to the literals' own bytes.
  case text(MappedText)
  /// Bytes, not text.
  case bytes
  /// An f-string or a template string with fields: its text is known only when it runs.
  case formatted
  /// An escape that is invalid, that names a character, or that stands for half of one.
  case undecided

  /// Reads literals that follow each other; the ranges are those of their tokens in `text`.
  package init(_ literals: some Collection<Range<Int>>, in text: MappedText) {
    var builder = MappedTextBuilder(from: text)
    for literal in literals {
      guard let literal = PythonLiteral(literal, in: text) else {
        self = .undecided
        return
      }
      if literal.isBytes {
        self = .bytes
        return
      }
      if literal.hasFields {
        self = .formatted
        return
      }
      if literals.count == 1, literal.isVerbatim {
        self = .text(text.part(literal.content))
        return
      }
      guard literal.append(to: &builder) else {
        self = .undecided
        return
      }
    }
    self = .text(builder.isEmpty ? Self.empty(literals, in: text) : builder.text)
  }

  /// An empty text stands where the first literal does.
  private static func empty(
    _ literals: some Collection<Range<Int>>, in text: MappedText
  ) -> MappedText {
    text.part((literals.first?.lowerBound ?? 0)..<(literals.first?.lowerBound ?? 0))
  }
}

/// One string literal, before its escapes are resolved.
private struct PythonLiteral {
  let bytes: [UInt8]
  /// What is between the quotes.
  let content: Range<Int>
  let prefix: PythonStringPrefix

  var isBytes: Bool { prefix.isBytes }

  /// Nil when the literal is not closed.
  init?(_ range: Range<Int>, in text: MappedText) {
    bytes = text.bytes
    let isQuote: (UInt8) -> Bool = { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
    guard let start = bytes[range].firstIndex(where: isQuote),
      let prefix = PythonStringPrefix(bytes[range.lowerBound..<start])
    else { return nil }
    self.prefix = prefix
    let quote = bytes[start]
    let isTriple = bytes[start..<range.upperBound].starts(with: [quote, quote, quote])
    // The token of `''` followed by another quote would be that of three.
    let width = isTriple && range.upperBound - start >= 6 ? 3 : 1
    guard isTriple ? width == 3 : range.upperBound - start >= 2,
      bytes[(range.upperBound - width)..<range.upperBound].allSatisfy({ $0 == quote })
    else { return nil }
    content = (start + width)..<(range.upperBound - width)
  }

  /// Whether the bytes between the quotes are those of the text.
  var isVerbatim: Bool {
    !bytes[content].contains { byte in
      byte == 0x0d || !prefix.isRaw && byte == UInt8(ascii: "\\")
        || prefix.isFormatted && (byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}"))
    }
  }

  /// Whether a brace opens a field; doubled ones do not.
  var hasFields: Bool {
    guard prefix.isFormatted else { return false }
    var index = content.lowerBound
    while index < content.upperBound {
      if bytes[index] == UInt8(ascii: "{") {
        guard index + 1 < content.upperBound, bytes[index + 1] == bytes[index] else { return true }
        index += 1
      }
      index += 1
    }
    return false
  }

  /// Adds the literal's text; false when it cannot be told.
  func append(to builder: inout MappedTextBuilder) -> Bool {
    var index = content.lowerBound
    var plain = index
    while index < content.upperBound {
      let byte = bytes[index]
      let isDoubled =
        prefix.isFormatted && (byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}"))
      guard byte == 0x0d || isDoubled || byte == UInt8(ascii: "\\") && !prefix.isRaw else {
        index += 1
        continue
      }
      builder.append(plain..<index)
      if byte == UInt8(ascii: "\\") {
        guard let escape = PythonEscape(at: index, in: bytes[content]) else {
          return false
        }
        builder.append(escape.bytes, for: index)
        index = escape.end
      } else if isDoubled {
        builder.append([byte], for: index)
        index += index + 1 < content.upperBound && bytes[index + 1] == byte ? 2 : 1
      } else {
        // Python reads every line ending as LF.
        builder.append([0x0a], for: index)
        index += index + 1 < content.upperBound && bytes[index + 1] == 0x0a ? 2 : 1
      }
      plain = index
    }
    builder.append(plain..<index)
    return true
  }
}
