/// The line under a name that shows where it differs from another.
package enum NameMarks {
  /// A caret under each byte of the ranges, and a low line where something is missing. The name is
  /// ASCII, so that a byte is a column; `indent` is what stands before it.
  package static func line(_ ranges: [Range<Int>], indent: Int = 0) -> String {
    var line: [UInt8] = []
    for range in ranges {
      while line.count < range.lowerBound { line.append(UInt8(ascii: " ")) }
      for _ in range where line.count < range.upperBound { line.append(UInt8(ascii: "^")) }
      if range.isEmpty, line.count == range.lowerBound { line.append(UInt8(ascii: "_")) }
    }
    return String(repeating: " ", count: indent) + String(decoding: line, as: UTF8.self)
  }
}
