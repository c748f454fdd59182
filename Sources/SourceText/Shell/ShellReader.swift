/// Reads a shell's text from beginning to end, at a cost that is linear in its length.
struct ShellReader {
  let text: MappedText
  let bytes: [UInt8]
  let end: Int
  let dialect: ShellDialect
  var index: Int
  private(set) var commands: [ShellCommand] = []
  private(set) var assignments: [ShellAssignment] = []
  var documents = ShellHereDocuments()
  /// At which depth the innermost open substitution of backticks stands.
  var backtickDepth = -1
  /// How many substitutions are open.
  var depth = 0
  /// How often something was opened and not closed, which cost a look at all of the rest.
  var failures = 0
  /// The end of the line that was asked for last.
  var knownLine = 0..<0

  static let maximumDepth = 64
  private static let maximumFailures = 16

  init(_ text: MappedText, dialect: ShellDialect) {
    self.text = text
    self.dialect = dialect
    bytes = text.bytes
    index = text.range.lowerBound
    end = text.range.upperBound
  }

  /// Whether something that is not closed may still be looked for in all of the rest.
  var maySearch: Bool { failures < Self.maximumFailures }

  mutating func readAll() {
    while index < end {
      readCommands(until: nil)
      // A terminator that nothing opened.
      index += 1
    }
    for (position, document) in documents.inputs(of: commands.count) {
      commands[position].input = .document(document)
    }
  }

  /// Reads commands up to the byte that closes the substitution they stand in, which stays.
  mutating func readCommands(until terminator: UInt8?) {
    var draft = ShellCommandDraft()
    var openGroups = 0
    while skipBlanks(), index < end {
      let byte = bytes[index]
      switch byte {
      case 0x0a, 0x0d:
        finish(&draft, connector: .end)
        index += 1
        if byte == 0x0a { documents.readBodies(of: text, from: &index) }
      case UInt8(ascii: ")") where terminator == byte && openGroups == 0 && !draft.isCase:
        finish(&draft, connector: .end)
        return
      case UInt8(ascii: "`") where terminator == byte:
        finish(&draft, connector: .end)
        return
      case UInt8(ascii: "<") where isBlockComment: skipBlockComment()
      case UInt8(ascii: "<"), UInt8(ascii: ">"):
        readRedirection(of: &draft)
      case _ where dialect.endsWord(byte):
        if byte == UInt8(ascii: "(") { openGroups += 1 }
        if byte == UInt8(ascii: ")") { openGroups = max(0, openGroups - 1) }
        readOperator(&draft)
      default:
        if isComment() {
          skipComment()
        } else if !skipRecipeSign(before: draft) {
          readWord(into: &draft)
        }
      }
    }
    finish(&draft, connector: .end)
  }

  /// Forgets what was read after a place that turned out not to be what it looked like.
  mutating func truncate(toCommands count: Int, assignments assignmentCount: Int, documents: Int) {
    commands.removeLast(commands.count - count)
    assignments.removeLast(assignments.count - assignmentCount)
    self.documents.truncate(to: documents)
  }

  private mutating func readWord(into draft: inout ShellCommandDraft) {
    let start = index
    guard let word = word() else {
      // Whatever happens, something is consumed.
      index = max(index, start + 1)
      return
    }
    if index < end, bytes[index] == UInt8(ascii: "<") || bytes[index] == UInt8(ascii: ">"),
      word.text.content.allSatisfy({ (0x30...0x39).contains($0) }), !word.isQuoted
    {
      return  // the number of what is redirected
    }
    if draft.takesAssignments, let assignment = ShellAssignment(word) {
      draft.command.assignments.append(
        isArray(after: word) ? ShellAssignment(assignment, elements: arrayElements()) : assignment)
      return
    }
    draft.take(word)
  }

  private func isArray(after word: ShellWord) -> Bool {
    dialect.isPOSIX && index < end && bytes[index] == UInt8(ascii: "(")
      && word.text.content.last == UInt8(ascii: "=")
  }

  private mutating func arrayElements() -> [ShellWord] {
    var words: [ShellWord] = []
    index += 1
    while skipBlanks(), index < end, bytes[index] != UInt8(ascii: ")") {
      if isComment() {
        skipComment()
      } else if dialect.endsWord(bytes[index]) {
        index += 1
      } else if let word = word() {
        words.append(word)
      }
    }
    index = min(index + 1, end)
    return words
  }

  private mutating func readOperator(_ draft: inout ShellCommandDraft) {
    let byte = bytes[index]
    index += 1
    guard index < end else { return finish(&draft, connector: .end) }
    let next = bytes[index]
    if byte == UInt8(ascii: "&"), next == UInt8(ascii: ">"), dialect.isPOSIX {
      return  // `&>`: the next round reads the redirection
    }
    let isPipe = byte == UInt8(ascii: "|") && next != byte
    if next == byte && (byte == UInt8(ascii: "&") || byte == UInt8(ascii: "|"))
      || isPipe && next == UInt8(ascii: "&")
    {
      index += 1
    }
    finish(&draft, connector: isPipe ? .pipe : .end)
  }

  /// Closes the command that was being read and begins the next.
  private mutating func finish(
    _ draft: inout ShellCommandDraft, connector: ShellCommandDraft.Connector
  ) {
    let source = draft.source
    let document = draft.document
    let isCase = draft.isCase
    assignments += draft.command.assignments
    if let loop = draft.loopAssignment { assignments.append(loop) }
    assignments += draft.exportedAssignments
    let command = draft.finished
    draft = ShellCommandDraft()
    draft.isCase = isCase
    if command.words.isEmpty, command.assignments.isEmpty, document == nil { return }
    commands.append(command)
    if command.input == nil, let source { commands[commands.count - 1].input = .pipe(source) }
    if let document { documents.own(document, by: commands.count - 1) }
    if connector == .pipe { draft.source = commands.count - 1 }
  }
}
