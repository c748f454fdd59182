import SourceText

/// Reads the commands that Markdown and reStructuredText show: blocks of code, code within a line,
/// and lines that are a command themselves.
// https://spec.commonmark.org/0.31.2/#fenced-code-blocks and
// https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html#literal-blocks
struct ProseReader {
  private var lines: CommandLines
  private(set) var manifest = Manifest()
  /// The fence that closes the block at hand.
  private var fence: ProseFence?

  /// Whether blocks of code stand between fences; in reStructuredText such lines underline titles.
  private let hasFences: Bool

  init(_ text: MappedText, hasFences: Bool) {
    lines = CommandLines(text)
    self.hasFences = hasFences
  }

  mutating func readAll() {
    while let line = lines.next(), !manifest.isFull {
      let content = ProseMarks.withoutContainers(line)
      if let open = fence {
        if open.isClosed(by: content) {
          fence = nil
        } else {
          readCode(content, language: open.language)
        }
      } else if hasFences, let open = ProseFence(content) {
        fence = open
      } else {
        readText(content)
      }
    }
  }

  private mutating func readCode(_ line: MappedText, language: ProseFence.Language) {
    guard InstallerNames.mayOccur(in: line.content) else { return }
    switch language {
    case .shell(let dialect): read(line, dialect: dialect)
    case .text where !ProseSentence.isSentence(line): read(line, dialect: .posix)
    case .text, .other:
      let line = ProseMarks.withoutKey(ProseMarks.withoutPrompt(line))
      if ProseSentence.mayBeCommand(line) { read(line, dialect: .posix) }
    }
  }

  private mutating func readText(_ line: MappedText) {
    guard InstallerNames.mayOccur(in: line.content) else { return }
    for span in ProseSpans(line) {
      InstallCommands.read(
        ProseMarks.withoutPrompt(span), dialect: .posix, kind: .prose, into: &manifest)
    }
    let line = line.unindented
    let command = ProseMarks.withoutPrompt(line)
    let hasPrompt = command.range.lowerBound > line.range.lowerBound
    guard ProseSentence.mayBeCommand(command), hasPrompt || !ProseSentence.isSentence(command)
    else { return }
    read(line, dialect: .posix)
  }

  /// Reads a line of code with those that continue it.
  private mutating func read(_ line: MappedText, dialect: ShellDialect) {
    var dialect = dialect
    switch line.content.last {
    case UInt8(ascii: "^"): dialect = .cmd
    case UInt8(ascii: "`"): dialect = .powershell
    default: break
    }
    var last = line
    while last.content.last == UInt8(ascii: "\\") || last.content.last == UInt8(ascii: "^")
      || last.content.last == UInt8(ascii: "`"), let next = lines.next()
    {
      last = next
    }
    InstallCommands.read(
      ProseMarks.withoutPrompt(line.through(last)), dialect: dialect, kind: .prose, into: &manifest)
  }
}

/// The line that opens a block of code.
struct ProseFence {
  enum Language {
    case shell(ShellDialect)
    /// None, or none that is a language.
    case text
    case other
  }

  let language: Language
  private let sign: UInt8
  private let count: Int

  init?(_ line: MappedText) {
    let line = line.unindented
    guard let sign = line.content.first, sign == UInt8(ascii: "`") || sign == UInt8(ascii: "~")
    else { return nil }
    let run = line.content.prefix { $0 == sign }
    let info = line.part(run.endIndex..<line.range.upperBound).trimmed
    guard run.count >= 3, sign != UInt8(ascii: "`") || !info.content.contains(sign) else {
      return nil
    }
    self.sign = sign
    count = run.count
    let word = info.content.split { " {}.,:\t".utf8.contains($0) }
      .first { !$0.elementsEqual("code-block".utf8) && !$0.elementsEqual("code".utf8) }
    language = Self.language(String(decoding: word ?? [], as: UTF8.self).lowercased())
  }

  func isClosed(by line: MappedText) -> Bool {
    let content = line.trimmed.content
    return content.count >= count && content.allSatisfy { $0 == sign }
  }

  private static func language(_ word: String) -> Language {
    switch word {
    case "", "text", "txt", "plain", "plaintext", "none": .text
    case "sh", "shell", "bash", "zsh", "ksh", "fish", "console", "terminal", "shell-session",
      "shellsession", "sh-session", "bash-session",
      "cli", "command", "commandline", "command-line", "prompt", "ansi":
      .shell(.posix)
    case "powershell", "ps1", "pwsh", "ps": .shell(.powershell)
    case "cmd", "bat", "batch", "dos", "doscon", "winbatch": .shell(.cmd)
    default: .other
    }
  }
}

/// The code within a line: between backticks, or between the tags of HTML.
private struct ProseSpans: Sequence, IteratorProtocol {
  private let line: MappedText
  private var index: Int

  init(_ line: MappedText) {
    self.line = line
    index = line.range.lowerBound
  }

  mutating func next() -> MappedText? {
    let end = line.range.upperBound
    while index < end {
      switch line.bytes[index] {
      case UInt8(ascii: "`"):
        let run = line.content[index...].prefix { $0 == UInt8(ascii: "`") }
        let start = run.endIndex
        guard let close = close(of: run.count, from: start) else {
          index = start
          continue
        }
        let before = line.content[..<index]
        let isRole =
          before.last.map { ":_".utf8.contains($0) } == true
          && ![":command:", ":code:", ":samp:", ":kbd:"].contains {
            before.suffix($0.utf8.count).elementsEqual($0.utf8)
          }
        index = close + run.count
        // A role, a target or a link of reStructuredText is a title and no code.
        if isRole || index < end && line.bytes[index] == UInt8(ascii: "_") { continue }
        return line.part(start..<close).trimmed
      case UInt8(ascii: "<"):
        guard let tag = ["<code>", "<pre>", "<kbd>"].first(where: { starts(with: $0) }) else {
          index += 1
          continue
        }
        let start = index + tag.utf8.count
        let close = line.content[start...].firstIndex(of: UInt8(ascii: "<")) ?? end
        index = close
        return line.part(start..<close).trimmed
      default: index += 1
      }
    }
    return nil
  }

  private func starts(with tag: String) -> Bool {
    line.content[index...].starts(with: tag.utf8)
  }

  /// Where a run of just as many backticks begins.
  private func close(of count: Int, from start: Int) -> Int? {
    var place = start
    while let tick = line.content[place...].firstIndex(of: UInt8(ascii: "`")) {
      let run = line.content[tick...].prefix { $0 == UInt8(ascii: "`") }
      if run.count == count { return tick }
      place = run.endIndex
    }
    return nil
  }
}
