extension ShellReader {
  /// Reads `< file`, `>> file`, `2>&1`, `<<EOF`, `<<< text` from its `<` or `>`.
  mutating func readRedirection(of draft: inout ShellCommandDraft) {
    let isInput = bytes[index] == UInt8(ascii: "<")
    let sign = bytes[index]
    let next = index + 1 < end ? bytes[index + 1] : 0
    if next == UInt8(ascii: "("), dialect.isPOSIX {
      // `<(command)` is a word.
      if let word = word() { draft.take(word) } else { index += 1 }
      return
    }
    if dialect.isPOSIX, isInput, next == sign { return readHere(of: &draft) }
    index += 1
    if index < end, [sign, UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: ">")].contains(next) {
      index += 1
    }
    guard skipBlanks(), index < end, !dialect.endsWord(bytes[index]) else { return }
    let start = index
    let target = word()
    if index == start { index += 1 }
    if isInput, let target { draft.command.input = .file(target) }
  }

  private mutating func readHere(of draft: inout ShellCommandDraft) {
    if let template = templateEnd(at: index, close: ">>") {
      // `<< parameters.version >>`, which CircleCI replaces.
      let word = ShellWord(
        text.part(index..<template),
        expansions: [ShellExpansion(.computed, at: index..<template, isQuoted: false)])
      index = template
      draft.take(word)
      return
    }
    index += 2
    let isString = index < end && bytes[index] == UInt8(ascii: "<")
    let stripsTabs = index < end && bytes[index] == UInt8(ascii: "-")
    if isString || stripsTabs { index += 1 }
    guard skipBlanks(), index < end, !dialect.endsWord(bytes[index]) else { return }
    let start = index
    let target = word()
    if index == start { index += 1 }
    guard let target else { return }
    if isString {
      draft.command.input = .document(target.text)
    } else {
      draft.document = documents.begin(target.text.content, stripsTabs: stripsTabs)
    }
  }

  /// Where a template's expression of this line ends that begins here.
  // https://circleci.com/docs/reference/reusing-config/#using-the-parameters-declaration
  mutating func templateEnd(at start: Int, close: StaticString) -> Int? {
    let limit = lineEnd(from: start)
    var place = start + 2
    while place < limit, bytes[place] == 0x20 { place += 1 }
    if close.utf8Start.pointee == UInt8(ascii: ">") {
      let rest = bytes[place..<limit]
      guard ["parameters.", "pipeline.", "matrix."].contains(where: { rest.starts(with: $0.utf8) })
      else { return nil }
    }
    let sign = close.utf8Start.pointee
    while place + 1 < limit {
      if bytes[place] == sign, bytes[place + 1] == sign { return place + 2 }
      place += 1
    }
    return nil
  }
}
