import SourceText

/// The lines of a setting of tox, without comments and conditions, continued ones joined.
///
/// The steps are those of tox's `IniLoader.process_raw`. Lines for some environments only, `py39:
/// name`, count as all others.
enum ToxLines {
  static func lines(of option: INIOption) -> [MappedText] {
    var lines: [MappedText] = []
    // The parts of a line that goes on.
    var open: [MappedText] = []
    for line in option.lines {
      if line.content.first == numberSign { continue }
      let content = withoutFactors(withoutComment(line))
      if content.content.last == UInt8(ascii: "\\") {
        open.append(content.part(content.range.dropLast()))
        continue
      }
      append(open + [content], to: &lines)
      open = []
    }
    append(open, to: &lines)
    return lines
  }

  private static func append(_ parts: [MappedText], to lines: inout [MappedText]) {
    guard let first = parts.first else { return }
    let line = (parts.count == 1 ? first : MappedText(joining: parts))?.trimmed
    if let line, !line.isEmpty { lines.append(line) }
  }

  private static let numberSign = UInt8(ascii: "#")

  /// Cuts at the first number sign after white space. tox 4 cuts at every one that no backslash
  /// precedes, tox 3 does not, and the one in `#egg=name` names what is installed.
  static func withoutComment(_ line: MappedText) -> MappedText {
    var start = line.range.lowerBound
    while let sign = line.bytes[start..<line.range.upperBound].firstIndex(of: numberSign) {
      if Whitespace.width(before: sign, of: line.bytes, in: line.range) != nil {
        return line.part(line.range.lowerBound..<sign).trimmed
      }
      start = sign + 1
    }
    return line
  }

  /// Drops the condition in front, `py39,lint-!win: `.
  // https://tox.wiki/en/latest/config.html#conditional-settings
  private static func withoutFactors(_ line: MappedText) -> MappedText {
    let colon = line.content.firstIndex { !isFactorByte($0) }
    guard let colon, colon > line.range.lowerBound, line.bytes[colon] == UInt8(ascii: ":"),
      colon + 1 < line.range.upperBound,
      Whitespace.width(at: colon + 1, of: line.bytes, in: line.range) != nil
    else { return line }
    return line.part((colon + 1)..<line.range.upperBound).trimmed
  }

  private static func isFactorByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x80..., UInt8(ascii: "_"): true
    case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "."), UInt8(ascii: "!"): true
    case UInt8(ascii: ","), UInt8(ascii: "-"), 0x20, 0x09: true
    default: false
    }
  }
}
