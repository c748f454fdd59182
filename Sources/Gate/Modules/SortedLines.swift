/// A sorted text of lines that begin with a key: looked up in place, so that having it
/// costs nothing.
///
/// Keys are sorted by their bytes and end at the first space. Lines that begin with `#` are comments
/// and stand at the top.
struct SortedLines: Sendable {
  private let text: [UInt8]

  init(_ text: [UInt8]) { self.text = text }

  /// The words after a key, or nil when no line has it.
  func words(after key: some Collection<UInt8>) -> [ArraySlice<UInt8>]? {
    if key.first == UInt8(ascii: "#") { return nil }
    var low = 0
    var high = text.count
    while low < high {
      let line = line(at: (low + high) / 2, above: low)
      // Comments come before every key, since no key begins with a byte below theirs.
      let found = text[line].prefix { $0 != UInt8(ascii: " ") }
      if found.lexicographicallyPrecedes(key) {
        low = line.upperBound + 1
      } else if found.elementsEqual(key) {
        return Array(text[line].split(separator: UInt8(ascii: " ")).dropFirst())
      } else {
        high = line.lowerBound
      }
    }
    return nil
  }

  /// Each key with its words, in order, without the comments.
  var lines: [(key: ArraySlice<UInt8>, words: [ArraySlice<UInt8>])] {
    text.split(separator: UInt8(ascii: "\n")).compactMap { line in
      let words = line.split(separator: UInt8(ascii: " "))
      guard let key = words.first, line.first != UInt8(ascii: "#") else { return nil }
      return (key, Array(words.dropFirst()))
    }
  }

  /// The line that holds a position, without its end.
  private func line(at position: Int, above bound: Int) -> Range<Int> {
    let newline = UInt8(ascii: "\n")
    let start = text[bound..<position].lastIndex(of: newline).map { $0 + 1 } ?? bound
    return start..<(text[position...].firstIndex(of: newline) ?? text.count)
  }
}
