import SourceText

/// What stands around a command in prose: marks of lists and quotes, prompts, keys.
enum ProseMarks {
  /// The line without `>` of quotes and without the signs of lists.
  static func withoutContainers(_ line: MappedText) -> MappedText {
    var rest = line
    for _ in 0..<8 {
      let content = rest.unindented
      guard let first = content.content.first else { return rest }
      let next = content.content.dropFirst().first
      if "-*+".utf8.contains(first), next == 0x20 {
        rest = content.part((content.range.lowerBound + 2)..<content.range.upperBound)
        continue
      }
      let digits = content.content.prefix { (0x30...0x39).contains($0) }
      let sign = content.content[digits.endIndex...]
      if (1...9).contains(digits.count), let first = sign.first, ".)".utf8.contains(first),
        sign.dropFirst().first == 0x20
      {
        rest = content.part((sign.startIndex + 2)..<content.range.upperBound)
        continue
      }
      // A quote; `> pip` may as well be a prompt.
      if first == UInt8(ascii: ">") {
        rest = content.part((content.range.lowerBound + 1)..<content.range.upperBound)
        continue
      }
      return rest
    }
    return rest
  }

  /// The command without the prompt before it: `$ `, `(venv) $ `, `user@host:~$ `, `PS C:\> `, `!`.
  static func withoutPrompt(_ line: MappedText) -> MappedText {
    var rest = line.unindented
    for _ in 0..<4 {
      guard let first = rest.content.first else { return rest }
      if "$>%#!".utf8.contains(first) || rest.content.starts(with: "❯".utf8)
        || rest.content.starts(with: "➜".utf8)
      {
        let width = first < 0x80 ? 1 : 3
        let after = rest.part((rest.range.lowerBound + width)..<rest.range.upperBound)
        // `%pip` and `!pip` of notebooks have no blank; a variable `$PIP` is no prompt.
        guard after.indentation > 0 || first != UInt8(ascii: "$") else { return rest }
        rest = after.unindented
        continue
      }
      guard let end = promptEnd(in: rest) else { return rest }
      rest = rest.part(end..<rest.range.upperBound).unindented
    }
    return rest
  }

  /// The line without what configuration files and other languages have before a command: `run:`,
  /// `RUN`, `- `.
  static func withoutKey(_ line: MappedText) -> MappedText {
    let rest = line.unindented
    for key in ["run:", "RUN ", "script:", "install:", "command:", "%", "!"]
    where rest.content.starts(with: key.utf8) {
      return rest.part((rest.range.lowerBound + key.utf8.count)..<rest.range.upperBound).unindented
    }
    return rest
  }

  /// Where a prompt that begins with a name ends.
  private static func promptEnd(in line: MappedText) -> Int? {
    let bytes = line.content
    if bytes.first == UInt8(ascii: "("), let close = bytes.firstIndex(of: UInt8(ascii: ")")) {
      return close + 1 < bytes.endIndex && " $>%#".utf8.contains(bytes[close + 1]) ? close + 1 : nil
    }
    let head = bytes.prefix(80)
    if head.starts(with: "PS ".utf8) || isDrive(head) || head.starts(with: "In [".utf8) {
      let signs = head.first == UInt8(ascii: "I") ? UInt8(ascii: ":") : UInt8(ascii: ">")
      let from = head.startIndex + 3
      guard let sign = head[min(from, head.endIndex)...].firstIndex(of: signs) else { return nil }
      return sign + 1
    }
    let word = head.prefix { $0 != 0x20 }
    let isUser = word.contains(UInt8(ascii: "@")) || word.first == UInt8(ascii: "[")
    guard isUser, let sign = head.firstIndex(where: { "$#".utf8.contains($0) }),
      sign + 1 < bytes.endIndex, bytes[sign + 1] == 0x20
    else { return nil }
    return sign + 2
  }

  private static func isDrive(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.count > 3 && bytes.dropFirst().starts(with: ":\\".utf8)
  }
}

/// Lines of running text that begin like a command.
enum ProseSentence {
  /// Whether the first word is a program that installs, or starts one.
  static func mayBeCommand(_ line: MappedText) -> Bool {
    let words = line.content.split { $0 == 0x20 || $0 == 0x09 }
    // `NAME=value pip install …`
    let word =
      words.first {
        $0.firstIndex(of: UInt8(ascii: "=")) == nil || !$0.allSatisfy { $0 < 0x80 }
      } ?? []
    guard !word.isEmpty, word.count <= 64,
      let name = ProgramName(ShellWord(line.part(word.indices)))
    else { return false }
    return name.installer != nil || name.isPython || starters.contains(name.text)
  }

  /// Whether the line says something about a command instead of being one.
  static func isSentence(_ line: MappedText) -> Bool {
    let comment = line.content.firstRange(of: Array(" #".utf8))?.lowerBound
    let words = line.part(line.range.lowerBound..<(comment ?? line.range.upperBound)).content.split
    { $0 == 0x20 || $0 == 0x09 }
    if words.contains(where: { word in
      words.count > 2 && plainWords.contains(String(decoding: word, as: UTF8.self).lowercased())
    }) {
      return true
    }
    guard let last = words.last?.last else { return true }
    return ".,:;!?".utf8.contains(last) && words.last?.count ?? 0 > 1 || last == UInt8(ascii: "`")
  }

  private static let starters: Set<String> = [
    "sudo", "env", "!pip", "%pip", "!uv", "%uv", "%conda",
  ]

  private static let plainWords: Set<String> = [
    "a", "an", "and", "are", "as", "by", "can", "command", "do", "does", "for", "from", "if", "in",
    "into", "is", "it", "may", "not", "of", "on", "or", "should", "so", "that", "the", "then",
    "this", "to", "via", "was", "when", "which", "will", "with", "without", "works", "you", "your",
  ]
}
