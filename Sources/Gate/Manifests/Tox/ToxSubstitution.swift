import SourceText

/// Puts values in the place of what stands in braces, as far as the file itself tells them.
// https://tox.wiki/en/latest/config.html#substitutions
struct ToxSubstitution {
  let settings: ToxSettings
  /// The section of tox's own settings, which a name without section may be one of.
  let coreName: String
  /// Whether what only tox knows stays as it is written: in commands, most of it is no matter.
  var keepsUnknown = false
  /// How many bytes substitutions may still add: references may multiply.
  private var budget = 1 << 18

  private static let maximumDepth = 16

  init(settings: ToxSettings, coreName: String) {
    self.settings = settings
    self.coreName = coreName
  }

  /// The line with everything replaced; throws where a value is known only when tox runs.
  mutating func expand(
    _ line: MappedText, in section: String, depth: Int = 0
  ) throws(Unreadable) -> MappedText {
    guard line.content.contains(where: { $0 == Self.open || $0 == Self.escape || $0 == 0x5b })
    else { return line }
    guard depth < Self.maximumDepth else { throw .deep(line) }
    let closings = Self.closings(in: line)
    var pieces: [MappedText] = []
    var plain = line.range.lowerBound
    var index = plain
    while index < line.range.upperBound {
      let byte = line.bytes[index]
      let next = index + 1 < line.range.upperBound ? line.bytes[index + 1] : 0
      if byte == Self.escape, Self.escapable.contains(next) {
        pieces.append(line.part(plain..<index))
        plain = index + 1
        index += 2
      } else if byte == 0x5b, next == 0x5d {
        guard keepsUnknown else { throw .replaced(line.part(index..<(index + 2))) }
        pieces.append(line.part(plain..<index))
        plain = index + 2
        index += 2
      } else if byte == Self.open, let end = closings[index] {
        let whole = line.part(index..<(end + 1))
        if let value = try value(of: whole, in: section, depth: depth) {
          pieces.append(line.part(plain..<index))
          pieces.append(value)
          budget -= value.range.count
          if budget < 0 { throw .deep(line) }
          plain = end + 1
        }
        index = end + 1
      } else {
        index += 1
      }
    }
    if pieces.isEmpty { return line }
    pieces.append(line.part(plain..<line.range.upperBound))
    return MappedText(joining: pieces) ?? line.part(line.range.lowerBound..<line.range.lowerBound)
  }

  private static let open = UInt8(ascii: "{")
  private static let escape = UInt8(ascii: "\\")
  private static let escapable = Array(":{}[]#".utf8)

  /// For each opening brace the one that closes it.
  private static func closings(in line: MappedText) -> [Int: Int] {
    var closings: [Int: Int] = [:]
    var opened: [Int] = []
    var index = line.range.lowerBound
    while index < line.range.upperBound {
      switch line.bytes[index] {
      case escape: index += 1
      case open: opened.append(index)
      case UInt8(ascii: "}"): if let start = opened.popLast() { closings[start] = index }
      default: break
      }
      index += 1
    }
    return closings
  }

  /// What stands for an expression with its braces; nil where it is no substitution.
  private mutating func value(
    of whole: MappedText, in section: String, depth: Int
  ) throws(Unreadable) -> MappedText? {
    let inner = whole.part((whole.range.lowerBound + 1)..<(whole.range.upperBound - 1))
    let (kind, rest) = Self.partition(inner)
    let nothing = whole.part(inner.range.lowerBound..<inner.range.lowerBound)
    switch kind.text {
    case "/": return kind
    case "" where rest?.isEmpty == true: return whole.part(inner.range)
    case "toxinidir", "tox_root", "config_root": return Self.folder(whole)
    case "env":
      guard let rest else { return try unknown(whole) }
      let (variable, fallback) = Self.partition(rest)
      guard let fallback, !settings.mayDefine(variable: variable.text) else {
        return try unknown(whole)
      }
      return try expand(fallback, in: section, depth: depth + 1)
    // The person who starts tox adds them.
    case "posargs" where keepsUnknown:
      return try rest.map { text throws(Unreadable) in
        try expand(text, in: section, depth: depth + 1)
      } ?? nothing
    // tox puts them into `install_command`.
    case "opts" where keepsUnknown, "packages" where keepsUnknown: return nothing
    case "posargs", "tty", "glob", "factor": return try unknown(whole)
    default: break
    }
    guard let reference = Reference(inner) else { return nil }
    let sections = reference.section.map { [$0] } ?? [section, coreName]
    for name in sections {
      guard let option = settings[.init(section: name, name: reference.name)] else { continue }
      var parts: [MappedText] = []
      for line in ToxLines.lines(of: option) {
        if let last = parts.last { parts.append(.lineFeed(after: last)) }
        parts.append(try expand(line, in: name, depth: depth + 1))
      }
      return MappedText(joining: parts) ?? nothing
    }
    if let fallback = reference.fallback {
      return try expand(fallback, in: section, depth: depth + 1)
    }
    return try unknown(whole)
  }

  private func unknown(_ whole: MappedText) throws(Unreadable) -> MappedText? {
    if keepsUnknown { return nil }
    throw .replaced(whole)
  }

  /// Splits at the first colon.
  private static func partition(_ text: MappedText) -> (MappedText, MappedText?) {
    guard let colon = text.content.firstIndex(of: UInt8(ascii: ":")) else { return (text, nil) }
    return (
      text.part(text.range.lowerBound..<colon), text.part((colon + 1)..<text.range.upperBound)
    )
  }

  /// The folder of the file; both of its bytes lead to the braces.
  private static func folder(_ whole: MappedText) -> MappedText {
    var builder = MappedTextBuilder(from: MappedText(0..<whole.file.bytes.count, of: whole.file))
    builder.append([UInt8(ascii: ".")], for: whole.source(of: whole.range.lowerBound))
    if whole.bytes.dropFirst(whole.range.upperBound).first != UInt8(ascii: "/") {
      builder.append([UInt8(ascii: "/")], for: whole.source(of: whole.range.upperBound - 1))
    }
    return builder.text
  }

  /// `[section]name` or `name`, with a value for where there is none.
  struct Reference {
    let section: String?
    /// In lower case, as `configparser` has it.
    let name: String
    let fallback: MappedText?

    init?(_ inner: MappedText) {
      var rest = inner.content
      if rest.first == UInt8(ascii: "["), let end = rest.firstIndex(of: UInt8(ascii: "]")) {
        section = inner.part((rest.startIndex + 1)..<end).text
        rest = rest[(end + 1)...]
      } else {
        section = nil
      }
      let name = rest.prefix { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, UInt8(ascii: "_"), UInt8(ascii: "-"): true
        default: false
        }
      }
      if name.isEmpty { return nil }
      self.name = inner.part(name.indices).text.lowercased()
      if name.endIndex == rest.endIndex {
        fallback = nil
      } else if rest[name.endIndex] == UInt8(ascii: ":") {
        fallback = inner.part((name.endIndex + 1)..<rest.endIndex)
      } else {
        return nil
      }
    }
  }
}

extension MappedText {
  /// A line feed for what ends the text's line.
  fileprivate static func lineFeed(after text: MappedText) -> MappedText {
    let end = text.location.range.upperBound
    return MappedText([0x0a], runs: [.init(start: 0, source: end)], of: text.file)
  }
}

extension Unreadable {
  fileprivate static func replaced(_ text: MappedText) -> Unreadable {
    .undecided(
      "'\(text.text)' is replaced when tox runs, so the line cannot be decided", at: text.location,
      help: "write the value")
  }

  fileprivate static func deep(_ line: MappedText) -> Unreadable {
    .declaration(
      "the references lead too far to be followed", at: line.location, help: "write the value")
  }
}
