/// A simple command while its words are read.
struct ShellCommandDraft {
  enum Connector { case end, pipe }

  let dialect: ShellDialect
  var command = ShellCommand()
  /// The position of the command whose output this one reads.
  var source: Int?
  /// The number of the here-document that this one reads.
  var document: Int?
  /// How many `case` are open.
  private var openCases = 0
  /// Whether patterns of a `case` are read, which `)` ends.
  private(set) var isPattern = false
  private var hasPattern = false
  /// The words of `for x in a b`, of `case x in`, or of a condition of the Windows command processor.
  private var header: [ShellWord] = []
  private var isHeader = false

  init(_ dialect: ShellDialect) { self.dialect = dialect }

  /// The command that follows this one.
  var next: ShellCommandDraft {
    var next = ShellCommandDraft(dialect)
    next.openCases = openCases
    return next
  }

  /// Whether nothing of the command was read yet.
  var isEmpty: Bool { command.words.isEmpty && !isHeader }

  /// Whether a word of the form `A=b` is an assignment here.
  var takesAssignments: Bool { isEmpty }

  /// Whether `((…))` is arithmetic here: as a command of its own, or behind `for`.
  var takesArithmetic: Bool {
    command.words.isEmpty && (!isHeader || header.count == 1 && header[0].isKeyword("for"))
  }

  /// Whether the command, like `declare A=(b)`, sets what its words say.
  var isDeclaration: Bool {
    guard let first = command.words.first else { return false }
    return ShellAssignment.declarations.contains(first.text.text)
  }

  /// Whether a line may end here without an end of the command: before the `in` of `case x in`, and
  /// before a pattern.
  var goesOnBehindLineEnd: Bool {
    isPattern
      || isHeader && header.count == 2
        && (header[0].isKeyword("case") || header[0].isKeyword("for"))
  }

  mutating func take(_ word: ShellWord) {
    if isPattern { return takePattern(word) }
    if isHeader { return takeOfHeader(word) }
    if command.words.isEmpty, takeKeyword(word) { return }
    command.words.append(word)
  }

  private mutating func takeOfHeader(_ word: ShellWord) {
    if dialect == .cmd, header[0].isKeyword("if", dialect) {
      header.append(word)
      isHeader = !isWholeCondition
      return
    }
    // `for x do`: each argument in turn.
    if header.count == 2, word.isKeyword("do") {
      isHeader = false
      return
    }
    header.append(word)
    if header.count == 3, header[0].isKeyword("case"), word.isKeyword("in") {
      isHeader = false
      openCases += 1
      beginPattern()
    }
  }

  /// Whether a condition has all of its words, so that the next one begins a command.
  // https://learn.microsoft.com/windows-server/administration/windows-commands/if
  private var isWholeCondition: Bool {
    let words = header.dropFirst().map { $0.text.text.lowercased() }
      .filter { $0 != "not" && $0 != "/i" }
    guard let first = words.first else { return false }
    if ["exist", "defined", "errorlevel", "cmdextversion"].contains(first) {
      return words.count == 2
    }
    // Behind `"%A%"==""` nothing is missing, behind `%A%==` the other side is.
    let comparison = words.prefix(2).joined()
    return words.count >= 3
      || comparison.contains("==")
        && (!comparison.hasSuffix("==") || header.dropFirst().contains { $0.isQuoted })
  }

  /// Takes a word that is the shell's own where a command could begin.
  private mutating func takeKeyword(_ word: ShellWord) -> Bool {
    guard !word.isQuoted, word.expansions.isEmpty, word.text.range.count <= 8 else { return false }
    let text = dialect.isPOSIX ? word.text.text : word.text.text.lowercased()
    switch text {
    case "then", "else", "elif", "fi", "do", "done", "while", "until", "!", "{", "}", "[[", "in",
      "time", "coproc":
      return true
    case "-p":
      return dialect.isPOSIX  // `time -p`
    case "if":
      if dialect == .cmd { beginHeader(word) }
      return true
    case "for", "select", "function":
      beginHeader(word)
      return true
    case "case" where dialect.isPOSIX:
      beginHeader(word)
      return true
    case "esac" where dialect.isPOSIX:
      openCases = max(0, openCases - 1)
      return true
    default: return false
    }
  }

  private mutating func beginHeader(_ word: ShellWord) {
    header = [word]
    isHeader = true
  }

  /// Goes on to the patterns of an open `case`.
  mutating func beginPattern() {
    isPattern = openCases > 0
    hasPattern = false
  }

  /// Takes an operator among patterns; false where it is none of a pattern's.
  mutating func takePatternSign(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ")"): isPattern = false
    case UInt8(ascii: "("), UInt8(ascii: "|"): break
    case 0x0a, 0x0d, UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"):
      if hasPattern {
        // It only looked like a `case`.
        isPattern = false
        openCases = 0
      }
      return false
    default: return false
    }
    return true
  }

  private mutating func takePattern(_ word: ShellWord) {
    if !hasPattern, word.isKeyword("esac") {
      openCases = max(0, openCases - 1)
      isPattern = false
    } else {
      hasPattern = true
    }
  }

  /// All that the command sets.
  var allAssignments: [ShellAssignment] {
    var all = command.assignments
    if let loopAssignment { all.append(loopAssignment) }
    if isDeclaration { all += command.words.dropFirst().compactMap { ShellAssignment($0) } }
    if let (assignment, _) = powerShellAssignment { all.append(assignment) }
    return all
  }

  /// The variable of a loop: each of its words in turn.
  private var loopAssignment: ShellAssignment? {
    guard header.count > 3, header[0].isKeyword("for"), header[2].isKeyword("in"),
      let name = header[1].literalName
    else { return nil }
    return ShellAssignment(
      name: name, values: Array(header[3...]), isList: true, isAddition: false)
  }

  private var powerShellAssignment: (ShellAssignment, command: [ShellWord])? {
    dialect == .powershell ? ShellAssignment.ofPowerShell(command.words) : nil
  }

  /// The command without what is not its own.
  var finished: ShellCommand {
    var command = command
    if header.first?.isKeyword("function") == true {
      // `function f {` stands before a command of its own.
      command.words = Array(header.dropFirst(2).drop { $0.isKeyword("{") })
    }
    if let (assignment, rest) = powerShellAssignment {
      command.words = rest
      if rest.isEmpty { command.assignments.append(assignment) }
    }
    return command
  }
}
