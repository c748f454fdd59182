import SourceText

/// What a code cell holds: Python, and what IPython takes out before Python sees it.
// https://ipython.readthedocs.io/en/stable/interactive/python-ipython-diff.html
struct NotebookCode {
  /// Nil when the cell is in another language.
  private(set) var python: MappedText?
  private(set) var commands: [CommandText] = []
  private let text: MappedText
  private var output: MappedTextBuilder
  private var index: Int
  private var state = PythonLineState()

  init(_ text: MappedText) {
    self.text = text
    output = MappedTextBuilder(from: text)
    index = text.range.lowerBound
    if !readCellMagics() { return }
    while index < end { readLine() }
    python = output.text
  }

  private var end: Int { text.range.upperBound }

  /// Reads lines such as `%%bash` at the beginning; false when the rest is no Python.
  private mutating func readCellMagics() -> Bool {
    while true {
      let line = lineRange(from: index)
      let content = trimmed(line)
      if content.isEmpty, line.upperBound < end {
        index = line.upperBound
        continue
      }
      guard text.bytes[content].starts(with: "%%".utf8) else { return true }
      let words = text.bytes[content].dropFirst(2).split(separator: 0x20)
        .map { String(decoding: $0, as: UTF8.self) }
      let rest = text.part(line.upperBound..<end)
      let name = words.first ?? ""
      let program = words.dropFirst().first(where: { !$0.hasPrefix("-") }) ?? ""
      switch name == "script" ? program : name {
      case "bash", "sh", "zsh", "/bin/bash", "/bin/sh", "!", "sx", "system", "shell":
        add(.script(rest), .posix)
        return false
      case "cmd":
        add(.script(rest), .commandPrompt)
        return false
      case "powershell", "pwsh":
        add(.script(rest), .powerShell)
        return false
      case let other
      where Self.foreignMagics.contains(other) || name == "script" && !isPython(other):
        return false
      default: index = line.upperBound
      }
      if index >= end { return true }
    }
  }

  private func isPython(_ program: String) -> Bool { program.contains("python") }

  /// Cell magics after which no Python follows.
  private static let foreignMagics: Set<String> = [
    "html", "HTML", "javascript", "js", "latex", "markdown", "svg", "SVG", "writefile", "file",
    "sql",
    "bigquery", "R", "perl", "ruby", "julia", "cython", "css", "script", "mermaid", "bq", "spark",
    "configure", "octave", "matlab",
  ]

  private mutating func readLine() {
    var line = lineRange(from: index)
    if state.isAtStatement {
      let content = trimmed(line)
      if let start = escapeStart(in: content), readEscaped(content, from: start) { return }
      // A magic before the statement is behind the index now.
      line = index..<line.upperBound
    }
    state.read(text.bytes[line])
    output.append(line)
    index = line.upperBound
  }

  /// Where in a line something begins that IPython takes out; nil for a line of Python.
  private func escapeStart(in line: Range<Int>) -> Int? {
    let bytes = text.bytes[line]
    guard let first = bytes.first else { return nil }
    if "!%?".utf8.contains(first) || ";,/".utf8.contains(first) { return line.lowerBound }
    let isHelp = bytes.last == UInt8(ascii: "?") && !bytes.contains { "#'\"".utf8.contains($0) }
    if isHelp || isCommand(bytes) { return line.lowerBound }
    // `files = !ls` and `files = %sx ls`.
    guard let equals = bytes.firstIndex(of: UInt8(ascii: "=")),
      bytes[..<equals].allSatisfy({ Self.isNameByte($0) || " ,.".utf8.contains($0) })
    else { return nil }
    let value = bytes[(equals + 1)...].drop { $0 == 0x20 }
    return "!%".utf8.contains(value.first ?? 0) ? value.startIndex : nil
  }

  /// Whether a line is a command by itself, as IPython takes `pip install x` without its `%`.
  private func isCommand(_ line: ArraySlice<UInt8>) -> Bool {
    let word = line.prefix(while: Self.isNameByte)
    let behind = line[word.endIndex...].drop { $0 == 0x20 }
    return behind.startIndex > word.endIndex && Self.isLetter(behind.first)
      && Self.installers.contains(String(decoding: word, as: UTF8.self))
  }

  private static let installers: Set<String> = [
    "pip", "pip3", "conda", "mamba", "micromamba", "uv",
  ]

  /// Reads what IPython takes out; false when what stands there is Python after all.
  private mutating func readEscaped(_ line: Range<Int>, from start: Int) -> Bool {
    var place = start
    while text.bytes[place] == UInt8(ascii: "%") {
      let name = text.bytes[(place + 1)..<line.upperBound].prefix(while: Self.isNameByte)
      let rest = text.bytes[name.endIndex..<line.upperBound].drop { $0 == 0x20 }
      switch String(decoding: name, as: UTF8.self) {
      case "time", "timeit", "prun", "memit", "capture":
        guard let first = rest.first else { return takeOut(line) }
        if first == UInt8(ascii: "%") || first == UInt8(ascii: "!") {
          place = rest.startIndex
          continue
        }
        // The statement that is timed stays.
        output.append(lineRange(from: index).lowerBound..<line.lowerBound)
        index = rest.startIndex
        return false
      case "sx", "system", "script", "bash", "sh": return takeOut(line, command: rest.startIndex)
      case let name where Self.installers.contains(name):
        return takeOut(line, command: place + 1)
      default: return takeOut(line)
      }
    }
    if text.bytes[place] == UInt8(ascii: "!") {
      let command = text.bytes[place..<line.upperBound].drop { $0 == UInt8(ascii: "!") }
      return takeOut(line, command: command.startIndex)
    }
    return takeOut(line, command: isCommand(text.bytes[line]) ? line.lowerBound : nil)
  }

  /// Leaves a statement that does nothing in the place of a line and of those that it continues on.
  private mutating func takeOut(_ line: Range<Int>, command: Int? = nil) -> Bool {
    var last = lineRange(from: index)
    output.append(last.lowerBound..<line.lowerBound)
    output.append("pass".utf8, for: line.lowerBound)
    while endsInBackslash(last), last.upperBound < end { last = lineRange(from: last.upperBound) }
    index = last.upperBound
    output.append("\n".utf8, for: max(line.lowerBound, last.upperBound - 1))
    if let command { add(.script(text.part(command..<last.upperBound)), .posix) }
    return true
  }

  private mutating func add(_ form: CommandText.Form, _ shell: CommandText.Shell) {
    if case .script(let script) = form {
      commands.append(
        CommandText(form: .script(NotebookExpansion.neutralized(script)), shell: shell))
    }
  }

  /// The line that begins at an index, with its line feed.
  private func lineRange(from start: Int) -> Range<Int> {
    start..<(text.bytes[start..<end].firstIndex(of: 0x0a).map { $0 + 1 } ?? end)
  }

  private func trimmed(_ line: Range<Int>) -> Range<Int> {
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0a || $0 == 0x0d }
    let start = text.bytes[line].firstIndex { !isBlank($0) } ?? line.upperBound
    var end = line.upperBound
    while end > start, isBlank(text.bytes[end - 1]) { end -= 1 }
    return start..<end
  }

  private func endsInBackslash(_ line: Range<Int>) -> Bool {
    let content = trimmed(line)
    return text.bytes[content].last == UInt8(ascii: "\\")
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (0x61...0x7a).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x5f
  }

  private static func isLetter(_ byte: UInt8?) -> Bool {
    byte.map { (0x61...0x7a).contains($0 | 0x20) } ?? false
  }
}
