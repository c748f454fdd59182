import SourceText

/// A piece of a declaration as an installer sees it, with the way back to the bytes of the file.
///
/// Continued lines, quotes and escapes make what an installer reads differ from what stands in the
/// file; the same readers work on both.
struct DeclaredText {
  /// Bytes that stand in the file one after the other.
  struct Run {
    /// Where the run begins in `bytes`.
    let start: Int
    /// Where it begins in the file.
    let source: Int
  }

  private enum Origin {
    /// Positions in `bytes` are positions in the file plus a number.
    case offset(Int)
    /// Runs in rising order of `start`; the first begins at 0.
    case runs([Run])
    case string(TOMLString)
    /// Every part stands for all of a place, since the bytes were decoded.
    case whole(Location)
  }

  let file: SourceFile
  let bytes: [UInt8]
  /// What of `bytes` is meant.
  let range: Range<Int>
  private let origin: Origin

  private init(file: SourceFile, bytes: [UInt8], range: Range<Int>, origin: Origin) {
    self.file = file
    self.bytes = bytes
    self.range = range
    self.origin = origin
  }

  /// Text that stands in the file as it is.
  init(_ range: Range<Int>, of file: SourceFile) {
    self.init(
      file: file, bytes: file.bytes, range: range.clamped(to: 0..<file.bytes.count),
      origin: .offset(0))
  }

  /// Text put together from runs of the file.
  init(_ bytes: [UInt8], runs: [Run], of file: SourceFile) {
    self.init(
      file: file, bytes: bytes, range: 0..<bytes.count,
      origin: runs.isEmpty ? .offset(0) : .runs(runs))
  }

  /// The text of a TOML string.
  init(_ string: TOMLString, of file: SourceFile) {
    if string.isVerbatim {
      self.init(string.contentRange, of: file)
    } else {
      let bytes = Array(string.text.utf8)
      self.init(file: file, bytes: bytes, range: 0..<bytes.count, origin: .string(string))
    }
  }

  /// Text decoded from a place as a whole.
  init(decoded bytes: [UInt8], at place: Location) {
    self.init(file: place.file, bytes: bytes, range: 0..<bytes.count, origin: .whole(place))
  }

  /// A part of the same text.
  func part(_ range: Range<Int>) -> DeclaredText {
    DeclaredText(
      file: file, bytes: bytes, range: range.clamped(to: 0..<bytes.count), origin: origin)
  }

  /// The part without white space around it, as Python's `str.strip` removes it.
  var trimmed: DeclaredText {
    var range = range
    while let first = Whitespace.width(at: range.lowerBound, of: bytes, in: range) {
      range = (range.lowerBound + first)..<range.upperBound
    }
    while let last = Whitespace.width(before: range.upperBound, of: bytes, in: range) {
      range = range.lowerBound..<(range.upperBound - last)
    }
    return part(range)
  }

  var isEmpty: Bool { range.isEmpty }
  var content: ArraySlice<UInt8> { bytes[range] }
  /// For messages and comparison; may hold anything.
  var text: String { String(decoding: content, as: UTF8.self) }

  var location: Location { location(of: range) }

  /// Where a part of `bytes` stands in the file, from its first byte to its last.
  func location(of part: Range<Int>) -> Location {
    let part = part.clamped(to: 0..<bytes.count)
    switch origin {
    case .offset(let offset):
      return Location(file: file, range: (part.lowerBound + offset)..<(part.upperBound + offset))
    case .runs:
      let start = source(of: part.lowerBound)
      let end = part.isEmpty ? start : source(of: part.upperBound - 1) + 1
      return Location(file: file, range: start..<max(start, end))
    case .string(let string):
      return Location(file: file, range: string.sourceRange(ofDecoded: part, in: file))
    case .whole(let place): return place
    }
  }

  /// Where one byte stands in the file.
  func source(of index: Int) -> Int {
    switch origin {
    case .offset(let offset): return index + offset
    case .string(let string):
      return string.sourceRange(ofDecoded: index..<index, in: file).lowerBound
    case .whole(let place): return place.range.lowerBound
    case .runs(let runs):
      var low = 0
      var high = runs.count
      while high - low > 1 {
        let middle = (low + high) / 2
        if runs[middle].start <= index { low = middle } else { high = middle }
      }
      return runs[low].source + index - runs[low].start
    }
  }
}

/// White space as Python's `str.isspace` knows it, without what `ReadableText` refuses.
enum Whitespace {
  /// How many bytes the white space at an index takes; nil when there is none.
  static func width(at index: Int, of bytes: [UInt8], in range: Range<Int>) -> Int? {
    guard index < range.upperBound else { return nil }
    switch bytes[index] {
    case 0x20, 0x09: return 1
    case 0xc2: return index + 1 < range.upperBound && bytes[index + 1] == 0xa0 ? 2 : nil
    case 0xe1, 0xe2, 0xe3:
      guard index + 2 < range.upperBound else { return nil }
      return isWide(bytes[index], bytes[index + 1], bytes[index + 2]) ? 3 : nil
    default: return nil
    }
  }

  /// How many bytes the white space that ends before an index takes; nil when there is none.
  static func width(before index: Int, of bytes: [UInt8], in range: Range<Int>) -> Int? {
    guard index > range.lowerBound else { return nil }
    let last = bytes[index - 1]
    if last == 0x20 || last == 0x09 { return 1 }
    guard last >= 0x80, index - 2 >= range.lowerBound else { return nil }
    if bytes[index - 2] == 0xc2, last == 0xa0 { return 2 }
    guard index - 3 >= range.lowerBound else { return nil }
    return isWide(bytes[index - 3], bytes[index - 2], last) ? 3 : nil
  }

  /// U+1680, U+2000 to U+200A, U+202F, U+205F and U+3000.
  private static func isWide(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
    switch (first, second) {
    case (0xe1, 0x9a): third == 0x80
    case (0xe2, 0x80): third <= 0x8a || third == 0xaf
    case (0xe2, 0x81): third == 0x9f
    case (0xe3, 0x80): third == 0x80
    default: false
    }
  }
}
