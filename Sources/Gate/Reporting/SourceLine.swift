import SourceText

/// The line of a file at which something is marked, cut to a width and made fit for display.
struct SourceLine {
  let number: Int
  /// Without credentials, tabs as four blanks, `…` where it is cut.
  let text: String
  /// Columns before the mark.
  let indent: Int
  /// Columns under the mark, at least one.
  let markWidth: Int

  /// A drawn piece of the line: a scalar, a byte that is no text, or a hidden credential.
  private struct Cell {
    let bytes: Range<Int>
    let text: String
    let width: Int
  }

  /// Shows where the location starts; of a location over several lines only the first is marked.
  init(at location: Location, width: Int) {
    let file = location.file
    number = location.start.line
    let line = file.range(ofLine: number)
    let start = min(max(location.range.lowerBound, line.lowerBound), line.upperBound)
    let mark = start..<max(start, min(location.range.upperBound, line.upperBound))
    // A line may be a megabyte long, and each of its declarations may be marked: only what can be
    // seen is looked at. A scalar takes four bytes at most.
    let reach = 4 * width
    let viewEnd = min(mark.upperBound, mark.lowerBound + reach) + reach
    let view = max(line.lowerBound, mark.lowerBound - reach)..<min(line.upperBound, viewEnd)
    let cells = Self.cells(of: file.bytes, in: Self.aligned(view, in: file.bytes, line))

    let first = cells.firstIndex { $0.bytes.upperBound > mark.lowerBound } ?? cells.count
    let last = cells[first...].firstIndex { $0.bytes.lowerBound >= mark.upperBound } ?? cells.count
    let shown = Self.window(
      cells, around: first..<max(first, last), width: width,
      isWhole: (cells.first?.bytes.lowerBound ?? line.lowerBound) <= line.lowerBound
        && (cells.last?.bytes.upperBound ?? line.upperBound) >= line.upperBound)
    let isCutBefore = (cells[shown].first?.bytes.lowerBound ?? line.lowerBound) > line.lowerBound
    let isCutAfter = (cells[shown].last?.bytes.upperBound ?? line.upperBound) < line.upperBound
    text =
      (isCutBefore ? "…" : "") + cells[shown].map(\.text).joined() + (isCutAfter ? "…" : "")
    indent = (isCutBefore ? 1 : 0) + Self.width(cells[shown.lowerBound..<first])
    markWidth = max(1, Self.width(cells[first..<min(max(first, last), shown.upperBound)]))
  }

  /// The cells to show: all if they fit, else from a little before the mark on.
  private static func window(
    _ cells: [Cell], around mark: Range<Int>, width: Int, isWhole: Bool
  ) -> Range<Int> {
    if isWhole, Self.width(cells[...]) <= width { return 0..<cells.count }
    let room = max(width - 2, 1)
    var start = 0
    if Self.width(cells[..<mark.upperBound]) > room {
      start = mark.lowerBound
      var before = 0
      while start > 0, before + cells[start - 1].width <= room / 3 {
        start -= 1
        before += cells[start].width
      }
    }
    var end = start
    var used = 0
    while end < cells.count, used + cells[end].width <= room {
      used += cells[end].width
      end += 1
    }
    return start..<max(end, mark.lowerBound)
  }

  private static func width(_ cells: ArraySlice<Cell>) -> Int { cells.reduce(0) { $0 + $1.width } }

  /// The view, widened so that it neither starts nor ends within a scalar.
  private static func aligned(
    _ view: Range<Int>, in bytes: [UInt8], _ line: Range<Int>
  ) -> Range<Int> {
    var (start, end) = (view.lowerBound, view.upperBound)
    while start > line.lowerBound, view.lowerBound - start < 3, bytes[start] & 0xc0 == 0x80 {
      start -= 1
    }
    while end < line.upperBound, end - view.upperBound < 3, bytes[end] & 0xc0 == 0x80 { end += 1 }
    return start..<end
  }

  private static func cells(of bytes: [UInt8], in view: Range<Int>) -> [Cell] {
    var secrets = Redacted.secretRanges(around: view, in: bytes)[...]
    var commands = LogCommandScanner()
    var cells: [Cell] = []
    var index = view.lowerBound
    while index < view.upperBound {
      while let secret = secrets.first, secret.upperBound <= index { secrets.removeFirst() }
      if let secret = secrets.first, secret.contains(index) {
        let range = index..<min(secret.upperBound, view.upperBound)
        cells.append(Cell(bytes: range, text: Redacted.mark, width: Redacted.mark.utf8.count))
        index = range.upperBound
        continue
      }
      let (length, text) = piece(of: bytes[index..<view.upperBound], &commands)
      cells.append(
        Cell(bytes: index..<index + length, text: text, width: DisplayWidth.of(text)))
      index += length
    }
    return cells
  }

  /// The first scalar as it is shown; a byte that is not UTF-8 is shown by its number.
  private static func piece(
    of bytes: ArraySlice<UInt8>, _ commands: inout LogCommandScanner
  ) -> (length: Int, text: String) {
    if bytes.first == UInt8(ascii: "\t") {
      _ = commands.completesCommand("\t")
      return (1, "    ")
    }
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    switch parser.parseScalar(from: &iterator) {
    case .valid(let encoded):
      return (encoded.count, SafeText.piece(Unicode.UTF8.decode(encoded), &commands))
    case .error(let length):
      let shown = bytes.prefix(max(length, 1)).map { "\\x" + String($0, radix: 16) }
      return (shown.count, shown.joined())
    case .emptyInput: return (max(bytes.count, 1), "")
    }
  }
}
