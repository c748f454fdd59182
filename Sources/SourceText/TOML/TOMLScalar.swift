/// The values that are neither in quotes nor in brackets.
enum TOMLScalar {
  /// Reads all of a text; nil when it is no value.
  static func content(of text: UnsafeBufferPointer<UInt8>) -> TOMLValue.Content? {
    if text.elementsEqual("true".utf8) { return .boolean(true) }
    if text.elementsEqual("false".utf8) { return .boolean(false) }
    if TOMLDateTime.isValid(text) { return .dateTime(String(decoding: text, as: UTF8.self)) }
    return number(text)
  }

  // https://toml.io/en/v1.0.0#integer, https://toml.io/en/v1.0.0#float

  private static func number(_ text: UnsafeBufferPointer<UInt8>) -> TOMLValue.Content? {
    if text.count > 2, text[0] == UInt8(ascii: "0") {
      switch text[1] {
      case UInt8(ascii: "x"): return integer(text.dropFirst(2), radix: 16, sign: 1)
      case UInt8(ascii: "o"): return integer(text.dropFirst(2), radix: 8, sign: 1)
      case UInt8(ascii: "b"): return integer(text.dropFirst(2), radix: 2, sign: 1)
      default: break
      }
    }
    let isNegative = text.first == UInt8(ascii: "-")
    let isSigned = isNegative || text.first == UInt8(ascii: "+")
    let unsigned = text.dropFirst(isSigned ? 1 : 0)
    if unsigned.elementsEqual("inf".utf8) { return .float(isNegative ? -.infinity : .infinity) }
    if unsigned.elementsEqual("nan".utf8) { return .float(.nan) }

    var rest = unsigned
    let whole = takeDigits(&rest)
    guard isWellGrouped(whole), whole.count == 1 || whole.first != UInt8(ascii: "0") else {
      return nil
    }
    if rest.isEmpty { return integer(whole, radix: 10, sign: isNegative ? -1 : 1) }
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      guard isWellGrouped(takeDigits(&rest)) else { return nil }
    }
    if let exponent = rest.first, exponent | 0x20 == UInt8(ascii: "e") {
      rest.removeFirst()
      if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
      guard isWellGrouped(takeDigits(&rest)) else { return nil }
    }
    guard rest.isEmpty else { return nil }
    let digits = text.filter { $0 != UInt8(ascii: "_") }
    return Double(String(decoding: digits, as: UTF8.self)).map { .float($0) }
  }

  private static func takeDigits(
    _ rest: inout Slice<UnsafeBufferPointer<UInt8>>
  ) -> Slice<UnsafeBufferPointer<UInt8>> {
    let digits = rest.prefix { $0.isASCIIDigit || $0 == UInt8(ascii: "_") }
    rest = rest[digits.endIndex...]
    return digits
  }

  /// Whether there are digits, and every underscore is between two of them.
  private static func isWellGrouped(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    var previous = UInt8(ascii: "_")
    for byte in digits {
      if byte == UInt8(ascii: "_"), previous == byte { return false }
      previous = byte
    }
    return previous != UInt8(ascii: "_")
  }

  private static func integer(
    _ digits: Slice<UnsafeBufferPointer<UInt8>>, radix: UInt32, sign: Int64
  ) -> TOMLValue.Content? {
    guard isWellGrouped(digits) else { return nil }
    var value: Int64 = 0
    var approximation: Double = 0
    var overflows = false
    for byte in digits where byte != UInt8(ascii: "_") {
      guard let digit = byte.hexadecimalValue, digit < radix else { return nil }
      approximation = approximation * Double(radix) + Double(digit)
      let (product, multiplied) = value.multipliedReportingOverflow(by: Int64(radix))
      let (sum, added) = product.addingReportingOverflow(sign * Int64(digit))
      overflows = overflows || multiplied || added
      value = sum
    }
    if !overflows { return .integer(value) }
    if radix != 10 { return .float(approximation) }
    let text = String(decoding: digits.filter { $0 != UInt8(ascii: "_") }, as: UTF8.self)
    return Double(text).map { .float(sign < 0 ? -$0 : $0) }
  }
}
