/// Reads the lines of an INI file one after the other, in the steps of `configparser`'s `_read`.
struct INIParser {
  private let text: MappedText
  private let foldsKeys: Bool
  private(set) var sections: [INISection] = []
  private(set) var problems: [Diagnostic] = []
  private var seenSections: Set<ExactText> = []
  /// The options of the section that is open.
  private var seenOptions: Set<ExactText> = []
  private var defaultOptions: Set<ExactText> = []
  /// How far the line that began the open option is indented, in characters.
  private var indentation = 0
  private var isInOption = false
  private var count = 0

  init(_ text: MappedText, foldsKeys: Bool) {
    self.text = text
    self.foldsKeys = foldsKeys
  }

  /// The most sections and options, and the most problems, that are read of one file.
  private static let maximumCount = 200_000
  private static let maximumProblems = 1001
  /// The most options that every section inherits.
  private static let maximumDefaults = 100

  var defaults: [INIOption] {
    let options = sections.lazy.filter { $0.name == INIDocument.defaultName }.flatMap(\.options)
    return Array(options.prefix(Self.maximumDefaults))
  }

  mutating func parse() {
    var start = text.range.lowerBound
    while start < text.range.upperBound {
      let end =
        text.bytes[start..<text.range.upperBound].firstIndex(of: 0x0a) ?? text.range.upperBound
      read(start..<end)
      start = end + 1
      if problems.count >= Self.maximumProblems { break }
      if count > Self.maximumCount {
        report("the rest is not read: the file holds more than 200,000 options", start..<start)
        break
      }
    }
    closeOption()
  }

  private mutating func read(_ line: Range<Int>) {
    var line = line
    if line.upperBound > line.lowerBound, text.bytes[line.upperBound - 1] == 0x0d {
      line = line.lowerBound..<(line.upperBound - 1)
    }
    let content = text.part(line).trimmed.range
    guard let first = text.bytes[content].first else {
      if isInOption { appendToOption(content) }
      return
    }
    if first == UInt8(ascii: "#") || first == UInt8(ascii: ";") { return }
    let column = characters(in: line.lowerBound..<content.lowerBound)
    if isInOption, column > indentation { return appendToOption(content) }
    indentation = column
    if let name = sectionName(content) {
      open(name)
    } else if sections.isEmpty {
      report("the line stands before the first section", content)
    } else {
      readOption(content)
    }
  }

  /// How many characters of white space stand in a range, a tab being one.
  private func characters(in range: Range<Int>) -> Int {
    text.bytes[range].count { $0 & 0xc0 != 0x80 }
  }

  /// What stands between `[` and the last `]` of the line; anything may follow it.
  private func sectionName(_ line: Range<Int>) -> Range<Int>? {
    guard text.bytes[line.lowerBound] == UInt8(ascii: "["),
      let end = text.bytes[line].lastIndex(of: UInt8(ascii: "]")), end > line.lowerBound + 1
    else { return nil }
    return (line.lowerBound + 1)..<end
  }

  private mutating func open(_ name: Range<Int>) {
    closeOption()
    if sections.last?.name == INIDocument.defaultName { defaultOptions = seenOptions }
    let section = INISection(text.part(name))
    count += 1
    // The options of every section named DEFAULT are put together.
    let isDefault = section.name == INIDocument.defaultName
    seenOptions = isDefault ? defaultOptions : []
    if !seenSections.insert(ExactText(section.name)).inserted, !isDefault {
      report("the section '\(section.name)' is repeated", name, help: "join both sections")
    }
    sections.append(section)
  }

  private mutating func readOption(_ line: Range<Int>) {
    let delimiter = text.bytes[line].firstIndex { byte in
      byte == UInt8(ascii: "=") || byte == UInt8(ascii: ":")
    }
    guard let delimiter else {
      // What continues such a line belongs to the option before it, if there is one.
      return report(
        "the line is neither a section nor an option", line, help: "write 'name = value'")
    }
    closeOption()
    let key = text.part(line.lowerBound..<delimiter).trimmed
    if key.isEmpty { report("the option has no name", line, help: "write 'name = value'") }
    let option = INIOption(
      key: foldsKeys ? key.text.lowercased() : key.text, keyText: key,
      value: text.part((delimiter + 1)..<line.upperBound).trimmed.range)
    count += 1
    if !seenOptions.insert(ExactText(option.key)).inserted {
      report(
        "the option '\(option.key)' is repeated in its section", key.range, help: "keep one of them"
      )
    }
    sections[sections.count - 1].options.append(option)
    if seenOptions.count == Self.maximumDefaults + 1,
      sections[sections.count - 1].name == INIDocument.defaultName
    {
      report("more than 100 options are inherited by every section", key.range)
    }
    isInOption = !key.isEmpty
  }

  private mutating func appendToOption(_ line: Range<Int>) {
    let section = sections.count - 1
    sections[section].options[sections[section].options.count - 1].append(line)
  }

  private mutating func closeOption() {
    isInOption = false
    guard let section = sections.indices.last, let option = sections[section].options.indices.last
    else { return }
    sections[section].options[option].dropEmptyEnd()
  }

  private mutating func report(_ message: String, _ range: Range<Int>, help: String? = nil) {
    problems.append(Diagnostic(message, at: text.location(of: range), help: help))
  }
}
