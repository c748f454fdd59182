/// A JSON text to be written: its members keep their order, and the same value gives the same bytes.
///
///     let text: JSONText = ["verdict": "blocked", "findings": [], "line": 3]
///     print(text.written(.pretty))
package enum JSONText: Hashable, Sendable {
  case object([Member])
  case array([JSONText])
  case string(String)
  case integer(Int)
  /// Written as null when it is not finite.
  case number(Double)
  case boolean(Bool)
  case null

  /// A name with its value.
  package struct Member: Hashable, Sendable {
    package let name: String
    package let value: JSONText

    package init(_ name: String, _ value: JSONText) {
      self.name = name
      self.value = value
    }
  }

  package enum Layout: Sendable {
    /// On one line, without blanks.
    case compact
    /// One member or element a line, two spaces a level, a newline at the end.
    case pretty
  }

  /// The text, safe to show whatever the strings hold: what could steer a terminal, hide or reorder
  /// characters is written as an escape.
  package func written(_ layout: Layout) -> String {
    var output = ""
    write(to: &output, indent: layout == .pretty ? "\n" : nil)
    if layout == .pretty { output += "\n" }
    return output
  }

  /// Writes the value; `indent` is the line break of the enclosing level when the layout is pretty.
  private func write(to output: inout String, indent: String?) {
    switch self {
    case .object(let members):
      Self.write(members, in: ("{", "}"), to: &output, indent: indent) { member, output, inner in
        JSONEscaping.write(member.name, to: &output)
        output += inner == nil ? ":" : ": "
        member.value.write(to: &output, indent: inner)
      }
    case .array(let values):
      Self.write(values, in: ("[", "]"), to: &output, indent: indent) { value, output, inner in
        value.write(to: &output, indent: inner)
      }
    case .string(let string): JSONEscaping.write(string, to: &output)
    case .integer(let integer): output += String(integer)
    case .number(let number): output += number.isFinite ? number.description : "null"
    case .boolean(let boolean): output += boolean ? "true" : "false"
    case .null: output += "null"
    }
  }

  private static func write<Item>(
    _ items: [Item], in brackets: (open: String, close: String), to output: inout String,
    indent: String?, item: (Item, inout String, String?) -> Void
  ) {
    let inner = indent.map { $0 + "  " }
    output += brackets.open
    for (index, element) in items.enumerated() {
      if index > 0 { output += "," }
      output += inner ?? ""
      item(element, &output, inner)
    }
    if !items.isEmpty { output += indent ?? "" }
    output += brackets.close
  }
}

extension JSONText: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral {
  package init(dictionaryLiteral elements: (String, JSONText)...) {
    self = .object(elements.map { Member($0, $1) })
  }

  package init(arrayLiteral elements: JSONText...) { self = .array(elements) }
}

extension JSONText: ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByNilLiteral
{
  package init(stringLiteral value: String) { self = .string(value) }

  package init(integerLiteral value: Int) { self = .integer(value) }

  package init(booleanLiteral value: Bool) { self = .boolean(value) }

  package init(nilLiteral: ()) { self = .null }
}
