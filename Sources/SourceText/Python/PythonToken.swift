/// A word, number, string or sign of Python code, or the end of a logical line.
package struct PythonToken: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// A name or keyword; bytes beyond ASCII count as letters.
    case name
    case number
    /// A string literal with its prefix and quotes, the fields of an f-string included.
    case string
    /// An operator, a bracket, or a byte that Python does not know.
    case sign
    /// Ends a logical line; empty at the end of the text.
    case lineEnd
  }

  package let kind: Kind
  /// Where it stands in the bytes of its text.
  package let range: Range<Int>

  @inline(__always)
  init(_ kind: Kind, _ range: Range<Int>) {
    self.kind = kind
    self.range = range
  }

  /// Whether it is this name or sign; `bytes` are those of its text.
  @inline(__always)
  package func `is`(_ word: StaticString, in bytes: [UInt8]) -> Bool {
    guard kind == .name || kind == .sign, range.count == word.utf8CodeUnitCount else {
      return false
    }
    // Most tokens differ in the first byte.
    for index in 0..<range.count where bytes[range.lowerBound + index] != word.utf8Start[index] {
      return false
    }
    return true
  }
}

/// Something in Python code that no Python reads, with its place in the bytes of the text.
package struct PythonProblem: Hashable, Sendable {
  package let message: String
  package let range: Range<Int>
  /// Whether all that follows was taken for part of a string.
  package let hidesRest: Bool

  init(_ message: String, at range: Range<Int>, hidesRest: Bool = false) {
    self.message = message
    self.range = range
    self.hidesRest = hidesRest
  }
}
