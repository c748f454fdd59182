/// The fields at the head of a text in the form of mail messages, which core metadata has.
///
/// Fields begin and end where Python's `email.parser` has them begin and end, so that nobody sees
/// others than an installer does: a line of another form, or an empty one, ends the head.
// https://packaging.python.org/en/latest/specifications/core-metadata/
struct HeaderFields {
  struct Field {
    /// In lower case.
    let name: String
    /// All lines of the value, white space around it aside.
    let value: ArraySlice<UInt8>
  }

  /// In the order written.
  private(set) var fields: [Field] = []
  private let bytes: [UInt8]

  private static let mostFields = 20_000

  /// Nil when there are more fields than any honest text has.
  init?(_ bytes: [UInt8]) {
    self.bytes = bytes
    var name: Range<Int>?
    var value = 0..<0
    var position = 0
    while position < bytes.count {
      let line = self.line(from: position)
      defer { position = line.next }
      if Self.isBlank(bytes[position]) {
        // White space before the first field continues nothing.
        value = value.lowerBound..<line.end
        continue
      }
      guard let colon = nameEnd(of: line.content) else { break }
      add(name, value)
      name = colon == position || isEnvelope(position, colon) ? nil : position..<colon
      value = min(colon + 1, line.end)..<line.end
      if fields.count == Self.mostFields { return nil }
    }
    add(name, value)
  }

  /// The texts of the fields of that name, which is in lower case; nil when one is not UTF-8.
  func texts(of name: String) -> [String]? {
    var texts: [String] = []
    for field in fields where field.name == name {
      guard let text = String(validating: field.value, as: UTF8.self) else { return nil }
      texts.append(text)
    }
    return texts
  }

  private mutating func add(_ name: Range<Int>?, _ value: Range<Int>) {
    guard let name else { return }
    let folded = bytes[name].map(ByteCursor.lowercased)
    fields.append(
      Field(name: String(decoding: folded, as: UTF8.self), value: trimmed(bytes[value])))
  }

  /// A line from the position on: what stands on it, and where it ends with and without its break,
  /// which is LF, CR or both.
  private func line(from start: Int) -> (content: Range<Int>, end: Int, next: Int) {
    var end = start
    while end < bytes.count, bytes[end] != 0x0a, bytes[end] != 0x0d { end += 1 }
    var next = min(end + 1, bytes.count)
    if end + 1 < bytes.count, bytes[end] == 0x0d, bytes[end + 1] == 0x0a { next += 1 }
    return (start..<end, end, next)
  }

  /// Where the name of a field ends that begins the line: at a colon after visible characters. For
  /// the line before a mail (`From `) it is that blank.
  private func nameEnd(of line: Range<Int>) -> Int? {
    var end = line.lowerBound
    while end < line.upperBound, bytes[end] != UInt8(ascii: ":"), (0x21...0x7e).contains(bytes[end])
    {
      end += 1
    }
    guard end < line.upperBound else { return nil }
    return bytes[end] == UInt8(ascii: ":") || isEnvelope(line.lowerBound, end) ? end : nil
  }

  private func isEnvelope(_ start: Int, _ end: Int) -> Bool {
    bytes[end] == 0x20 && bytes[start..<end].elementsEqual("From".utf8)
  }

  private func trimmed(_ value: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var value = value
    while let byte = value.first, Self.isBlank(byte) || Self.isBreak(byte) { value.removeFirst() }
    while let byte = value.last, Self.isBlank(byte) || Self.isBreak(byte) { value.removeLast() }
    return value
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
  private static func isBreak(_ byte: UInt8) -> Bool { byte == 0x0a || byte == 0x0d }
}
