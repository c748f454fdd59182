extension ShellReader {
  /// Reads what a `$` begins.
  mutating func readDollar(into draft: inout ShellWordDraft, isQuoted: Bool) {
    let start = index
    var sign = start
    if dialect == .make {
      guard start + 1 < end, bytes[start + 1] == UInt8(ascii: "$") else {
        return readMakeVariable(into: &draft, isQuoted: isQuoted)
      }
      sign += 1
    }
    let behind = behindLineEnds(sign + 1)
    sign = behind - 1
    let next = behind < end ? bytes[behind] : 0
    switch next {
    case UInt8(ascii: "("):
      if readArithmetic(from: sign + 1, into: &draft, isQuoted: isQuoted) { return }
      index = sign + 2
      readSubstitution(from: start, into: &draft, isQuoted: isQuoted)
    case UInt8(ascii: "[") where dialect.isPOSIX:
      if readArithmetic(from: sign + 1, into: &draft, isQuoted: isQuoted) { return }
      draft.step(&index, to: sign + 1)
    case UInt8(ascii: "{"):
      readBraced(from: sign, into: &draft, isQuoted: isQuoted)
    case UInt8(ascii: "'") where dialect.isPOSIX && !isQuoted: readANSI(into: &draft, from: sign)
    case UInt8(ascii: "\"") where dialect.isPOSIX && !isQuoted:
      index = sign + 1
    case UInt8(ascii: "@"), UInt8(ascii: "*"), UInt8(ascii: "#"), UInt8(ascii: "?"),
      UInt8(ascii: "!"), UInt8(ascii: "-"), UInt8(ascii: "$"), 0x30...0x39:
      replace(.computed, upTo: sign + 2, &draft, isQuoted: isQuoted)
    default: readVariable(from: sign, into: &draft, isQuoted: isQuoted)
    }
  }

  /// Reads `$((…))` or `$[…]` from its bracket; false where it is not arithmetic.
  private mutating func readArithmetic(
    from bracket: Int, into draft: inout ShellWordDraft, isQuoted: Bool
  ) -> Bool {
    let start = index
    let isDoubled = bytes[bracket] == UInt8(ascii: "(")
    index = bracket + 1
    if isDoubled {
      let second = behindLineEnds(index)
      guard dialect.isPOSIX, second < end, bytes[second] == bytes[bracket] else {
        index = start
        return false
      }
      index = second + 1
    }
    let isArithmetic = skipArithmetic(
      bytes[bracket], isDoubled ? UInt8(ascii: ")") : UInt8(ascii: "]"), isDoubled: isDoubled)
    let stop = index
    index = start
    if isArithmetic { replace(.computed, upTo: stop, &draft, isQuoted: isQuoted) }
    return isArithmetic
  }

  private mutating func readVariable(
    from sign: Int, into draft: inout ShellWordDraft, isQuoted: Bool
  ) {
    var close = sign + 1
    while close < end, ShellVariable.isNameByte(bytes[close]) { close += 1 }
    if close == sign + 1 { return draft.step(&index, to: close) }
    var name = (sign + 1)..<close
    // `$env:NAME` of PowerShell.
    if dialect == .powershell, close < end, bytes[close] == UInt8(ascii: ":"),
      bytes[name].elementsEqual("env".utf8)
    {
      close += 1
      let start = close
      while close < end, ShellVariable.isNameByte(bytes[close]) { close += 1 }
      name = start..<close
    }
    replace(
      .variable(String(decoding: bytes[name], as: UTF8.self)), upTo: close, &draft,
      isQuoted: isQuoted)
  }

  /// Reads `${…}` from its `$`; the commands of substitutions in it are read too.
  private mutating func readBraced(
    from sign: Int, into draft: inout ShellWordDraft, isQuoted: Bool
  ) {
    let start = index
    let inside = sign + 2
    if inside < end, bytes[inside] == UInt8(ascii: "{"), let close = templateEnd(at: sign + 1) {
      return replace(.computed, upTo: close, &draft, isQuoted: isQuoted)
    }
    guard depth < Self.maximumDepth else {
      return replace(.computed, upTo: inside, &draft, isQuoted: isQuoted)
    }
    let limit = maySearch ? end : lineEnd(from: start)
    let isDisputed = isQuoted && !isPatternOperator(from: inside)
    var word = ShellWordDraft(text, from: inside)
    index = inside
    depth += 1
    while index < limit, bytes[index] != UInt8(ascii: "}"), !word.isBroken {
      if isDisputed, bytes[index] == UInt8(ascii: "'") {
        skipDisputedQuote(upTo: limit)
      } else if !isQuoted, isProcess {
        readProcess(into: &word)
      } else if dialect.isPOSIX {
        readNested(bytes[index], into: &word, isQuoted: false)
      } else {
        index += 1
      }
    }
    depth -= 1
    guard !word.isBroken, index < limit else { return breakOff(&draft, at: start) }
    let close = index + 1
    index = start
    replace(kind(ofBraced: inside..<(close - 1)), upTo: close, &draft, isQuoted: isQuoted)
  }

  /// Skips what stands between apostrophes in `"${x:-'…'}"`. They quote to bash and stand for
  /// themselves to dash, to which a quotation mark there ends the text, so that commands follow.
  private mutating func skipDisputedQuote(upTo limit: Int) {
    let start = index + 1
    guard let close = bytes[start..<max(start, limit)].firstIndex(of: UInt8(ascii: "'")) else {
      readAgain += max(0, limit - start)
      index = start
      return
    }
    if let quote = bytes[start..<close].firstIndex(of: UInt8(ascii: "\"")) {
      readPart((quote + 1)..<close, isInWord: true)
    }
    index = close + 1
  }

  /// Whether `${name…` goes on with an operator whose word is a pattern: in it apostrophes quote even
  /// between quotation marks.
  private func isPatternOperator(from start: Int) -> Bool {
    var place = start
    while place < end, ShellVariable.isNameByte(bytes[place]) { place += 1 }
    return place < end && "#%/^,".utf8.contains(bytes[place])
  }

  /// A variable of make: `$(NAME)`, `${NAME}`, `$N`.
  private mutating func readMakeVariable(into draft: inout ShellWordDraft, isQuoted: Bool) {
    guard index + 1 < end else { return draft.step(&index) }
    let open = bytes[index + 1]
    guard open == UInt8(ascii: "(") || open == UInt8(ascii: "{") else {
      let name = String(decoding: bytes[(index + 1)..<(index + 2)], as: UTF8.self)
      return replace(.variable(name), upTo: index + 2, &draft, isQuoted: isQuoted)
    }
    let close = open == UInt8(ascii: "(") ? UInt8(ascii: ")") : UInt8(ascii: "}")
    guard let stop = makeVariableEnd(open, close) else { return breakOff(&draft, at: index) }
    let name = bytes[(index + 2)..<(stop - 1)]
    let kind: ShellExpansion.Kind =
      name.allSatisfy({ ShellVariable.isNameByte($0) || $0 == UInt8(ascii: "-") })
      ? .variable(String(decoding: name, as: UTF8.self)) : .computed
    replace(kind, upTo: stop, &draft, isQuoted: isQuoted)
  }

  /// The place behind the bracket that closes make's variable; nil when it stays open.
  private mutating func makeVariableEnd(_ open: UInt8, _ close: UInt8) -> Int? {
    let limit = maySearch ? end : lineEnd(from: index)
    var level = 0
    for place in (index + 1)..<max(index + 1, limit) {
      if bytes[place] == open { level += 1 }
      if bytes[place] == close { level -= 1 }
      if level == 0 { return place + 1 }
    }
    readAgain += limit - index
    return nil
  }

  private func kind(ofBraced range: Range<Int>) -> ShellExpansion.Kind {
    var content = bytes[range]
    if dialect == .powershell, content.starts(with: "env:".utf8) { content = content.dropFirst(4) }
    let name = content.prefix(while: ShellVariable.isNameByte)
    if name.isEmpty { return .computed }
    let rest = content[name.endIndex...]
    let text = String(decoding: name, as: UTF8.self)
    if rest.isEmpty { return .variable(text) }
    return rest.elementsEqual("[@]".utf8) || rest.elementsEqual("[*]".utf8)
      ? .elements(text) : .computed
  }

  /// Reads `%NAME%` and `!NAME!` of the Windows command processor, and `%1`.
  mutating func readPercent(into draft: inout ShellWordDraft, isQuoted: Bool) {
    let sign = bytes[index]
    var close = index + 1
    while close < end, close - index < 128, bytes[close] != sign, !dialect.endsWord(bytes[close]),
      bytes[close] != UInt8(ascii: "\"")
    {
      close += 1
    }
    guard close < end, bytes[close] == sign else {
      if sign == UInt8(ascii: "%"), index + 1 < end,
        ShellVariable.isNameByte(bytes[index + 1]) || bytes[index + 1] == UInt8(ascii: "*")
      {
        return replace(.computed, upTo: index + 2, &draft, isQuoted: isQuoted)
      }
      return draft.step(&index)
    }
    if close == index + 1 {
      // `%%i` is the variable of a loop.
      return replace(.computed, upTo: min(close + 2, end), &draft, isQuoted: isQuoted)
    }
    let name = bytes[(index + 1)..<close]
    replace(
      name.allSatisfy(ShellVariable.isNameByte)
        ? .variable(String(decoding: name, as: UTF8.self)) : .computed,
      upTo: close + 1, &draft, isQuoted: isQuoted)
  }

  /// Takes over the bytes up to a place, which stand for something that the shell puts there.
  mutating func replace(
    _ kind: ShellExpansion.Kind, upTo close: Int, _ draft: inout ShellWordDraft, isQuoted: Bool
  ) {
    let start = index
    draft.step(&index, to: close)
    draft.expand(kind, from: start, to: close, isQuoted: isQuoted)
  }
}
