extension ShellReader {
  /// Reads `$'…'`, whose escapes are those of C.
  // https://www.gnu.org/software/bash/manual/bash.html#ANSI_002dC-Quoting
  mutating func readANSI(into draft: inout ShellWordDraft, from dollar: Int) {
    let start = dollar + 2
    var close = start
    let limit = maySearch ? end : lineEnd(from: dollar)
    while close < limit, bytes[close] != UInt8(ascii: "'") {
      close += bytes[close] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard close < limit else {
      index = limit
      return breakOff(&draft, at: dollar)
    }
    draft.isQuoted = true
    index = start
    while index < close {
      if bytes[index] == UInt8(ascii: "\\"), index + 1 < close {
        let (decoded, width) = Self.decoded(bytes[(index + 1)..<close])
        // A zero byte ends the text in the way of C.
        if decoded == [0] { break }
        draft.append(decoded, for: index, width: 1 + width)
        index = index + 1 + width
      } else {
        draft.step(&index)
      }
    }
    index = close + 1
  }

  /// What an escape stands for, without its backslash, and how many bytes it takes.
  private static func decoded(_ rest: ArraySlice<UInt8>) -> ([UInt8], width: Int) {
    guard let first = rest.first else { return ([UInt8(ascii: "\\")], 0) }
    if let simple = simple[first] { return ([simple], 1) }
    switch first {
    case 0x30...0x37:
      let digits = rest.prefix(3).prefix { (0x30...0x37).contains($0) }
      let value = digits.reduce(0) { $0 * 8 + Int($1 - 0x30) }
      return ([UInt8(truncatingIfNeeded: value)], digits.count)
    case UInt8(ascii: "c"):
      guard let sign = rest.dropFirst().first else { return ([UInt8(ascii: "\\"), first], 1) }
      return ([sign == UInt8(ascii: "?") ? 0x7f : sign & 0x1f], 2)
    case UInt8(ascii: "x"): return numeric(rest.dropFirst(), digits: 2, isScalar: false)
    case UInt8(ascii: "u"): return numeric(rest.dropFirst(), digits: 4, isScalar: true)
    case UInt8(ascii: "U"): return numeric(rest.dropFirst(), digits: 8, isScalar: true)
    default: return ([UInt8(ascii: "\\"), first], 1)
    }
  }

  private static func numeric(
    _ rest: ArraySlice<UInt8>, digits: Int, isScalar: Bool
  ) -> ([UInt8], width: Int) {
    let text = rest.prefix(digits).prefix(while: isHexadecimal)
    guard let value = UInt32(String(decoding: text, as: UTF8.self), radix: 16) else {
      return ([UInt8(ascii: "\\")], 0)
    }
    if !isScalar { return ([UInt8(truncatingIfNeeded: value)], 1 + text.count) }
    let scalar = Unicode.Scalar(value) ?? "\u{fffd}"
    return (Array(String(Character(scalar)).utf8), 1 + text.count)
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
    default: false
    }
  }

  private static let simple: [UInt8: UInt8] = [
    UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8, UInt8(ascii: "e"): 27, UInt8(ascii: "E"): 27,
    UInt8(ascii: "f"): 12, UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13, UInt8(ascii: "t"): 9,
    UInt8(ascii: "v"): 11, UInt8(ascii: "\\"): 0x5c, UInt8(ascii: "'"): 0x27,
    UInt8(ascii: "\""): 0x22, UInt8(ascii: "?"): 0x3f,
  ]
}
