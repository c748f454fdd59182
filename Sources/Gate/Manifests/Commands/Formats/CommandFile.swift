import SourceText

/// What every format of commands does before it reads: nothing of a file that installs nothing, or
/// that is no text.
enum CommandFile {
  static func manifest(
    of file: SourceFile, kind: DependencyKind, read: (MappedText, inout Manifest) -> Void
  ) -> Manifest {
    var manifest = Manifest()
    let text = MappedText(file)
    guard InstallerNames.mayOccur(in: text.content) else { return manifest }
    if var problem = ReadableText.problem(in: file, commentDeclaresEncoding: false) {
      problem.kind = kind
      manifest.unreadable.append(problem)
      return manifest
    }
    read(text, &manifest)
    return manifest
  }
}

/// The lines of a text one after the other, without their endings.
struct CommandLines: Sequence, IteratorProtocol {
  private let text: MappedText
  private var position: Int

  init(_ text: MappedText) {
    self.text = text
    position = text.range.lowerBound
  }

  mutating func next() -> MappedText? {
    guard position < text.range.upperBound else { return nil }
    let stop =
      text.bytes[position..<text.range.upperBound].firstIndex(of: 0x0a) ?? text.range.upperBound
    let isCRLF = stop > position && text.bytes[stop - 1] == 0x0d
    let line = text.part(position..<(isCRLF ? stop - 1 : stop))
    position = stop + 1
    return line
  }
}

extension MappedText {
  /// How many bytes of a line are spaces and tabs at its beginning.
  var indentation: Int { content.prefix { $0 == 0x20 || $0 == 0x09 }.count }

  /// The line without spaces and tabs at its beginning.
  var unindented: MappedText {
    part((range.lowerBound + indentation)..<range.upperBound)
  }

  /// The text from the beginning of this part to the end of another of the same bytes.
  func through(_ other: MappedText) -> MappedText {
    part(range.lowerBound..<max(range.lowerBound, other.range.upperBound))
  }

  /// Whether the text ends with a byte, white space behind it left out of account.
  func ends(with byte: UInt8) -> Bool { trimmed.content.last == byte }

  /// Whether it begins with a word, in either case.
  func begins(with word: String) -> Bool {
    content.count >= word.utf8.count
      && zip(content, word.utf8).allSatisfy { a, b in
        ((0x41...0x5a).contains(a) ? a | 0x20 : a) == ((0x41...0x5a).contains(b) ? b | 0x20 : b)
      }
  }
}
