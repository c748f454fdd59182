import SourceText

/// Lines of a requirements file that stand as texts in another file.
enum PipArguments {
  /// The longest text that is read, in bytes.
  static let maximumLength = 1 << 16

  /// The lines of a text, trimmed and without those that are empty or a comment.
  static func lines(of text: MappedText) -> [MappedText] {
    text.content.split(separator: 0x0a).map { withoutComment(text.part($0.indices)) }
      .filter { !$0.isEmpty }
  }

  static func read(
    _ line: MappedText, role: DependencyRole, into manifest: inout Manifest
  ) throws(Unreadable) {
    guard line.range.count <= maximumLength else {
      throw .declaration("the requirement is longer than 64 KiB", at: line.location)
    }
    if YAMLManifestReader.isTemplate(line.content) {
      throw Unreadable(
        Diagnostic(
          "'\(line.text)' is filled in by a template", at: line.location, help: "write the value"),
        extent: .declaration, reason: .undecided)
    }
    if let place = lineSeparator(in: line) {
      throw .declaration(
        "an escape stands for a character at which pip ends the line",
        at: line.location(of: place), help: "write one requirement a text")
    }
    if line.content.last == UInt8(ascii: "\\") {
      throw .declaration(
        "the backslash joins this text with the next", at: line.location,
        help: "write one requirement a text")
    }
    try RequirementLine(line, role: role).read(into: &manifest)
  }

  /// Cuts at the first `#` that begins the line or follows white space, as pip does.
  private static func withoutComment(_ line: MappedText) -> MappedText {
    let sign = line.content.indices.first { index in
      line.bytes[index] == UInt8(ascii: "#")
        && (index == line.range.lowerBound
          || Whitespace.width(before: index, of: line.bytes, in: line.range) != nil)
    }
    return line.part(line.range.lowerBound..<(sign ?? line.range.upperBound)).trimmed
  }

  /// Where a control character or a line separator stands: as such no file may hold it, but escapes
  /// can.
  private static func lineSeparator(in line: MappedText) -> Range<Int>? {
    for index in line.range {
      let rest = line.bytes[index..<line.range.upperBound]
      if line.bytes[index] < 0x20, line.bytes[index] != 0x09 { return index..<index + 1 }
      for separator in separators where rest.starts(with: separator) {
        return index..<index + separator.count
      }
    }
    return nil
  }

  /// U+0085, U+2028 and U+2029.
  private static let separators: [[UInt8]] = [
    [0xc2, 0x85], [0xe2, 0x80, 0xa8], [0xe2, 0x80, 0xa9],
  ]
}
