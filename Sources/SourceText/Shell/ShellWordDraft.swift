/// A word while it is read.
struct ShellWordDraft {
  private let source: MappedText
  let start: Int
  var isQuoted = false
  /// Whether a quote is not closed: the word is everything up to the end of the line.
  var isBroken = false
  private var builder: MappedTextBuilder
  private var expansions: [ShellExpansion] = []
  /// Bytes that stand for themselves and were not yet taken over.
  private var pending: Range<Int>

  init(_ source: MappedText, from start: Int) {
    self.source = source
    self.start = start
    builder = MappedTextBuilder(from: source)
    pending = start..<start
  }

  /// Takes over the byte at the index, or those up to a place.
  mutating func step(_ index: inout Int, to place: Int? = nil) {
    if pending.upperBound != index {
      builder.append(pending)
      pending = index..<index
    }
    index = place ?? index + 1
    pending = pending.lowerBound..<index
  }

  /// Leaves out the bytes up to a place.
  mutating func skip(to place: Int, _ index: inout Int) { index = place }

  /// Adds bytes that an escape stands for.
  mutating func append(_ decoded: [UInt8], for place: Int) {
    flush()
    builder.append(decoded, for: place)
  }

  /// Says that what was taken over of a range of the source is replaced when the command runs.
  mutating func expand(_ kind: ShellExpansion.Kind, from start: Int, to end: Int, isQuoted: Bool) {
    flush()
    let last = builder.bytes.count
    expansions.append(
      ShellExpansion(
        kind, at: max(0, last - (end - start))..<last, isQuoted: isQuoted))
  }

  private mutating func flush() {
    builder.append(pending)
    pending = pending.upperBound..<pending.upperBound
  }

  /// The word, which ends at a place of the source.
  mutating func word(upTo end: Int) -> ShellWord {
    if isBroken {
      let text = source.part(start..<end)
      return ShellWord(
        text, expansions: [ShellExpansion(.computed, at: text.range, isQuoted: false)],
        isQuoted: true)
    }
    flush()
    let text = builder.isEmpty ? source.part(start..<start) : builder.text
    return ShellWord(text, expansions: expansions, isQuoted: isQuoted)
  }
}
