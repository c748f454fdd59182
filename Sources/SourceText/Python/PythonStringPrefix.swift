/// The letters before the quotes of a string literal, in any case and order.
struct PythonStringPrefix {
  private(set) var isRaw = false
  /// Bytes, not text.
  private(set) var isBytes = false
  /// An f-string or a template string: it holds fields.
  private(set) var isFormatted = false

  /// Nil when no string begins like this. `ur` is Python 2.
  init?(_ letters: ArraySlice<UInt8>) {
    var isText = false
    for letter in letters {
      switch letter | 0x20 {
      case UInt8(ascii: "r") where !isRaw: isRaw = true
      case UInt8(ascii: "b") where !isBytes && !isText && !isFormatted: isBytes = true
      case UInt8(ascii: "u") where !isBytes && !isText && !isFormatted && !isRaw: isText = true
      case UInt8(ascii: "f"), UInt8(ascii: "t"):
        if isBytes || isText || isFormatted { return nil }
        isFormatted = true
      default: return nil
      }
    }
  }
}
