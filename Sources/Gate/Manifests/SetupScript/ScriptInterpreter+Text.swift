import SourceText

// Strings that are put together or taken apart.
extension ScriptInterpreter {
  mutating func textResult(
    of method: String, on text: MappedText, _ whole: Range<Int>?, _ receiver: ScriptValue,
    _ arguments: [ScriptArgument], at range: Range<Int>
  ) -> ScriptValue {
    func list(_ texts: [MappedText]) -> ScriptValue {
      ScriptValue(
        .items(texts.map { ScriptValue(.text($0, whole: whole), at: receiver.range) }), at: range)
    }
    switch method {
    case "splitlines": return list(SetuptoolsLines.split(text))
    case "split", "rsplit":
      guard let separator = arguments.first?.value.text else {
        return arguments.isEmpty ? list(text.words) : .unknown(range)
      }
      return separator.isEmpty ? .unknown(range) : list(text.split(at: separator.content))
    case "strip", "lstrip", "rstrip":
      guard arguments.isEmpty else { return .unknown(range) }
      return ScriptValue(.text(text.trimmedLines, whole: whole), at: receiver.range)
    case "encode", "decode": return receiver
    case "format": return format(text, arguments, at: range)
    case "join":
      guard let first = arguments.first?.value else { return .unknown(range) }
      // Lines joined by line feeds are taken apart again when they are read.
      return text.text == "\n" ? first : .unknown(range)
    case "startswith", "endswith", "find", "count", "index", "isdigit":
      return ScriptValue(.constant, at: range)
    default: return .unknown(range)
    }
  }

  // MARK: Templates

  /// `"…{}…{name}…".format(…)`
  private mutating func format(
    _ text: MappedText, _ arguments: [ScriptArgument], at range: Range<Int>
  ) -> ScriptValue {
    let positional = arguments.filter { $0.name == nil }.map(\.value)
    var parts: [ScriptValue] = []
    var next = 0
    guard
      let fields = Self.fields(
        text,
        { part in
          parts.append(ScriptValue(.text(part, whole: nil), at: range))
        },
        { field in
          let name = field.content.prefix { !Array(".[!:".utf8).contains($0) }
          let key = field.part(name.indices).text
          if key.isEmpty || Int(key) != nil {
            let index = Int(key) ?? next
            next += 1
            parts.append(positional.indices.contains(index) ? positional[index] : .unknown(range))
          } else {
            parts.append(arguments.last { $0.name == key }?.value ?? .unknown(range))
          }
        })
    else { return .unknown(range) }
    return fields == 0 ? ScriptValue(.text(text, whole: nil), at: range) : joined(parts, at: range)
  }

  /// Goes through a template with fields in braces; nil when its braces do not match.
  private static func fields(
    _ text: MappedText, _ plain: (MappedText) -> Void, _ field: (MappedText) -> Void
  ) -> Int? {
    var count = 0
    var start = text.range.lowerBound
    var index = start
    while index < text.range.upperBound {
      let byte = text.bytes[index]
      let next = index + 1 < text.range.upperBound ? text.bytes[index + 1] : 0
      guard byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") else {
        index += 1
        continue
      }
      if next == byte {
        plain(text.part(start..<(index + 1)))
        index += 2
        start = index
        continue
      }
      let end = text.bytes[index..<text.range.upperBound].firstIndex(of: UInt8(ascii: "}"))
      guard byte == UInt8(ascii: "{"), let end else { return nil }
      plain(text.part(start..<index))
      field(text.part((index + 1)..<end))
      count += 1
      index = end + 1
      start = index
    }
    plain(text.part(start..<text.range.upperBound))
    return count
  }

  /// An f-string, or `"…" % value`.
  mutating func formatted(_ range: Range<Int>) -> ScriptValue {
    let tokens = code.tokens(range)
    if let sign = tokens.firstIndex(where: { $0.depth == 0 && code.word($0.token) == "%" }) {
      let left = range.lowerBound..<tokens[sign].token.range.lowerBound
      let right = tokens[sign].token.range.upperBound..<range.upperBound
      guard let template = code.expression(left), let value = code.expression(right) else {
        return .unknown(range)
      }
      return interpolate(evaluate(template), evaluate(value), at: range)
    }
    var parts: [ScriptValue] = []
    for (token, _) in tokens {
      guard token.kind == .string, let literal = literal(token.range) else {
        return .unknown(range)
      }
      guard literal.isFormatted else {
        parts.append(ScriptValue(.text(literal.content, whole: nil), at: range))
        continue
      }
      var fields: [(position: Int, range: Range<Int>)] = []
      let count = Self.fields(
        literal.content, { parts.append(ScriptValue(.text($0, whole: nil), at: range)) },
        { field in
          fields.append((parts.count, field.range))
          parts.append(.unknown(range))
        })
      if count == nil { return .unknown(range) }
      for (position, field) in fields {
        let name = code.text.bytes[field].prefix { $0 != UInt8(ascii: "!") && $0 != 0x3a }
        guard let expression = code.expression(name.indices) else { return .unknown(range) }
        parts[position] = evaluate(expression)
      }
    }
    return joined(parts, at: range)
  }

  /// The text between the quotes of a literal without escapes.
  private func literal(_ range: Range<Int>) -> (content: MappedText, isFormatted: Bool)? {
    let bytes = code.text.bytes
    let prefix = bytes[range].prefix { $0 != UInt8(ascii: "'") && $0 != UInt8(ascii: "\"") }
    guard prefix.endIndex < range.upperBound else { return nil }
    let quote = bytes[prefix.endIndex]
    let isTriple = bytes[prefix.endIndex..<range.upperBound].starts(with: [quote, quote, quote])
    let width = isTriple && range.upperBound - prefix.endIndex >= 6 ? 3 : 1
    let start = prefix.endIndex + width
    let end = range.upperBound - width
    guard start <= end else { return nil }
    let kinds = prefix.map { $0 | 0x20 }
    let content = code.text.part(start..<end)
    let hasEscapes = content.content.contains(UInt8(ascii: "\\"))
    if kinds.contains(UInt8(ascii: "b")) || hasEscapes && !kinds.contains(UInt8(ascii: "r")) {
      return nil
    }
    return (content, kinds.contains(UInt8(ascii: "f")))
  }

  /// The text with its `%s` and `%(name)s` replaced.
  private mutating func interpolate(
    _ template: ScriptValue, _ value: ScriptValue, at range: Range<Int>
  ) -> ScriptValue {
    guard let text = template.text else { return .unknown(range) }
    var arguments: [ScriptValue] = [value]
    if case .items(let values) = value.content { arguments = values }
    var parts: [ScriptValue] = []
    var start = text.range.lowerBound
    var index = start
    var next = 0
    while let sign = text.bytes[index..<text.range.upperBound].firstIndex(of: UInt8(ascii: "%")) {
      parts.append(ScriptValue(.text(text.part(start..<sign), whole: nil), at: range))
      var end = sign + 1
      guard end < text.range.upperBound else { return .unknown(range) }
      if text.bytes[end] == UInt8(ascii: "(") {
        let rest = text.bytes[end..<text.range.upperBound]
        guard let close = rest.firstIndex(of: UInt8(ascii: ")")), close + 1 < text.range.upperBound
        else { return .unknown(range) }
        parts.append(value.entry(text.part((end + 1)..<close)) ?? .unknown(range))
        end = close + 1
      } else if text.bytes[end] != UInt8(ascii: "%") {
        parts.append(arguments.indices.contains(next) ? arguments[next] : .unknown(range))
        next += 1
      }
      switch text.bytes[end] {
      case UInt8(ascii: "s"), UInt8(ascii: "d"): start = end + 1
      case UInt8(ascii: "%"): start = end
      default: return .unknown(range)
      }
      index = end + 1
    }
    parts.append(
      ScriptValue(.text(text.part(start..<text.range.upperBound), whole: nil), at: range))
    return joined(parts, at: range)
  }
}

extension MappedText {
  /// The parts between separators of any length.
  fileprivate func split(at separator: ArraySlice<UInt8>) -> [MappedText] {
    guard let first = separator.first else { return [self] }
    var parts: [MappedText] = []
    var start = range.lowerBound
    var index = start
    while let found = bytes[index..<range.upperBound].firstIndex(of: first) {
      index = found + 1
      if bytes[found..<range.upperBound].starts(with: separator) {
        parts.append(part(start..<found))
        start = found + separator.count
        index = start
      }
    }
    return parts + [part(start..<range.upperBound)]
  }

  /// The text without white space around it, line feeds included.
  fileprivate var trimmedLines: MappedText {
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0d).contains($0) }
    guard let start = content.firstIndex(where: { !isSpace($0) }),
      let end = content.lastIndex(where: { !isSpace($0) })
    else { return part(range.lowerBound..<range.lowerBound) }
    return part(start..<(end + 1))
  }
}
