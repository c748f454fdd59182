import SourceText

/// An instruction with everything that belongs to it: continued lines and here-documents.
struct DockerfileInstruction {
  /// In upper case.
  let keyword: String
  /// What follows the keyword.
  let text: MappedText

  init?(_ line: MappedText) {
    let line = line.unindented
    let word = line.content.prefix { ShellVariableName.contains($0) }
    guard !word.isEmpty else { return nil }
    keyword = String(decoding: word, as: UTF8.self).uppercased()
    text = line.part(word.endIndex..<line.range.upperBound).unindented
  }

  /// What follows flags such as `--mount=type=cache`.
  var withoutFlags: MappedText {
    var rest = text
    while rest.begins(with: "--") {
      let flag = rest.content.prefix { $0 != 0x20 && $0 != 0x09 && $0 != 0x0a }
      rest = rest.part(flag.endIndex..<rest.range.upperBound).unindented
    }
    return rest
  }

  /// The words of the form `["a", "b"]`; nil for anything else, which a shell reads.
  static func words(in text: MappedText) -> [MappedText]? {
    let text = text.trimmed
    guard text.content.first == UInt8(ascii: "[") else { return nil }
    var words: [MappedText] = []
    var index = text.range.lowerBound + 1
    while index < text.range.upperBound {
      let byte = text.bytes[index]
      switch byte {
      case 0x20, 0x09, 0x0a, UInt8(ascii: ","): index += 1
      case UInt8(ascii: "]"):
        index += 1
        return index == text.range.upperBound ? words : nil
      case UInt8(ascii: "\""):
        guard let (word, next) = string(in: text, from: index + 1) else { return nil }
        words.append(word)
        index = next
      default: return nil
      }
    }
    return nil
  }

  /// A string of JSON from behind its quote, and the place behind it.
  private static func string(in text: MappedText, from start: Int) -> (MappedText, Int)? {
    var builder = MappedTextBuilder(from: text)
    var index = start
    while index < text.range.upperBound {
      let byte = text.bytes[index]
      if byte == UInt8(ascii: "\"") {
        return (builder.isEmpty ? text.part(start..<start) : builder.text, index + 1)
      }
      if byte == UInt8(ascii: "\\"), index + 1 < text.range.upperBound {
        switch text.bytes[index + 1] {
        case UInt8(ascii: "n"): builder.append([0x0a], for: index)
        case UInt8(ascii: "t"): builder.append([0x09], for: index)
        case UInt8(ascii: "u"): return nil
        default: builder.append((index + 1)..<(index + 2))
        }
        index += 2
      } else {
        builder.append(index..<(index + 1))
        index += 1
      }
    }
    return nil
  }
}

/// The instructions of a Dockerfile, one after the other.
struct DockerfileInstructions {
  private let text: MappedText
  private var lines: CommandLines
  private var escape = UInt8(ascii: "\\")
  private var mayHoldDirectives = true
  /// How many here-documents were not closed, each of which cost a look at all of the rest.
  private var failures = 0

  init(_ text: MappedText) {
    self.text = text
    lines = CommandLines(text)
  }

  mutating func next() -> DockerfileInstruction? {
    while let line = lines.next() {
      let content = line.trimmed
      if content.isEmpty { continue }
      if content.content.first == UInt8(ascii: "#") {
        if mayHoldDirectives { readDirective(content) }
        continue
      }
      mayHoldDirectives = false
      if let instruction = DockerfileInstruction(joined(from: line)) {
        return instruction
      }
    }
    return nil
  }

  // https://docs.docker.com/reference/dockerfile/#escape
  private mutating func readDirective(_ line: MappedText) {
    let words = line.content.dropFirst().filter { $0 != 0x20 && $0 != 0x09 }
    guard words.map({ $0 | 0x20 }).starts(with: "escape=".utf8.map({ $0 | 0x20 })) else { return }
    if words.last == UInt8(ascii: "`") { escape = UInt8(ascii: "`") }
  }

  /// The line with those that continue it, comments and empty lines between them left out, and the
  /// here-documents that it begins.
  private mutating func joined(from first: MappedText) -> MappedText {
    var builder = MappedTextBuilder(from: text)
    var line = first
    while true {
      let end = contentEnd(of: line)
      guard end > line.range.lowerBound, text.bytes[end - 1] == escape else {
        builder.append(line.range)
        break
      }
      builder.append(line.range.lowerBound..<(end - 1))
      guard let following = nextContinued() else { break }
      line = following
    }
    readDocuments(of: &builder)
    return builder.isEmpty
      ? text.part(first.range.lowerBound..<first.range.lowerBound) : builder.text
  }

  private func contentEnd(of line: MappedText) -> Int {
    var end = line.range.upperBound
    while end > line.range.lowerBound, text.bytes[end - 1] == 0x20 || text.bytes[end - 1] == 0x09 {
      end -= 1
    }
    return end
  }

  private mutating func nextContinued() -> MappedText? {
    while let line = lines.next() {
      let content = line.unindented
      if !content.isEmpty, content.content.first != UInt8(ascii: "#") { return line }
    }
    return nil
  }

  // https://docs.docker.com/reference/dockerfile/#here-documents
  private mutating func readDocuments(of builder: inout MappedTextBuilder) {
    let delimiters = Self.delimiters(in: builder.bytes)
    for delimiter in delimiters where failures < 16 {
      var attempt = lines
      var body: [MappedText] = []
      var isClosed = false
      while let line = attempt.next() {
        body.append(line)
        let content =
          delimiter.stripsTabs ? line.content.drop { $0 == 0x09 } : line.content
        if content.elementsEqual(delimiter.word) {
          isClosed = true
          break
        }
      }
      guard isClosed else {
        failures += 1
        return
      }
      lines = attempt
      for line in body {
        builder.append([0x0a], for: line.source(of: line.range.lowerBound))
        builder.append(line.range)
      }
    }
  }

  private static func delimiters(in bytes: [UInt8]) -> [(word: [UInt8], stripsTabs: Bool)] {
    var found: [(word: [UInt8], stripsTabs: Bool)] = []
    var index = 0
    while index + 2 < bytes.count {
      guard bytes[index] == UInt8(ascii: "<"), bytes[index + 1] == UInt8(ascii: "<") else {
        index += 1
        continue
      }
      index += 2
      let stripsTabs = bytes[index] == UInt8(ascii: "-")
      if stripsTabs { index += 1 }
      var rest = bytes[index...]
      if let quote = rest.first, "'\"".utf8.contains(quote) { rest = rest.dropFirst() }
      let word = rest.prefix(while: ShellVariableName.contains)
      if let first = word.first, !(0x30...0x39).contains(first), bytes[index] != UInt8(ascii: "<") {
        found.append((Array(word), stripsTabs))
      }
      index = max(index, word.endIndex)
    }
    return found
  }
}
