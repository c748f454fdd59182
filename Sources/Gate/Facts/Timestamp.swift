/// A moment in UTC, counted in whole seconds since 1970.
package struct Timestamp: Hashable, Comparable, Sendable {
  package let seconds: Int64

  package init(seconds: Int64) { self.seconds = seconds }

  package static func < (a: Self, b: Self) -> Bool { a.seconds < b.seconds }

  /// Reads RFC 3339 in UTC (`2026-11-21T08:00:00Z`, with or without a fraction), or a date alone,
  /// which stands for its first second. Anything else is nil: an unknown time is not a time.
  package init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    func number(_ range: Range<Int>) -> Int64? {
      guard range.upperBound <= bytes.count else { return nil }
      var value: Int64 = 0
      for byte in bytes[range] {
        guard (0x30...0x39).contains(byte) else { return nil }
        value = value * 10 + Int64(byte - 0x30)
      }
      return value
    }
    func has(_ character: Unicode.Scalar, at index: Int) -> Bool {
      index < bytes.count && UInt32(bytes[index]) == character.value
    }
    guard let year = number(0..<4), has("-", at: 4), let month = number(5..<7), has("-", at: 7),
      let day = number(8..<10), (1...12).contains(month),
      day >= 1, day <= Self.days(inMonth: month, of: year)
    else { return nil }
    let midnight = Self.days(year: year, month: month, day: day) * 86_400
    if bytes.count == 10 {
      seconds = midnight
      return
    }
    guard has("T", at: 10), let hour = number(11..<13), has(":", at: 13),
      let minute = number(14..<16), has(":", at: 16), let second = number(17..<19),
      hour < 24, minute < 60, second <= 60
    else { return nil }
    var index = 19
    if has(".", at: index) {
      index += 1
      let fraction = bytes[index...].prefix { (0x30...0x39).contains($0) }.count
      guard (1...9).contains(fraction) else { return nil }
      index += fraction
    }
    guard has("Z", at: index), index + 1 == bytes.count else { return nil }
    seconds = midnight + hour * 3600 + minute * 60 + second
  }

  /// Reads a moment only as it is written back: a day alone would leave open which of its seconds is
  /// meant, and a leap second belongs to two days. For what is signed.
  init?(exactly text: String) {
    guard let moment = Timestamp(text), moment.description.utf8.elementsEqual(text.utf8) else {
      return nil
    }
    self = moment
  }

  private static func days(inMonth month: Int64, of year: Int64) -> Int64 {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days from 1970-01-01 in the proleptic Gregorian calendar.
  private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}

extension Timestamp: CustomStringConvertible {
  /// RFC 3339 in UTC, to the second.
  package var description: String {
    let day = (seconds - ((seconds % 86_400) + 86_400) % 86_400) / 86_400
    let second = seconds - day * 86_400
    let (year, month, dayOfMonth) = Self.civil(day)
    func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let time = "\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
    return "\(Self.four(year))-\(two(month))-\(two(dayOfMonth))T\(time)Z"
  }

  /// The day alone, `2026-11-21`.
  package var day: String { String(description.prefix { $0 != "T" }) }

  private static func four(_ year: Int64) -> String {
    let digits = String(year)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  private static func civil(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthIndex = (5 * dayOfYear + 2) / 153
    let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * monthIndex + 2) / 5 + 1)
  }
}
