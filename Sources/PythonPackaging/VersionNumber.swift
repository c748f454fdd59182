/// A number within a version, of any size: dates, hashes and counters overflow 64 bits.
package struct VersionNumber: Sendable {
  private enum Magnitude: Hashable, Sendable {
    case word(UInt64)
    /// The decimal digits of a number beyond 64 bits, without leading zeros.
    case digits([UInt8])
  }

  private let magnitude: Magnitude

  /// The most digits Python turns into a number, leading zeros included, unless it is told
  /// otherwise.
  static let maximumDigits = 4300

  /// Takes ASCII digits; none are zero, as in `1.0a`. Nil beyond `maximumDigits`.
  init?(digits: ArraySlice<UInt8>) {
    guard digits.count <= Self.maximumDigits else { return nil }
    var value: UInt64 = 0
    for digit in digits {
      let (product, overflows) = value.multipliedReportingOverflow(by: 10)
      let (sum, carries) = product.addingReportingOverflow(UInt64(digit &- UInt8(ascii: "0")))
      if overflows || carries {
        magnitude = .digits(Array(digits.drop { $0 == UInt8(ascii: "0") }))
        return
      }
      value = sum
    }
    magnitude = .word(value)
  }

  var isZero: Bool {
    guard case .word(0) = magnitude else { return false }
    return true
  }
}

extension VersionNumber: Hashable, Comparable, CustomStringConvertible, ExpressibleByIntegerLiteral
{
  package init(integerLiteral value: UInt64) { magnitude = .word(value) }

  package static func < (a: Self, b: Self) -> Bool {
    switch (a.magnitude, b.magnitude) {
    case (.word(let a), .word(let b)): a < b
    case (.word, .digits): true
    case (.digits, .word): false
    case (.digits(let a), .digits(let b)):
      a.count == b.count ? a.lexicographicallyPrecedes(b) : a.count < b.count
    }
  }

  package var description: String {
    switch magnitude {
    case .word(let value): String(value)
    case .digits(let digits): String(decoding: digits, as: UTF8.self)
    }
  }
}
