/// The sections of an INI file with their places, as Python's `configparser` reads them.
// https://docs.python.org/3/library/configparser.html#supported-ini-file-structure
package struct INIDocument: Sendable {
  /// In the order of the file; one that is repeated stands there again.
  package let sections: [INISection]
  /// What Python refuses the file for. All the rest of the file is read nevertheless, unless there
  /// are too many of them.
  package let problems: [Diagnostic]
  private let positions: [ExactText: [Int]]
  private let defaults: [INIOption]

  /// `foldsKeys` says whether options are told apart without regard to case, as `configparser` does
  /// by itself; setuptools switches that off.
  package init(_ text: MappedText, foldsKeys: Bool) {
    var parser = INIParser(text, foldsKeys: foldsKeys)
    parser.parse()
    sections = parser.sections
    problems = parser.problems
    defaults = parser.defaults
    positions = Dictionary(
      grouping: sections.indices, by: { ExactText(parser.sections[$0].name) })
  }

  /// All sections of a name.
  package func sections(named name: String) -> [INISection] {
    (positions[ExactText(name)] ?? []).map { sections[$0] }
  }

  /// What a section holds: its own options and those of `[DEFAULT]` that it does not set itself.
  package func options(of section: INISection) -> [INIOption] {
    if defaults.isEmpty { return section.options }
    let own = Set(section.options.map { ExactText($0.key) })
    return section.options + defaults.filter { !own.contains(ExactText($0.key)) }
  }

  /// The name of the section whose options every other one inherits.
  package static let defaultName = "DEFAULT"
}

/// A section of an INI file.
package struct INISection: Sendable {
  package let name: String
  /// What stands between the brackets.
  package let nameText: MappedText
  package internal(set) var options: [INIOption] = []

  init(_ nameText: MappedText) {
    name = nameText.text
    self.nameText = nameText
  }
}

/// An option of a section with its value.
package struct INIOption: Sendable {
  /// As the reader of the file asks for it.
  package let key: String
  package let keyText: MappedText
  /// The lines of the value without the white space around them; never empty, and without the empty
  /// lines at its end.
  package var lines: [MappedText] { ranges.map { keyText.part($0) } }
  /// Their places in the bytes of the file's text.
  private(set) var ranges: [Range<Int>]

  init(key: String, keyText: MappedText, value: Range<Int>) {
    self.key = key
    self.keyText = keyText
    ranges = [value]
  }

  mutating func append(_ line: Range<Int>) { ranges.append(line) }

  mutating func dropEmptyEnd() {
    while ranges.count > 1, ranges[ranges.count - 1].isEmpty { ranges.removeLast() }
  }

  /// The lines put together again, with a line feed between two of them.
  package var value: MappedText {
    if ranges.count == 1 { return keyText.part(ranges[0]) }
    var builder = MappedTextBuilder(from: keyText)
    for (index, range) in ranges.enumerated() {
      if index > 0 { builder.append([0x0a], for: ranges[index - 1].upperBound) }
      builder.append(range)
    }
    return builder.text
  }
}
