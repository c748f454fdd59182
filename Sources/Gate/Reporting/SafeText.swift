/// Text of strangers, made fit for a terminal, a log and a reader's eye.
///
/// What could move a cursor, hide, reorder or imitate text is shown as `\u{1b}`; so is the bracket
/// of `##[`, with which the logs of several build servers take commands from anywhere in a line.
package enum SafeText {
  /// The text on one line, without credentials, cut after `limit` scalars with an ellipsis.
  package static func line(_ text: some StringProtocol, limit: Int = 2000) -> String {
    line(String(text), limit: limit)
  }

  /// The same, which other modules call without generics: reports are made of such lines.
  package static func line(_ text: String, limit: Int = 2000) -> String {
    let text = Redacted.text(text)
    let utf8 = text.utf8
    if utf8.count <= limit, utf8.allSatisfy({ isPlain($0) }) { return text }
    var result = ""
    var commands = LogCommandScanner()
    for (count, scalar) in text.unicodeScalars.enumerated() {
      if count == limit {
        result += "…"
        break
      }
      result += piece(scalar, &commands)
    }
    return result
  }

  /// What stands for the next scalar of a text; the scanner remembers what came before it.
  static func piece(_ scalar: Unicode.Scalar, _ commands: inout LogCommandScanner) -> String {
    if commands.completesCommand(scalar) { return escape(scalar) }
    return isHarmless(scalar) ? String(scalar) : escape(scalar)
  }

  /// Whether a reader sees the scalar for what it is, and a terminal does nothing but draw it.
  package static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return (0x20...0x7e).contains(scalar.value) }
    let properties = scalar.properties
    // U+2800 is a blank among the braille patterns.
    if properties.isDefaultIgnorableCodePoint || scalar.value == 0x2800 { return false }
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .surrogate,
      .privateUse, .unassigned:
      return false
    default:
      return true
    }
  }

  /// The scalar by its number, or as the short form that programmers know.
  static func escape(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\t": "\\t"
    case "\n": "\\n"
    case "\r": "\\r"
    default: "\\u{\(String(scalar.value, radix: 16))}"
    }
  }

  /// A byte that needs no second look: printable ASCII, and not the bracket of a log command.
  private static func isPlain(_ byte: UInt8) -> Bool {
    (0x20...0x7e).contains(byte) && byte != UInt8(ascii: "[")
  }
}

/// Watches for `##[` and its relatives with a word between, such as `##vso[`.
struct LogCommandScanner {
  private enum State {
    case idle, oneHash, word
  }
  private var state = State.idle

  /// Takes the next scalar and says whether it is the bracket that completes a command's opening.
  mutating func completesCommand(_ scalar: Unicode.Scalar) -> Bool {
    switch (state, scalar) {
    case (.idle, "#"): state = .oneHash
    case (.oneHash, "#"), (.word, "#"): state = .word
    case (.word, "a"..."z"), (.word, "A"..."Z"): break
    case (.word, "["):
      state = .idle
      return true
    default: state = .idle
    }
    return false
  }
}
