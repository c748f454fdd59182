import SourceText

/// The requirements in texts that setuptools reads, one after the other.
///
/// A text may hold several lines; comments are cut and continued lines joined, as
/// `jaraco.text` does it for setuptools (`yield_lines`, `drop_comment`, `join_continuation`).
enum SetuptoolsLines {
  static func lines(in texts: [MappedText]) -> [MappedText] {
    var lines: [MappedText] = []
    // The parts of a line that goes on.
    var open: [MappedText] = []
    for text in texts {
      for line in split(text) {
        let content = line.trimmed
        if content.isEmpty || content.content.first == numberSign { continue }
        let body = withoutComment(content)
        if body.content.last == UInt8(ascii: "\\") {
          // The backslash goes, and with it the space that is expected before it.
          open.append(body.part(body.range.dropLast(2)).trimmed)
          continue
        }
        lines.append(open.isEmpty ? body : joined(open + [body]))
        open = []
      }
    }
    // What nothing continues is no requirement to setuptools, but somebody meant it.
    if !open.isEmpty { lines.append(joined(open)) }
    return lines
  }

  /// The lines of a text as Python's `str.splitlines` tells them.
  static func split(_ text: MappedText) -> [MappedText] {
    var lines: [MappedText] = []
    var start = text.range.lowerBound
    var index = start
    while index < text.range.upperBound {
      guard let width = separatorWidth(at: index, in: text) else {
        index += 1
        continue
      }
      lines.append(text.part(start..<index))
      index += width
      start = index
    }
    if start < index { lines.append(text.part(start..<index)) }
    return lines
  }

  private static let numberSign = UInt8(ascii: "#")

  private static func separatorWidth(at index: Int, in text: MappedText) -> Int? {
    let rest = text.bytes[index..<min(index + 3, text.range.upperBound)]
    switch text.bytes[index] {
    case 0x0d: return rest.dropFirst().first == 0x0a ? 2 : 1
    case 0x0a...0x0c, 0x1c...0x1e: return 1
    case 0xc2: return rest.starts(with: [0xc2, 0x85]) ? 2 : nil
    case 0xe2:
      return rest.starts(with: [0xe2, 0x80, 0xa8]) || rest.starts(with: [0xe2, 0x80, 0xa9])
        ? 3 : nil
    default: return nil
    }
  }

  /// Cuts at the first number sign after a space.
  private static func withoutComment(_ line: MappedText) -> MappedText {
    var index = line.range.lowerBound + 1
    while index < line.range.upperBound {
      if line.bytes[index] == numberSign, line.bytes[index - 1] == 0x20 {
        return line.part(line.range.lowerBound..<(index - 1)).trimmed
      }
      index += 1
    }
    return line
  }

  /// Parts of texts put together; they need not come from the same text.
  private static func joined(_ parts: [MappedText]) -> MappedText {
    guard parts.count > 1 else { return parts[0] }
    return MappedText(joining: parts) ?? parts[0]
  }
}

extension MappedText {
  /// Texts of one file put together, in any order; nil when they are all empty.
  init?(joining parts: [MappedText]) {
    guard let first = parts.first else { return nil }
    var builder = MappedTextBuilder(from: MappedText(0..<first.file.bytes.count, of: first.file))
    for part in parts {
      for index in part.range {
        let source = part.source(of: index)
        if source < first.file.bytes.count, first.file.bytes[source] == part.bytes[index] {
          builder.append(source..<(source + 1))
        } else {
          builder.append([part.bytes[index]], for: source)
        }
      }
    }
    if builder.isEmpty { return nil }
    self = builder.text
  }
}
