/// Text as the reader of a format sees it, with the way back to the bytes of the file.
///
/// Continued lines, quotes, escapes and indentation make what is read differ from what stands in the
/// file; the same readers work on both.
package struct MappedText: Hashable, Sendable {
  /// Bytes that stand in the source one after the other.
  package struct Run: Hashable, Sendable {
    /// Where the run begins in `bytes`.
    package let start: Int
    /// Where it begins in the source.
    package let source: Int
    /// How many bytes of the source its last byte stands for: more than one behind an escape.
    package let width: Int

    package init(start: Int, source: Int, width: Int = 1) {
      self.start = start
      self.source = source
      self.width = width
    }
  }

  private indirect enum Origin: Sendable {
    /// Positions in `bytes` are positions in the file plus a number.
    case offset(Int)
    /// Runs in rising order of `start`; the first begins at 0.
    case runs([Run])
    /// Runs whose sources are positions in the bytes of another text.
    case derived([Run], MappedText)
    case string(TOMLString)
    /// Every part stands for all of a place, since the bytes were decoded.
    case whole(Range<Int>)
  }

  package let file: SourceFile
  package let bytes: [UInt8]
  /// What of `bytes` is meant.
  package let range: Range<Int>
  private let origin: Origin

  private init(file: SourceFile, bytes: [UInt8], range: Range<Int>, origin: Origin) {
    self.file = file
    self.bytes = bytes
    self.range = range
    self.origin = origin
  }

  /// Text that stands in the file as it is.
  package init(_ range: Range<Int>, of file: SourceFile) {
    self.init(
      file: file, bytes: file.bytes, range: range.clamped(to: 0..<file.bytes.count),
      origin: .offset(0))
  }

  /// All of a file without its byte order mark.
  package init(_ file: SourceFile) {
    self.init((file.bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0)..<file.bytes.count, of: file)
  }

  /// Text put together from runs of the file.
  package init(_ bytes: [UInt8], runs: [Run], of file: SourceFile) {
    self.init(
      file: file, bytes: bytes, range: 0..<bytes.count,
      origin: runs.isEmpty ? .offset(0) : .runs(runs))
  }

  /// Text put together from runs of another text, whose positions count in its `bytes`.
  package init(_ bytes: [UInt8], runs: [Run], of text: MappedText) {
    self.init(
      file: text.file, bytes: bytes, range: 0..<bytes.count,
      origin: runs.isEmpty ? .whole(text.location.range) : .derived(runs, text))
  }

  /// The text of a TOML string.
  package init(_ string: TOMLString, of file: SourceFile) {
    if string.isVerbatim {
      self.init(string.contentRange, of: file)
    } else {
      let bytes = Array(string.text.utf8)
      self.init(file: file, bytes: bytes, range: 0..<bytes.count, origin: .string(string))
    }
  }

  /// Text decoded from a place as a whole.
  package init(decoded bytes: [UInt8], at place: Location) {
    self.init(file: place.file, bytes: bytes, range: 0..<bytes.count, origin: .whole(place.range))
  }

  /// A part of the same text; the range counts in `bytes`.
  package func part(_ range: Range<Int>) -> MappedText {
    MappedText(file: file, bytes: bytes, range: range.clamped(to: 0..<bytes.count), origin: origin)
  }

  /// The part without white space around it, as Python's `str.strip` removes it.
  package var trimmed: MappedText {
    var range = range
    while let first = Whitespace.width(at: range.lowerBound, of: bytes, in: range) {
      range = (range.lowerBound + first)..<range.upperBound
    }
    while let last = Whitespace.width(before: range.upperBound, of: bytes, in: range) {
      range = range.lowerBound..<(range.upperBound - last)
    }
    return part(range)
  }

  package var isEmpty: Bool { range.isEmpty }
  package var content: ArraySlice<UInt8> { bytes[range] }
  /// For messages and comparison; may hold anything.
  package var text: String { String(decoding: content, as: UTF8.self) }

  package var location: Location { location(of: range) }

  /// Where a part of `bytes` stands in the file, from its first byte to its last.
  package func location(of part: Range<Int>) -> Location {
    let part = part.clamped(to: 0..<bytes.count)
    switch origin {
    case .offset(let offset):
      return Location(file: file, range: (part.lowerBound + offset)..<(part.upperBound + offset))
    case .runs, .derived:
      let start = source(of: part.lowerBound)
      let end = part.isEmpty ? start : sourceEnd(of: part.upperBound - 1)
      return Location(file: file, range: start..<max(start, end))
    case .string(let string):
      return Location(file: file, range: string.sourceRange(ofDecoded: part, in: file))
    case .whole(let range): return Location(file: file, range: range)
    }
  }

  /// Where one byte stands in the file.
  package func source(of index: Int) -> Int {
    switch origin {
    case .offset(let offset): return index + offset
    case .string(let string):
      return string.sourceRange(ofDecoded: index..<index, in: file).lowerBound
    case .whole(let range): return range.lowerBound
    case .runs(let runs): return Self.source(of: index, in: runs)
    case .derived(let runs, let text): return text.source(of: Self.source(of: index, in: runs))
    }
  }

  /// Where what one byte stands for ends in the file.
  private func sourceEnd(of index: Int) -> Int {
    switch origin {
    case .runs(let runs): Self.sourceEnd(of: index, in: runs)
    case .derived(let runs, let text): text.sourceEnd(of: Self.sourceEnd(of: index, in: runs) - 1)
    case .offset, .string, .whole: location(of: index..<index + 1).range.upperBound
    }
  }

  private static func source(of index: Int, in runs: [Run]) -> Int {
    let run = run(of: index, in: runs)
    return run.source + index - run.start
  }

  private static func sourceEnd(of index: Int, in runs: [Run]) -> Int {
    let run = run(of: index, in: runs)
    return run.source + index - run.start + run.width
  }

  private static func run(of index: Int, in runs: [Run]) -> Run {
    var low = 0
    var high = runs.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if runs[middle].start <= index { low = middle } else { high = middle }
    }
    return runs[low]
  }

  package static func == (a: Self, b: Self) -> Bool {
    a.range == b.range && a.file == b.file && a.bytes == b.bytes
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(file.path)
    hasher.combine(range)
  }
}

/// Puts a text together piece by piece from a source text.
package struct MappedTextBuilder {
  private let source: MappedText
  package private(set) var bytes: [UInt8] = []
  private var runs: [MappedText.Run] = []
  private var nextSource = -1

  package init(from source: MappedText) { self.source = source }

  package var isEmpty: Bool { bytes.isEmpty }

  /// Takes over bytes as they stand; the range counts in the bytes of the source text.
  package mutating func append(_ range: Range<Int>) {
    if range.isEmpty { return }
    beginRun(at: range.lowerBound)
    bytes.append(contentsOf: source.bytes[range])
    nextSource = range.upperBound
  }

  /// Adds bytes that something at a place of the source stands for, an escape for example, which is
  /// `width` bytes long there.
  package mutating func append(_ decoded: some Sequence<UInt8>, for place: Int, width: Int = 1) {
    let start = bytes.count
    for byte in decoded {
      // Every byte leads to the same place.
      runs.append(MappedText.Run(start: bytes.count, source: place, width: width))
      bytes.append(byte)
    }
    if bytes.count > start { nextSource = -1 }
  }

  package var text: MappedText { MappedText(bytes, runs: runs, of: source) }

  private mutating func beginRun(at place: Int) {
    if place != nextSource { runs.append(MappedText.Run(start: bytes.count, source: place)) }
  }
}
