/// The type that the core schema of YAML 1.2 gives a scalar: <https://yaml.org/spec/1.2.2/#103-core-schema>.
///
/// The words of YAML 1.1 (`yes`, `no`, `on`, `off`) and its numbers (`1_000`, `1:30`) are strings.
package enum YAMLScalarType: Hashable, Sendable {
  case string, null, boolean, integer, float

  /// The type of a scalar; whatever stands in quotes is a string.
  package init(of text: String, isPlain: Bool) {
    guard isPlain else {
      self = .string
      return
    }
    // Nearly every scalar is told to be a string by its first byte.
    switch text.utf8.first {
    case nil: self = .null
    case UInt8(ascii: "~"), UInt8(ascii: "n"), UInt8(ascii: "N"):
      self = ["~", "null", "Null", "NULL"].contains(text) ? .null : .string
    case UInt8(ascii: "t"), UInt8(ascii: "T"), UInt8(ascii: "f"), UInt8(ascii: "F"):
      let words = ["true", "True", "TRUE", "false", "False", "FALSE"]
      self = words.contains(text) ? .boolean : .string
    case .some(0x30...0x39), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."):
      self = Self.number(Array(text.utf8))
    default: self = .string
    }
  }

  private static func number(_ bytes: [UInt8]) -> YAMLScalarType {
    if bytes.starts(with: "0o".utf8) {
      return isFilled(bytes[2...]) { (0x30...0x37).contains($0) } ? .integer : .string
    }
    if bytes.starts(with: "0x".utf8) {
      return isFilled(bytes[2...], isHexadecimal) ? .integer : .string
    }
    if [".nan", ".NaN", ".NAN"].contains(where: { bytes.elementsEqual($0.utf8) }) { return .float }
    var rest = bytes[...]
    if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      rest = rest.dropFirst()
    }
    if [".inf", ".Inf", ".INF"].contains(where: { rest.elementsEqual($0.utf8) }) { return .float }
    return decimal(rest)
  }

  private static func decimal(_ bytes: ArraySlice<UInt8>) -> YAMLScalarType {
    var rest = bytes
    let whole = rest.prefix(while: isDigit).count
    rest = rest.dropFirst(whole)
    if rest.isEmpty { return whole > 0 ? .integer : .string }
    var fraction = 0
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      fraction = rest.prefix(while: isDigit).count
      rest = rest.dropFirst(fraction)
    }
    guard whole + fraction > 0 else { return .string }
    guard let exponent = rest.first else { return .float }
    guard exponent | 0x20 == UInt8(ascii: "e") else { return .string }
    rest = rest.dropFirst()
    if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      rest = rest.dropFirst()
    }
    return isFilled(rest, isDigit) ? .float : .string
  }

  private static func isFilled(_ bytes: ArraySlice<UInt8>, _ test: (UInt8) -> Bool) -> Bool {
    !bytes.isEmpty && bytes.allSatisfy(test)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    isDigit(byte) || (0x61...0x66).contains(byte | 0x20)
  }
}
