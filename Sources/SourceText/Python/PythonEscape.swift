/// A backslash in a string literal with what belongs to it, and the bytes it stands for.
// https://docs.python.org/3/reference/lexical_analysis.html#escape-sequences
struct PythonEscape {
  let bytes: [UInt8]
  /// The offset after it.
  let end: Int

  /// Reads the escape whose backslash stands at an offset; nil when it cannot be told what it means.
  init?(at offset: Int, in content: ArraySlice<UInt8>) {
    guard offset + 1 < content.endIndex else { return nil }
    let kind = content[offset + 1]
    let next = offset + 2
    switch kind {
    case 0x0a: self.init([], next)
    case 0x0d: self.init([], next < content.endIndex && content[next] == 0x0a ? next + 1 : next)
    case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): self.init([kind], next)
    case UInt8(ascii: "a"): self.init([0x07], next)
    case UInt8(ascii: "b"): self.init([0x08], next)
    case UInt8(ascii: "f"): self.init([0x0c], next)
    case UInt8(ascii: "n"): self.init([0x0a], next)
    case UInt8(ascii: "r"): self.init([0x0d], next)
    case UInt8(ascii: "t"): self.init([0x09], next)
    case UInt8(ascii: "v"): self.init([0x0b], next)
    case 0x30...0x37:
      let digits = content[(offset + 1)...].prefix(3).prefix { (0x30...0x37).contains($0) }
      let value = digits.reduce(UInt32(0)) { $0 << 3 | UInt32($1 - 0x30) }
      self.init(scalar: value, end: digits.endIndex)
    case UInt8(ascii: "x"): self.init(digits: 2, from: next, of: content)
    case UInt8(ascii: "u"): self.init(digits: 4, from: next, of: content)
    case UInt8(ascii: "U"): self.init(digits: 8, from: next, of: content)
    case UInt8(ascii: "N"): return nil
    default: self.init([UInt8(ascii: "\\")], offset + 1)
    }
  }

  private init(_ bytes: [UInt8], _ end: Int) {
    self.bytes = bytes
    self.end = end
  }

  private init?(digits count: Int, from start: Int, of content: ArraySlice<UInt8>) {
    let digits = content[start...].prefix(count)
    guard digits.count == count else { return nil }
    var value: UInt32 = 0
    for digit in digits {
      guard let digit = digit.hexadecimalValue else { return nil }
      value = value << 4 | digit
    }
    self.init(scalar: value, end: digits.endIndex)
  }

  /// Nil for a surrogate: half of a character is no text.
  private init?(scalar value: UInt32, end: Int) {
    guard let scalar = Unicode.Scalar(value) else { return nil }
    self.init(Array(String(scalar).utf8), end)
  }
}
