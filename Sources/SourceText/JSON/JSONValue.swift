/// A value of a JSON text with its place.
package struct JSONValue: Sendable {
  package enum Content: Sendable {
    /// In the order of the text, each name once.
    case object([JSONMember])
    case array([JSONValue])
    case string(String)
    case number(JSONNumber)
    case boolean(Bool)
    case null
  }

  package let content: Content
  // Half as wide as `Int`, since values are many; a text is never longer than 2 GiB.
  private let start: UInt32
  private let end: UInt32

  init(content: Content, range: Range<Int>) {
    self.content = content
    start = UInt32(clamping: range.lowerBound)
    end = UInt32(clamping: range.upperBound)
  }

  /// The value's own text, with the quotes or brackets.
  package var range: Range<Int> { Int(start)..<Int(end) }
}

/// A name with its value.
package struct JSONMember: Sendable {
  package let name: String
  /// The text of the name with its quotes.
  package let nameRange: Range<Int>
  package let value: JSONValue
}

/// A number as it is written.
package struct JSONNumber: Sendable {
  package let text: String

  /// The number when it is written without fraction and exponent and `Int64` can hold it.
  package var integer: Int64? { Int64(text) }

  /// The nearest float, which is finite.
  package var double: Double { Double(text) ?? 0 }
}

extension JSONValue {
  /// The value of a member, compared byte for byte; nil also when this is no object.
  ///
  /// It looks through all members: to read many of them, go through `object` once instead.
  package subscript(_ name: String) -> JSONValue? {
    let name = ExactText(name)
    return object?.first { ExactText($0.name) == name }?.value
  }

  package var object: [JSONMember]? {
    if case .object(let members) = content { members } else { nil }
  }

  package var array: [JSONValue]? {
    if case .array(let values) = content { values } else { nil }
  }

  package var string: String? {
    if case .string(let string) = content { string } else { nil }
  }

  package var number: JSONNumber? {
    if case .number(let number) = content { number } else { nil }
  }

  package var integer: Int64? { number?.integer }

  package var boolean: Bool? {
    if case .boolean(let boolean) = content { boolean } else { nil }
  }

  package var isNull: Bool {
    if case .null = content { true } else { false }
  }
}
