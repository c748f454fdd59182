/// Dates and times as RFC 3339 writes them, with years from 1 and without leap seconds, as Python's.
/// https://toml.io/en/v1.0.0#offset-date-time
enum TOMLDateTime {
  /// Whether all of a text is a date, a time, or both with or without an offset.
  static func isValid(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count >= 8 else { return false }
    var rest = text[...]
    if text[2] == UInt8(ascii: ":") { return takeTime(&rest) && rest.isEmpty }
    guard text.count >= 10, takeDate(&rest) else { return false }
    guard let separator = rest.popFirst() else { return true }
    guard separator | 0x20 == UInt8(ascii: "t") || separator == 0x20 else { return false }
    return takeTime(&rest) && takeOffset(&rest) && rest.isEmpty
  }

  private typealias Rest = Slice<UnsafeBufferPointer<UInt8>>

  private static func takeDate(_ rest: inout Rest) -> Bool {
    guard let year = takeNumber(4, &rest), take("-", &rest),
      let month = takeNumber(2, &rest), take("-", &rest), let day = takeNumber(2, &rest)
    else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return year >= 1 && (1...12).contains(month) && (1...lengths[month - 1]).contains(day)
  }

  private static func takeTime(_ rest: inout Rest) -> Bool {
    guard let hour = takeNumber(2, &rest), take(":", &rest),
      let minute = takeNumber(2, &rest), take(":", &rest), let second = takeNumber(2, &rest),
      hour < 24, minute < 60, second < 60
    else { return false }
    if take(".", &rest) {
      let fraction = rest.prefix { $0.isASCIIDigit }
      rest = rest[fraction.endIndex...]
      return !fraction.isEmpty
    }
    return true
  }

  private static func takeOffset(_ rest: inout Rest) -> Bool {
    guard let first = rest.popFirst() else { return true }
    if first | 0x20 == UInt8(ascii: "z") { return true }
    guard first == UInt8(ascii: "+") || first == UInt8(ascii: "-"),
      let hour = takeNumber(2, &rest), take(":", &rest), let minute = takeNumber(2, &rest)
    else { return false }
    return hour < 24 && minute < 60
  }

  private static func take(_ scalar: Unicode.Scalar, _ rest: inout Rest) -> Bool {
    guard rest.first == UInt8(ascii: scalar) else { return false }
    rest.removeFirst()
    return true
  }

  private static func takeNumber(_ count: Int, _ rest: inout Rest) -> Int? {
    let digits = rest.prefix(count)
    guard digits.count == count else { return nil }
    rest = rest[digits.endIndex...]
    return digits.reduce(Int?.some(0)) { value, byte in
      byte.isASCIIDigit ? value.map { $0 * 10 + Int(byte - 0x30) } : nil
    }
  }
}
