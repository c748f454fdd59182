/// A simple command while its words are read.
struct ShellCommandDraft {
  enum Connector { case end, pipe }

  var command = ShellCommand()
  /// The position of the command whose output this one reads.
  var source: Int?
  /// The number of the here-document that this one reads.
  var document: Int?
  /// Whether a `case` is open, in which `)` ends a pattern.
  var isCase = false
  /// The words of `for x in a b`, or of `case x in`.
  private var header: [ShellWord] = []
  private var isHeader = false

  /// Whether a word of the form `A=b` is an assignment here.
  var takesAssignments: Bool { command.words.isEmpty && !isHeader }

  mutating func take(_ word: ShellWord) {
    if isHeader {
      header.append(word)
      // What follows `in` of a `case` is a pattern, which `)` ends.
      if header.first?.isKeyword("case") == true, word.isKeyword("in") { isHeader = false }
      return
    }
    if command.words.isEmpty, takeKeyword(word) { return }
    command.words.append(word)
  }

  /// Takes a word that is the shell's own where a command could begin.
  private mutating func takeKeyword(_ word: ShellWord) -> Bool {
    guard !word.isQuoted, word.expansions.isEmpty, word.text.range.count <= 8 else { return false }
    switch word.text.text {
    case "if", "then", "else", "elif", "fi", "do", "done", "while", "until", "!", "{", "}", "[[",
      "in", "time", "coproc":
      return true
    case "for", "select", "case", "function":
      header = [word]
      isHeader = true
      if word.isKeyword("case") { isCase = true }
      return true
    case "esac":
      isCase = false
      return true
    default: return false
    }
  }

  /// The variable of a loop: each of its words in turn.
  var loopAssignment: ShellAssignment? {
    guard header.count > 3, header[0].isKeyword("for"), header[2].isKeyword("in"),
      let name = header[1].literalName
    else { return nil }
    return ShellAssignment(
      name: name, values: Array(header[3...]), isList: true, isAddition: false)
  }

  /// What `export A=b` and its kin set.
  var exportedAssignments: [ShellAssignment] {
    // `$A = "b"` of PowerShell.
    if command.words.count == 3, command.words[1].isKeyword("="),
      let target = command.words[0].expansions.first, target.range == command.words[0].text.range,
      case .variable(let name) = target.kind
    {
      return [
        ShellAssignment(
          name: name, values: [command.words[2]], isList: false, isAddition: false)
      ]
    }
    guard let first = command.words.first,
      ["export", "declare", "local", "readonly", "typeset", "set", "setx"]
        .contains(first.text.text)
    else { return [] }
    return command.words.dropFirst().compactMap { ShellAssignment($0) }
  }

  var finished: ShellCommand {
    // `function f {` stands before a command of its own.
    guard header.first?.isKeyword("function") == true else { return command }
    var command = command
    command.words = Array(header.dropFirst(2))
    while command.words.first?.isKeyword("{") == true { command.words.removeFirst() }
    return command
  }
}

extension ShellWord {
  /// The word as a variable's name; nil when it is none.
  var literalName: String? {
    let bytes = text.content
    guard expansions.isEmpty, let first = bytes.first, !(0x30...0x39).contains(first),
      bytes.allSatisfy(ShellVariable.isNameByte)
    else { return nil }
    return text.text
  }
}

extension ShellAssignment {
  /// Reads a word of the form `A=b` or `A+=b` whose name is written out.
  init?(_ word: ShellWord) {
    let bytes = word.text.content
    let name = bytes.prefix(while: ShellVariable.isNameByte)
    guard let first = name.first, !(0x30...0x39).contains(first), name.endIndex < bytes.endIndex
    else { return nil }
    let isAddition = bytes[name.endIndex] == UInt8(ascii: "+")
    let equal = name.endIndex + (isAddition ? 1 : 0)
    guard equal < bytes.endIndex, bytes[equal] == UInt8(ascii: "="),
      word.expansions.allSatisfy({ $0.range.lowerBound > equal })
    else { return nil }
    self.init(
      name: String(decoding: name, as: UTF8.self),
      values: [
        ShellWord(
          word.text.part((equal + 1)..<bytes.endIndex), expansions: word.expansions,
          isQuoted: word.isQuoted)
      ], isList: false, isAddition: isAddition)
  }

  /// A variable that something other than a shell sets, in whose commands its value becomes words.
  package init(name: String, value: MappedText, isComputed: Bool, dialect: ShellDialect) {
    self.init(
      name: name, values: ShellWords.split(value, dialect: dialect), isList: true,
      isAddition: isComputed)
  }

  init(_ assignment: ShellAssignment, elements: [ShellWord]) {
    self.init(
      name: assignment.name, values: elements, isList: true, isAddition: assignment.isAddition)
  }
}

enum ShellVariable {
  static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, UInt8(ascii: "_"): true
    default: false
    }
  }
}
