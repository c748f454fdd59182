extension ShellReader {
  /// Reads `< file`, `>> file`, `2>&1`, `<<EOF`, `<<< text` from its `<` or `>`.
  mutating func readRedirection(of draft: inout ShellCommandDraft) {
    let isInput = bytes[index] == UInt8(ascii: "<")
    let sign = bytes[index]
    let second = behindLineEnds(index + 1)
    let next = second < end ? bytes[second] : 0
    if isProcess {
      // `<(command)` is a word.
      if let word = word() { draft.take(word) } else { index += 1 }
      return
    }
    if dialect.isPOSIX, isInput, next == sign { return readHere(of: &draft) }
    let isLonger = [sign, UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: ">")].contains(next)
    index = isLonger ? second + 1 : index + 1
    guard skipBlanks(), index < end, isProcess || !dialect.endsWord(bytes[index]) else { return }
    let start = index
    let target = word()
    if index == start { index += 1 }
    if isInput, let target { draft.command.input = .file(target) }
  }

  private mutating func readHere(of draft: inout ShellCommandDraft) {
    if let template = parameterEnd(at: index) {
      // `<< parameters.version >>`, which CircleCI replaces.
      let word = ShellWord(
        text.part(index..<template),
        expansions: [ShellExpansion(.computed, at: index..<template, isQuoted: false)])
      index = template
      draft.take(word)
      return
    }
    index = behindLineEnds(behindLineEnds(index + 1) + 1)
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
      draft.document = documents.begin(target, stripsTabs: stripsTabs)
    }
  }
}
