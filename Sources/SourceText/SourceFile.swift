/// A file's bytes together with the path they were read from.
///
/// Every position in the program is a byte range in one of these; line and column are computed when
/// they are shown.
package struct SourceFile: Hashable, Sendable {
  package let path: RepositoryPath
  package let bytes: [UInt8]
  /// The offset at which each line starts. Lines end at LF, CR LF or a lone CR.
  private let lineStarts: [Int]

  package init(path: RepositoryPath, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    var starts = [0]
    bytes.withUnsafeBufferPointer { buffer in
      for index in buffer.indices {
        let byte = buffer[index]
        if byte > 0x0d { continue }
        if byte == 0x0a {
          starts.append(index + 1)
        } else if byte == 0x0d, index + 1 == buffer.count || buffer[index + 1] != 0x0a {
          starts.append(index + 1)
        }
      }
    }
    lineStarts = starts
  }

  package init(path: RepositoryPath, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  /// The line and column, both from 1, of a byte offset. A column counts Unicode scalars.
  package func position(of offset: Int) -> Position {
    let offset = min(max(offset, 0), bytes.count)
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    let column = bytes[lineStarts[low]..<offset].count { $0 & 0xc0 != 0x80 }
    return Position(line: low + 1, column: column + 1)
  }

  /// The byte range of a line (from 1), without its line ending.
  package func range(ofLine line: Int) -> Range<Int> {
    guard line >= 1, line <= lineStarts.count else { return bytes.count..<bytes.count }
    let start = lineStarts[line - 1]
    var end = line < lineStarts.count ? lineStarts[line] : bytes.count
    while end > start, bytes[end - 1] == 0x0a || bytes[end - 1] == 0x0d { end -= 1 }
    return start..<end
  }

  /// The bytes of a range as text, with U+FFFD for what is not UTF-8: for display only.
  package func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }

  package static func == (a: Self, b: Self) -> Bool { a.path == b.path && a.bytes == b.bytes }

  package func hash(into hasher: inout Hasher) { hasher.combine(path) }
}

/// A place as people count it: both numbers start at 1, a column counts Unicode scalars.
package struct Position: Hashable, Comparable, Sendable {
  package let line: Int
  package let column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  package static func < (a: Self, b: Self) -> Bool { (a.line, a.column) < (b.line, b.column) }
}

/// A byte range in a file.
package struct Location: Hashable, Comparable, Sendable {
  package let file: SourceFile
  package let range: Range<Int>

  package init(file: SourceFile, range: Range<Int>) {
    self.file = file
    self.range = range
  }

  package var start: Position { file.position(of: range.lowerBound) }
  package var end: Position { file.position(of: range.upperBound) }
  package var text: String { file.text(range) }

  package static func < (a: Self, b: Self) -> Bool {
    a.file.path != b.file.path
      ? a.file.path < b.file.path
      : (a.range.lowerBound, a.range.upperBound) < (b.range.lowerBound, b.range.upperBound)
  }
}
