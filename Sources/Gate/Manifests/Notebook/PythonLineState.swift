/// Whether a line of Python begins a statement, or goes on within brackets, a string or a continued
/// line.
struct PythonLineState {
  private var depth = 0
  /// The quote of the string that is open across lines.
  private var openQuote: UInt8?
  private var isContinued = false

  var isAtStatement: Bool { depth == 0 && openQuote == nil && !isContinued }

  /// Reads a line with its line feed.
  mutating func read(_ line: ArraySlice<UInt8>) {
    isContinued = false
    var index = line.startIndex
    while index < line.endIndex {
      let byte = line[index]
      if let quote = openQuote {
        index = stringEnd(in: line, from: index, quote: quote)
        continue
      }
      switch byte {
      case UInt8(ascii: "#"): return
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
      case UInt8(ascii: "\\"):
        isContinued = line[(index + 1)...].allSatisfy { $0 == 0x0a || $0 == 0x0d }
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        index = stringStart(in: line, at: index, quote: byte)
        continue
      default: break
      }
      index += 1
    }
  }

  /// Passes a string of one line, or opens one of many.
  private mutating func stringStart(in line: ArraySlice<UInt8>, at index: Int, quote: UInt8) -> Int
  {
    if line[index...].prefix(3).elementsEqual([quote, quote, quote]) {
      openQuote = quote
      return index + 3
    }
    var place = index + 1
    while place < line.endIndex {
      if line[place] == quote { return place + 1 }
      if line[place] == UInt8(ascii: "\\") {
        // A string goes on after a backslash at the end of the line.
        if line[(place + 1)...].allSatisfy({ $0 == 0x0a || $0 == 0x0d }) { isContinued = true }
        place += 1
      }
      place += 1
    }
    return line.endIndex
  }

  private mutating func stringEnd(in line: ArraySlice<UInt8>, from start: Int, quote: UInt8) -> Int
  {
    var index = start
    while index < line.endIndex {
      if line[index] == UInt8(ascii: "\\") {
        index += 2
      } else if line[index...].prefix(3).elementsEqual([quote, quote, quote]) {
        openQuote = nil
        return index + 3
      } else {
        index += 1
      }
    }
    return line.endIndex
  }
}
