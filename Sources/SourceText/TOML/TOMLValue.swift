/// A value of a TOML file with its place.
package struct TOMLValue: Sendable {
  package enum Content: Sendable {
    case string(TOMLString)
    case integer(Int64)
    /// Also an integer that `Int64` cannot hold, as the nearest float.
    case float(Double)
    case boolean(Bool)
    /// A date, a time or both, valid and as written.
    case dateTime(String)
    case array([TOMLValue])
    case table(TOMLTable)
  }

  package let content: Content
  /// The value's own text; for a table opened by a header or a dotted key, the text of that key.
  package let range: Range<Int>
}

extension TOMLValue {
  package var string: TOMLString? {
    if case .string(let string) = content { string } else { nil }
  }

  package var integer: Int64? {
    if case .integer(let integer) = content { integer } else { nil }
  }

  package var boolean: Bool? {
    if case .boolean(let boolean) = content { boolean } else { nil }
  }

  package var array: [TOMLValue]? {
    if case .array(let array) = content { array } else { nil }
  }

  package var table: TOMLTable? {
    if case .table(let table) = content { table } else { nil }
  }

  /// The kind of value, with its article, as a message names it.
  package var kind: String {
    switch content {
    case .string: "a string"
    case .integer: "an integer"
    case .float: "a float"
    case .boolean: "a boolean"
    case .dateTime: "a date or time"
    case .array: "an array"
    case .table: "a table"
    }
  }
}
