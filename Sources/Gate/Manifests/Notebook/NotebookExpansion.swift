import SourceText

/// What IPython puts into a command before the shell reads it: `{sys.executable}`, `{name}`.
// https://ipython.readthedocs.io/en/stable/interactive/reference.html#system-shell-access
enum NotebookExpansion {
  /// The same command with the interpreter and variables of the shell in their places.
  static func neutralized(_ text: MappedText) -> MappedText {
    guard text.content.contains(UInt8(ascii: "{")) else { return text }
    var builder = MappedTextBuilder(from: text)
    var start = text.range.lowerBound
    var index = start
    var nextEnd = start
    while index < text.range.upperBound {
      guard text.bytes[index] == UInt8(ascii: "{"), !isOfShell(index, in: text) else {
        index += 1
        continue
      }
      nextEnd = max(nextEnd, index)
      while nextEnd < text.range.upperBound, text.bytes[nextEnd] != UInt8(ascii: "}") {
        nextEnd += 1
      }
      guard nextEnd < text.range.upperBound else { break }
      let name = text.part((index + 1)..<nextEnd).trimmed.content
      builder.append(start..<index)
      let isInterpreter = name.elementsEqual("sys.executable".utf8)
      builder.append(isInterpreter ? "python".utf8 : "${EXPRESSION}".utf8, for: index)
      index = nextEnd + 1
      start = index
    }
    builder.append(start..<text.range.upperBound)
    return builder.text
  }

  /// Whether a brace belongs to `${name}`, which the shell reads as well.
  private static func isOfShell(_ index: Int, in text: MappedText) -> Bool {
    index > text.range.lowerBound && text.bytes[index - 1] == UInt8(ascii: "$")
  }
}
