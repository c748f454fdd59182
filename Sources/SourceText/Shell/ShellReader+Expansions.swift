extension ShellReader {
  /// Whether the innermost open substitution is one of backticks, which the next one closes.
  var isBacktickOpen: Bool { backtickDepth == depth }

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
    let next = sign + 1 < end ? bytes[sign + 1] : 0
    switch next {
    case UInt8(ascii: "("):
      if sign + 2 < end, bytes[sign + 2] == UInt8(ascii: "("), dialect.isPOSIX,
        let close = closing(UInt8(ascii: "("), UInt8(ascii: ")"), from: sign + 1)
      {
        return replace(.computed, upTo: close, &draft, isQuoted: isQuoted)
      }
      index = sign + 2
      readSubstitution(from: start, into: &draft, isQuoted: isQuoted)
    case UInt8(ascii: "{"):
      guard let close = closing(UInt8(ascii: "{"), UInt8(ascii: "}"), from: sign + 1) else {
        return replace(.computed, upTo: sign + 2, &draft, isQuoted: isQuoted)
      }
      replace(kind(ofBraced: (sign + 2)..<(close - 1)), upTo: close, &draft, isQuoted: isQuoted)
    case UInt8(ascii: "'") where dialect.isPOSIX && !isQuoted: readANSI(into: &draft, from: sign)
    case UInt8(ascii: "\"") where dialect.isPOSIX && !isQuoted:
      draft.skip(to: sign + 1, &index)
    case UInt8(ascii: "@"), UInt8(ascii: "*"), UInt8(ascii: "#"), UInt8(ascii: "?"),
      UInt8(ascii: "!"), UInt8(ascii: "-"), 0x30...0x39:
      replace(.computed, upTo: sign + 2, &draft, isQuoted: isQuoted)
    case UInt8(ascii: "$"):
      replace(.computed, upTo: sign + 2, &draft, isQuoted: isQuoted)
    default: readVariable(from: sign, into: &draft, isQuoted: isQuoted)
    }
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
      name = (close + 1)..<(close + 1)
      close += 1
      while close < end, ShellVariable.isNameByte(bytes[close]) { close += 1 }
      name = name.lowerBound..<close
    }
    replace(
      .variable(String(decoding: bytes[name], as: UTF8.self)), upTo: close, &draft,
      isQuoted: isQuoted)
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
    guard let stop = closing(open, close, from: index + 1) else {
      return replace(.computed, upTo: index + 2, &draft, isQuoted: isQuoted)
    }
    let name = bytes[(index + 2)..<(stop - 1)]
    let kind: ShellExpansion.Kind =
      name.allSatisfy({ ShellVariable.isNameByte($0) || $0 == UInt8(ascii: "-") })
      ? .variable(String(decoding: name, as: UTF8.self)) : .computed
    replace(kind, upTo: stop, &draft, isQuoted: isQuoted)
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

  /// Reads the commands of a substitution, from behind its opening sign.
  mutating func readSubstitution(
    from start: Int, into draft: inout ShellWordDraft, isQuoted: Bool
  ) {
    let inside = index
    let close = bytes[inside - 1] == UInt8(ascii: "`") ? UInt8(ascii: "`") : UInt8(ascii: ")")
    let counts = (commands.count, assignments.count, documents.count)
    if depth < Self.maximumDepth, maySearch {
      let outerBacktick = backtickDepth
      depth += 1
      if close == UInt8(ascii: "`") { backtickDepth = depth }
      readCommands(until: close)
      depth -= 1
      backtickDepth = outerBacktick
      if index < end, bytes[index] == close {
        let stop = index + 1
        index = start
        return replace(.computed, upTo: stop, &draft, isQuoted: isQuoted)
      }
      truncate(toCommands: counts.0, assignments: counts.1, documents: counts.2)
    }
    failures += 1
    index = start
    replace(.computed, upTo: inside, &draft, isQuoted: isQuoted)
  }

  mutating func readBacktick(into draft: inout ShellWordDraft, isQuoted: Bool) {
    guard dialect.isPOSIX else { return draft.step(&index) }
    let start = index
    index += 1
    readSubstitution(from: start, into: &draft, isQuoted: isQuoted)
  }

  /// Reads `{{ … }}` of a template, and `{a,b}` of bash; other braces stand for themselves.
  mutating func readBrace(into draft: inout ShellWordDraft, isQuoted: Bool) {
    if index + 1 < end, bytes[index + 1] == UInt8(ascii: "{"),
      let close = templateEnd(at: index, close: "}}")
    {
      return replace(.computed, upTo: close, &draft, isQuoted: isQuoted)
    }
    if !isQuoted, dialect.isPOSIX, let close = listEnd(from: index) {
      return replace(.computed, upTo: close, &draft, isQuoted: isQuoted)
    }
    draft.step(&index)
  }

  /// Where `{a,b}` ends; nil where no such list begins.
  private func listEnd(from start: Int) -> Int? {
    var hasComma = false
    for place in (start + 1)..<min(end, start + 1 + 256) {
      switch bytes[place] {
      case UInt8(ascii: ","): hasComma = true
      case UInt8(ascii: "}"): return hasComma ? place + 1 : nil
      case let byte where dialect.endsWord(byte) || byte == UInt8(ascii: "{"): return nil
      default: continue
      }
    }
    return nil
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

  private mutating func replace(
    _ kind: ShellExpansion.Kind, upTo close: Int, _ draft: inout ShellWordDraft, isQuoted: Bool
  ) {
    let start = index
    draft.step(&index, to: close)
    draft.expand(kind, from: start, to: close, isQuoted: isQuoted)
  }

  /// The place behind the bracket that closes the one at a place; nil when it stays open.
  private mutating func closing(_ open: UInt8, _ close: UInt8, from start: Int) -> Int? {
    let limit = maySearch ? end : lineEnd(from: start)
    var level = 0
    var place = start
    while place < limit {
      if bytes[place] == open { level += 1 }
      if bytes[place] == close {
        level -= 1
        if level == 0 { return place + 1 }
      }
      place += 1
    }
    failures += 1
    return nil
  }
}
