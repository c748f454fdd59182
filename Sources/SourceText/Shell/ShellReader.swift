/// Reads a shell's text from beginning to end, at a cost that is linear in its length.
///
/// What looks open and is never closed costs a look at the rest of the text; how much may be read
/// again for its sake is bounded, and commands that were read stay read.
struct ShellReader {
  let text: MappedText
  let bytes: [UInt8]
  let dialect: ShellDialect
  var index: Int
  /// Where the part that is being read ends: the text, or what stands between backticks.
  var end: Int
  private(set) var commands: [ShellCommand] = []
  /// Where each of them ended, and the number of the here-document that it reads.
  private var marks: [(end: Int, document: Int?)] = []
  private(set) var assignments: [ShellAssignment] = []
  var documents = ShellHereDocuments()
  /// How many substitutions are open.
  var depth = 0
  /// How many bytes were, or will be, read once more.
  var readAgain = 0
  let readAgainLimit: Int
  /// Up to where commands of substitutions were read, to which nothing goes back.
  var committed = 0
  /// The line that was asked for last, up to its end.
  var knownLine = 0..<0
  /// Where in a line no template's expression ends.
  var templateless = 0..<0
  /// Up to where a line of a recipe held nothing but blanks and signs of make.
  var recipeStart: Int

  static let maximumDepth = 64

  init(_ text: MappedText, dialect: ShellDialect) {
    self.text = text
    self.dialect = dialect
    bytes = text.bytes
    index = text.range.lowerBound
    end = text.range.upperBound
    recipeStart = index
    readAgainLimit = 4 * text.range.count + 4096
  }

  /// Begins with a text that stands in the one that another reader reads.
  init(_ text: MappedText, dialect: ShellDialect, within reader: ShellReader) {
    self.text = text
    self.dialect = dialect
    bytes = text.bytes
    index = text.range.lowerBound
    end = text.range.upperBound
    recipeStart = end
    depth = reader.depth + 1
    readAgain = reader.readAgain
    readAgainLimit = reader.readAgainLimit
  }

  /// Takes over what such a reader read.
  mutating func take(_ reader: ShellReader) {
    let position = commands.count
    marks += Array(repeating: (index, nil), count: reader.commands.count)
    commands += reader.commands.map { command in
      var command = command
      if case .pipe(let source) = command.input { command.input = .pipe(source + position) }
      return command
    }
    assignments += reader.assignments
    readAgain = reader.readAgain
  }

  /// Whether something that is not closed may still be looked for in all of the rest.
  var maySearch: Bool { readAgain <= readAgainLimit }

  /// Whether what was read since a place may be read anew.
  func mayGoBack(to place: Int) -> Bool {
    readAgain + index - place <= 2 * readAgainLimit
  }

  mutating func readAll() {
    readCommands(inParentheses: false)
    for (position, mark) in marks.enumerated() {
      if let body = mark.document.flatMap(documents.body) {
        commands[position].input = .document(body)
      }
    }
  }

  /// Reads commands up to the end, or up to the parenthesis that closes the substitution they stand
  /// in, which stays.
  mutating func readCommands(inParentheses: Bool) {
    var draft = ShellCommandDraft(dialect)
    var openGroups = 0
    while skipBlanks(), index < end {
      let byte = bytes[index]
      if draft.isPattern, draft.takePatternSign(byte) {
        index += 1
        continue
      }
      switch byte {
      case 0x0d where isLoneReturn: readWord(into: &draft)
      case 0x0a, 0x0d:
        if !draft.goesOnBehindLineEnd { finish(&draft, connector: .end) }
        index += 1
        if byte == 0x0a { readDocuments() }
        recipeStart = index
      case UInt8(ascii: ")") where inParentheses && openGroups == 0:
        finish(&draft, connector: .end)
        return
      case UInt8(ascii: "<") where isBlockComment: skipBlockComment()
      case UInt8(ascii: "<"), UInt8(ascii: ">"):
        readRedirection(of: &draft)
      case UInt8(ascii: "(") where draft.takesArithmetic && skipArithmeticCommand():
        finish(&draft, connector: .end)
      case _ where dialect.endsWord(byte):
        if byte == UInt8(ascii: "(") { openGroups += 1 }
        if byte == UInt8(ascii: ")") { openGroups = max(0, openGroups - 1) }
        readOperator(&draft)
      default:
        if isComment(before: draft) {
          skipComment()
        } else if !skipSign(before: draft) {
          readWord(into: &draft)
        }
      }
    }
    finish(&draft, connector: .end)
  }

  /// Forgets what was read behind a place that turned out not to be what it looked like, and goes
  /// back there.
  mutating func goBack(
    to place: Int, commands count: Int, assignments assignmentCount: Int, documents: Int
  ) {
    readAgain += max(0, index - place)
    commands.removeLast(commands.count - count)
    marks.removeLast(marks.count - count)
    assignments.removeLast(assignments.count - assignmentCount)
    self.documents.truncate(to: documents)
    committed = min(committed, place)
    index = place
  }

  /// Forgets the commands that ended behind a place, from which on the text is read again.
  mutating func forgetCommands(behind place: Int) {
    let count = marks.reversed().prefix { $0.end > place }.count
    commands.removeLast(count)
    marks.removeLast(count)
  }

  private mutating func readWord(into draft: inout ShellCommandDraft) {
    let start = index
    let subscriptEnd = draft.takesAssignments ? subscriptEnd() : nil
    guard let word = word(from: subscriptEnd ?? index) else {
      // Whatever happens, something is consumed.
      index = max(index, start + 1)
      return
    }
    if index < end, bytes[index] == UInt8(ascii: "<") || bytes[index] == UInt8(ascii: ">"),
      word.text.content.allSatisfy({ (0x30...0x39).contains($0) }), !word.isQuoted
    {
      return  // the number of what is redirected
    }
    if isArray(after: word), draft.takesAssignments || draft.isDeclaration,
      let assignment = ShellAssignment(word)
    {
      draft.command.assignments.append(ShellAssignment(assignment, elements: arrayElements()))
      // What follows without a blank is a part of the word.
      if index < end, !dialect.endsWord(bytes[index]) { _ = self.word() }
    } else if draft.takesAssignments, let assignment = ShellAssignment(word) {
      draft.command.assignments.append(assignment)
    } else {
      draft.take(word)
    }
  }

  private func isArray(after word: ShellWord) -> Bool {
    dialect.isPOSIX && index < end && bytes[index] == UInt8(ascii: "(")
      && word.text.content.last == UInt8(ascii: "=")
  }

  private mutating func arrayElements() -> [ShellWord] {
    var words: [ShellWord] = []
    index += 1
    while skipBlanks(), index < end, bytes[index] != UInt8(ascii: ")") {
      if bytes[index] == UInt8(ascii: "#") {
        skipComment()
      } else if let word = word() {
        words.append(word)
      } else {
        index += 1
      }
    }
    index = min(index + 1, end)
    return words
  }

  private mutating func readOperator(_ draft: inout ShellCommandDraft) {
    let byte = bytes[index]
    index += 1
    let place = behindLineEnds(index)
    let next = place < end ? bytes[place] : 0
    if byte == UInt8(ascii: "&"), next == UInt8(ascii: ">"), dialect.isPOSIX {
      return  // `&>`: the next round reads the redirection
    }
    if byte == UInt8(ascii: ";"), next == byte || next == UInt8(ascii: "&") {
      // `;;`, `;&`, `;;&`
      finish(&draft, connector: .end)
      let third = behindLineEnds(place + 1)
      let isThird = next == byte && third < end && bytes[third] == UInt8(ascii: "&")
      index = (isThird ? third : place) + 1
      draft.beginPattern()
      return
    }
    let isPipe = byte == UInt8(ascii: "|") && next != byte
    if next == byte && (byte == UInt8(ascii: "&") || byte == UInt8(ascii: "|"))
      || isPipe && next == UInt8(ascii: "&")
    {
      index = place + 1
    }
    finish(&draft, connector: isPipe ? .pipe : .end)
  }

  /// Closes the command that was being read and begins the next.
  private mutating func finish(
    _ draft: inout ShellCommandDraft, connector: ShellCommandDraft.Connector
  ) {
    let finished = draft
    draft = finished.next
    assignments += finished.allAssignments
    let command = finished.finished
    if command.words.isEmpty, command.assignments.isEmpty, finished.document == nil { return }
    commands.append(command)
    marks.append((index, finished.document))
    let position = commands.count - 1
    if command.input == nil, let source = finished.source {
      commands[position].input = .pipe(source)
    }
    if connector == .pipe { draft.source = position }
  }
}
