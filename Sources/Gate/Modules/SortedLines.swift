/// A sorted text of lines that begin with a key: looked up in place, never parsed as a whole.
///
/// Keys are sorted by their bytes and end at the first space. Lines that begin with `#` are comments
/// and stand at the top.
struct SortedLines: Sendable {
  private let text: [UInt8]
  /// The lines without comments, in their order.
  private let lines: [Range<Int>]

  init(_ text: [UInt8]) {
    var lines: [Range<Int>] = []
    var start = 0
    text.withUnsafeBufferPointer { text in
      for position in 0...text.count {
        guard position == text.count || text[position] == 0x0a else { continue }
        if position > start, text[start] != UInt8(ascii: "#") { lines.append(start..<position) }
        start = position + 1
      }
    }
    self.text = text
    self.lines = lines
  }

  /// The words after a key, or nil when no line has it.
  func words(after key: some Collection<UInt8>) -> [ArraySlice<UInt8>]? {
    var low = 0
    var high = lines.count
    while low < high {
      let middle = (low + high) / 2
      let found = self.key(of: lines[middle])
      if found.lexicographicallyPrecedes(key) {
        low = middle + 1
      } else if found.elementsEqual(key) {
        let line = text[lines[middle]]
        return Array(line.split(separator: UInt8(ascii: " ")).dropFirst())
      } else {
        high = middle
      }
    }
    return nil
  }

  private func key(of line: Range<Int>) -> ArraySlice<UInt8> {
    text[line].prefix { $0 != UInt8(ascii: " ") }
  }
}
