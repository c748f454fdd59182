import SourceText

/// The lines of a requirements file as pip joins and strips them, in order.
///
/// The order of the steps is pip's: continued lines are joined, then comments are cut, then white
/// space around the rest. `join_lines` and `ignore_comments` in pip's `req_file.py` say the same.
struct LogicalLines {
  private let file: SourceFile
  private var position: Int
  /// A line that grew beyond the limit: nothing after it was read.
  private(set) var tooLong: Location?

  init(of file: SourceFile) {
    self.file = file
    position = ReadableText.markLength(file)
  }

  /// The next line that holds something, or nil at the end.
  mutating func next() -> MappedText? {
    while tooLong == nil, let line = joined() {
      let content = Self.withoutComment(line).trimmed
      if !content.isEmpty { return content }
    }
    return nil
  }

  private static let backslash = UInt8(ascii: "\\")
  private static let numberSign = UInt8(ascii: "#")

  private mutating func joined() -> MappedText? {
    guard let first = physicalLine() else { return nil }
    if file.bytes[first].last != Self.backslash || isComment(first) {
      return MappedText(first, of: file)
    }
    var bytes: [UInt8] = []
    var runs: [MappedText.Run] = []
    func append(_ range: Range<Int>) {
      if range.isEmpty { return }
      runs.append(.init(start: bytes.count, source: range.lowerBound))
      bytes.append(contentsOf: file.bytes[range])
    }
    append(withoutBackslashes(first))
    while let line = physicalLine() {
      // A comment ends the line that it continues, and is not continued itself.
      if isComment(line) { break }
      if file.bytes[line].last != Self.backslash {
        append(line)
        break
      }
      append(withoutBackslashes(line))
      if bytes.count > ReadableText.maximumLine {
        tooLong = Location(file: file, range: first)
        return nil
      }
    }
    if runs.isEmpty { runs = [.init(start: 0, source: first.lowerBound)] }
    return MappedText(bytes, runs: runs, of: file)
  }

  /// The bytes of the next line without its ending.
  private mutating func physicalLine() -> Range<Int>? {
    guard position < file.bytes.count else { return nil }
    let start = position
    let end = file.bytes[start...].firstIndex(of: 0x0a) ?? file.bytes.count
    position = min(end + 1, file.bytes.count)
    let isCRLF = end > start && end < file.bytes.count && file.bytes[end - 1] == 0x0d
    return start..<(isCRLF ? end - 1 : end)
  }

  private func isComment(_ line: Range<Int>) -> Bool {
    var index = line.lowerBound
    while let width = Whitespace.width(at: index, of: file.bytes, in: line) { index += width }
    return index < line.upperBound && file.bytes[index] == Self.numberSign
  }

  /// pip strips all backslashes from both ends of a continued line.
  private func withoutBackslashes(_ line: Range<Int>) -> Range<Int> {
    let content = file.bytes[line].drop { $0 == Self.backslash }
    var end = content.endIndex
    while end > content.startIndex, file.bytes[end - 1] == Self.backslash { end -= 1 }
    return content.startIndex..<end
  }

  /// Cuts at the first `#` that begins the line or follows white space.
  private static func withoutComment(_ line: MappedText) -> MappedText {
    var start = line.range.lowerBound
    while let sign = line.bytes[start..<line.range.upperBound].firstIndex(of: numberSign) {
      if sign == line.range.lowerBound
        || Whitespace.width(before: sign, of: line.bytes, in: line.range) != nil
      {
        return line.part(line.range.lowerBound..<sign)
      }
      start = sign + 1
    }
    return line
  }
}
