import SourceText

/// The blocks of type `script` in the comments of a text, as the specification's expression finds
/// them: `^# /// (?P<type>[a-zA-Z0-9-]+)$\s(?P<content>(^#(| .*)$\s)+)^# ///$`.
// https://packaging.python.org/en/latest/specifications/inline-script-metadata/
struct ScriptBlocks {
  struct Block {
    /// The line that opens the block.
    let opening: Range<Int>
    /// The lines between that one and the last, without their endings.
    fileprivate let lines: [Range<Int>]
  }

  private(set) var blocks: [Block] = []
  private let bytes: [UInt8]

  init(of text: MappedText) {
    bytes = text.bytes
    guard text.mentions("# /// script", rareOffset: 2) else { return }
    // The lines of the comment at hand: within one, the last line that closes a block does.
    var lines: [Range<Int>] = []
    var start = text.range.lowerBound
    while start < text.range.upperBound {
      let rest = bytes[start..<text.range.upperBound]
      let end = rest.firstIndex { $0 == 0x0a || $0 == 0x0d } ?? text.range.upperBound
      if isComment(start..<end) {
        lines.append(start..<end)
      } else if !lines.isEmpty {
        add(from: lines)
        lines = []
      }
      let isPair = bytes[end..<text.range.upperBound].starts(with: [0x0d, 0x0a])
      start = end + (isPair ? 2 : 1)
    }
    add(from: lines)
  }

  private mutating func add(from lines: [Range<Int>]) {
    guard let close = lines.lastIndex(where: { bytes[$0].elementsEqual("# ///".utf8) }),
      // The first block of any type takes all lines up to the last that closes one.
      let open = lines.firstIndex(where: { type(of: $0) != nil }), open + 1 < close
    else { return }
    if type(of: lines[open])?.elementsEqual("script".utf8) == true {
      blocks.append(Block(opening: lines[open], lines: Array(lines[(open + 1)..<close])))
    }
  }

  /// `#` alone, or followed by a space.
  private func isComment(_ line: Range<Int>) -> Bool {
    guard let first = line.first, bytes[first] == UInt8(ascii: "#") else { return false }
    return line.count == 1 || bytes[first + 1] == 0x20
  }

  private func type(of line: Range<Int>) -> ArraySlice<UInt8>? {
    let opening = Array("# /// ".utf8)
    guard bytes[line].starts(with: opening) else { return nil }
    let type = bytes[line].dropFirst(opening.count)
    let isWord = type.allSatisfy { byte in
      (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == UInt8(ascii: "-")
    }
    return isWord && !type.isEmpty ? type : nil
  }
}

extension ScriptBlocks.Block {
  /// What the block says, without the signs that make it a comment.
  func content(in text: MappedText) -> MappedText {
    var builder = MappedTextBuilder(from: text)
    for line in lines {
      builder.append(line.dropFirst(2))
      builder.append([0x0a], for: line.upperBound)
    }
    return builder.text
  }
}
