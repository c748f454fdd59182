@testable import SourceText

/// A value as the oracles write it, to be compared: scalars are a kind and a text.
indirect enum TaggedValue: Equatable {
  case scalar(kind: String, text: String)
  case array([TaggedValue])
  /// Sorted by the bytes of the names.
  case object([Member])

  struct Member: Equatable {
    let name: [UInt8]
    let value: TaggedValue
  }

  static func members(_ members: [(String, TaggedValue)]) -> TaggedValue {
    .object(
      members.map { Member(name: Array($0.0.utf8), value: $0.1) }
        .sorted { $0.name.lexicographicallyPrecedes($1.name) })
  }

  static func float(_ value: Double) -> TaggedValue {
    let digits = String(value.bitPattern, radix: 16)
    return .scalar(
      kind: "float",
      text: value.isNaN ? "nan" : String(repeating: "0", count: 16 - digits.count) + digits)
  }
}

extension TaggedValue {
  /// What an oracle answered; nil where it refused the text.
  init?(answer: JSONValue) {
    switch answer.content {
    case .object(let members):
      self = .members(
        members.compactMap { member in
          TaggedValue(answer: member.value).map { (member.name, $0) }
        })
    case .array(let parts):
      guard let kind = parts.first?.string else { return nil }
      if kind == "array" {
        self = .array(parts.dropFirst().compactMap { TaggedValue(answer: $0) })
      } else {
        self = .scalar(kind: kind, text: parts.last?.string ?? "")
      }
    default: return nil
    }
  }

  init(_ value: TOMLValue) {
    switch value.content {
    case .string(let string): self = .scalar(kind: "string", text: string.text)
    case .integer(let integer): self = .scalar(kind: "integer", text: String(integer))
    case .float(let float): self = .float(float)
    case .boolean(let boolean): self = .scalar(kind: "boolean", text: String(boolean))
    case .dateTime(let text): self = .scalar(kind: "dateTime", text: Self.pythonSpelling(of: text))
    case .array(let values): self = .array(values.map { TaggedValue($0) })
    case .table(let table): self = TaggedValue(table)
    }
  }

  init(_ table: TOMLTable) {
    self = .members(table.entries.map { ($0.key, TaggedValue($0.value)) })
  }

  init(_ value: JSONValue) {
    switch value.content {
    case .object(let members):
      self = .members(members.map { ($0.name, TaggedValue($0.value)) })
    case .array(let values): self = .array(values.map { TaggedValue($0) })
    case .string(let string): self = .scalar(kind: "string", text: string)
    case .number(let number):
      self =
        number.integer.map { .scalar(kind: "integer", text: String($0)) } ?? .float(number.double)
    case .boolean(let boolean): self = .scalar(kind: "boolean", text: String(boolean))
    case .null: self = .scalar(kind: "null", text: "")
    }
  }

  /// A date or time as `isoformat` writes it: `T`, six digits of a second or none, `+00:00` for `Z`.
  private static func pythonSpelling(of text: String) -> String {
    var date = ""
    var rest = text[...]
    if text.utf8.count >= 10, text.dropFirst(4).first == "-" {
      date = String(text.prefix(10))
      rest = text.dropFirst(11)
      if rest.isEmpty { return date }
      date += "T"
    }
    var result = date + rest.prefix(8)
    rest = rest.dropFirst(8)
    if rest.first == "." {
      let digits = rest.dropFirst().prefix { $0.isNumber }
      let microseconds = digits.prefix(6) + String(repeating: "0", count: max(0, 6 - digits.count))
      if microseconds.contains(where: { $0 != "0" }) { result += "." + microseconds }
      rest = rest.dropFirst(1 + digits.count)
    }
    if rest.first == "Z" || rest.first == "z" { return result + "+00:00" }
    return result + (rest == "-00:00" ? "+00:00" : rest)
  }
}
