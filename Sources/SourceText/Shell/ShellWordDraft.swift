/// A word while it is read.
struct ShellWordDraft {
  private let source: MappedText
  let start: Int
  var isQuoted = false
  /// Where a word ends in which something is not closed.
  private var breakPlace: Int?
  private var builder: MappedTextBuilder
  /// Expansions, whose ranges count from the word's first byte.
  private var expansions: [ShellExpansion] = []
  /// Bytes that stand for themselves and were not yet taken over.
  private var pending: Range<Int>
  /// What of a list in braces was seen outside of quotes.
  private var braces = Braces()

  private struct Braces {
    var open: Int?
    var hasSeparator = false
    /// Where the list's last brace ends.
    var close: Int?
  }

  init(_ source: MappedText, from start: Int) {
    self.source = source
    self.start = start
    builder = MappedTextBuilder(from: source)
    pending = start..<start
  }

  var isBroken: Bool { breakPlace != nil }

  private var count: Int { builder.bytes.count + pending.count }

  /// Says that something is not closed: the word is everything up to a place.
  mutating func breakOff(at place: Int) { breakPlace = max(place, start) }

  /// Takes over the byte at the index, or those up to a place.
  mutating func step(_ index: inout Int, to place: Int? = nil) {
    if pending.upperBound != index {
      flush()
      pending = index..<index
    }
    index = place ?? index + 1
    pending = pending.lowerBound..<index
  }

  /// Adds bytes that an escape stands for.
  mutating func append(_ decoded: [UInt8], for place: Int, width: Int) {
    flush()
    builder.append(decoded, for: place, width: width)
  }

  /// Says that what was taken over last, a range of the source, is replaced when the command runs.
  mutating func expand(_ kind: ShellExpansion.Kind, from start: Int, to end: Int, isQuoted: Bool) {
    expansions.append(
      ShellExpansion(kind, at: max(0, count - (end - start))..<count, isQuoted: isQuoted))
  }

  /// Remembers a brace, a comma or a full stop at a place, which will be taken over.
  mutating func noteBrace(at index: Int) {
    switch source.bytes[index] {
    case UInt8(ascii: "{"): if braces.open == nil { braces.open = count }
    case UInt8(ascii: "}"): if braces.hasSeparator { braces.close = count + 1 }
    case UInt8(ascii: ","): if braces.open != nil { braces.hasSeparator = true }
    default:
      // `{1..9}`
      if braces.open != nil, index > start, source.bytes[index - 1] == source.bytes[index] {
        braces.hasSeparator = true
      }
    }
  }

  private mutating func flush() {
    builder.append(pending)
    pending = pending.upperBound..<pending.upperBound
  }

  /// The word, which ends at a place of the source.
  mutating func word(upTo end: Int) -> ShellWord {
    if let breakPlace {
      let text = source.part(start..<breakPlace)
      return ShellWord(
        text, expansions: [ShellExpansion(.computed, at: text.range, isQuoted: false)],
        isQuoted: true)
    }
    if let open = braces.open, let close = braces.close {
      expansions.removeAll { $0.range.overlaps(open..<close) }
      let before = expansions.prefix { $0.range.lowerBound < open }.count
      expansions.insert(
        ShellExpansion(.computed, at: open..<close, isQuoted: false), at: before)
    }
    if builder.isEmpty {
      // The word stands in the source as it is.
      let text = source.part(pending)
      let offset = text.range.lowerBound
      return ShellWord(
        text,
        expansions: offset == 0 ? expansions : expansions.map { $0.moved(by: offset) },
        isQuoted: isQuoted)
    }
    flush()
    return ShellWord(builder.text, expansions: expansions, isQuoted: isQuoted)
  }
}

extension ShellExpansion {
  fileprivate func moved(by offset: Int) -> ShellExpansion {
    ShellExpansion(
      kind, at: (range.lowerBound + offset)..<(range.upperBound + offset), isQuoted: isQuoted)
  }
}
